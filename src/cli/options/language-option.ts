// How the text of --lang is read. Apart from the options that more commands share: only those that speak a language load them all.

import type { Problem } from "../../diagnostics/problem.ts";
import { isProblem } from "../../diagnostics/problem.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import { EMITTED, EMITTED_LANGUAGES, EMITTED_NAMES, spokenName, type EmittedName, type LanguageName } from "../../languages/index.ts";

/** One language, or a variant of one, by any of its names. */
export function readEmittedLanguage(text: string): EmittedName | Problem {
  const wanted = text.trim().toLowerCase();
  const found = EMITTED_LANGUAGES.find(({ name, aliases }) => name === wanted || aliases.includes(wanted));
  if (found !== undefined) return found.name;
  const names = EMITTED_LANGUAGES.flatMap(({ name, aliases }) => [name, ...aliases]);
  return {
    problem: `nnc does not speak '${text}'`,
    note: `it speaks ${EMITTED_LANGUAGES.map(({ name, title }) => `${name} (${title})`).join(", ")}`,
    hint: didYouMean(wanted, names) ?? `write --lang ${EMITTED_NAMES.join(", --lang ")}`,
  };
}

/** Languages that are compiled. */
export interface CompiledLanguages {
  /** Each once, in the given order; of a variant, the language whose statements it has. */
  readonly names: readonly LanguageName[];
  /** A line for each variant, in whose place that is compiled. */
  readonly notes: readonly string[];
}

/** `c,go,ts` */
export function readLanguages(text: string): CompiledLanguages | Problem {
  const given: EmittedName[] = [];
  for (const part of text.split(",")) {
    const language = readEmittedLanguage(part);
    if (isProblem(language)) return language;
    given.push(language);
  }
  const variants = [...new Set(given)].filter((name) => name !== spokenName(name));
  return { names: [...new Set(given.map(spokenName))], notes: variants.map(standingIn) };
}

function standingIn(variant: EmittedName): string {
  const [asked, compiled] = [variant, spokenName(variant)].map((name) => EMITTED[name].language.title);
  return `note: ${asked} is compiled as ${compiled}, whose statements it has`;
}
