// How the text of --lang is read. Apart from the options that more commands share: only those that speak a language load them all.

import type { Problem } from "../../diagnostics/problem.ts";
import { isProblem } from "../../diagnostics/problem.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import { EMITTED_LANGUAGES, EMITTED_NAMES, spokenName, type EmittedName, type LanguageName } from "../../languages/index.ts";

/** One language by any of its names; of a variant, the language whose statements it has. */
function readLanguage(text: string): LanguageName | Problem {
  const named = readEmittedLanguage(text);
  return isProblem(named) ? named : spokenName(named);
}

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

/** `c,go,ts`, each language once, in the given order. */
export function readLanguages(text: string): readonly LanguageName[] | Problem {
  const languages: LanguageName[] = [];
  for (const part of text.split(",")) {
    const language = readLanguage(part);
    if (isProblem(language)) return language;
    if (!languages.includes(language)) languages.push(language);
  }
  return languages;
}
