// The option --numbers, of commands that emit.

import { oneOfWords, type Problem } from "../../diagnostics/problem.ts";
import { NUMBERS, STORED_NUMBERS, type Numbers } from "../../network/table-numbers.ts";
import type { OptionDefinition } from "../arguments/command.ts";

export const NUMBERS_OPTION: OptionDefinition = {
  name: "numbers",
  kind: "value",
  describe: `what a table's numbers are stored as: ${NUMBERS.map((one) => `${one}, ${STORED_NUMBERS[one]}`).join("; ")} (float32)`,
  choices: NUMBERS,
};

export function readNumbers(given: string): Numbers | Problem {
  return oneOfWords(NUMBERS, given, `'${given}' is nothing that a table's numbers are stored as`);
}
