// The option --c-standard of nnc emit: the standard that sources in C are written in, which is a language or a variant of it.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { oneOfWords, type Problem } from "../../diagnostics/problem.ts";
import { EMITTED, EMITTED_LANGUAGES, spokenName, type EmittedName } from "../../languages/index.ts";
import type { OptionDefinition } from "../arguments/command.ts";

const STANDARDS = EMITTED_LANGUAGES.flatMap(({ standard }) => (standard === undefined ? [] : [standard])).sort();

export const C_STANDARD_OPTION: OptionDefinition = {
  name: "c-standard",
  kind: "value",
  describe: "the oldest standard of C that takes the source: c99, which C++11 takes as well, or c89, as --lang c89 (c99)",
  choices: STANDARDS,
};

export function readCStandard(given: string): string | Problem {
  return oneOfWords(STANDARDS, given, `'${given}' is no standard of C that nnc writes`);
}

/**
 * The language in which sources of this standard are written; the one that is given where none is.
 *
 * @throws DiagnosticError (usage) where it is not C.
 */
export function inStandard(language: EmittedName, standard: string | undefined): EmittedName {
  if (standard === undefined) return language;
  const written = EMITTED_LANGUAGES.find((one) => one.standard === standard && spokenName(one.name) === spokenName(language));
  if (written !== undefined) return written.name;
  throw new DiagnosticError({
    id: "c-standard-of-other-language",
    message: `sources in ${EMITTED[language].language.title} are written in no standard of C`,
    place: "--c-standard",
    hint: "leave it out, or give --lang c",
  });
}
