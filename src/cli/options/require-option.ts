// How the text of --require is read: languages, of which a compiler must be on this machine, and compilers by name.

import type { Problem } from "../../diagnostics/problem.ts";
import { isProblem } from "../../diagnostics/problem.ts";
import { compilersOf, LANGUAGE_NAMES } from "../../languages/index.ts";
import type { RequiredCompilers } from "../../pipeline/choose-toolchains.ts";
import { readLanguages } from "./language-option.ts";

/** `c,go`, `gcc,clang` */
export function readRequired(text: string): readonly RequiredCompilers[] | Problem {
  const required: RequiredCompilers[] = [];
  for (const word of text.split(",")) {
    const found = requiredOf(word.trim());
    if (isProblem(found)) return found;
    required.push(found);
  }
  return required;
}

/** What is a language and a compiler, such as go, is the language. */
function requiredOf(word: string): RequiredCompilers | Problem {
  const languages = readLanguages(word);
  if (!isProblem(languages)) return { language: languages.names[0], compiler: undefined };
  const compilers = compilersOf(LANGUAGE_NAMES);
  const compiler = compilers.find(({ name }) => name === word);
  if (compiler !== undefined) return { language: compiler.language, compiler: compiler.name };
  return { ...languages, hint: `write a language or one of ${compilers.map(({ name }) => name).join(", ")}` };
}
