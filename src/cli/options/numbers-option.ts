// The option --numbers, of commands that emit.

import { oneOfWords, type Problem } from "../../diagnostics/problem.ts";
import { NUMBERS, type Numbers } from "../../network/table-numbers.ts";
import type { OptionDefinition } from "../arguments/command.ts";

export const NUMBERS_OPTION: OptionDefinition = {
  name: "numbers",
  kind: "value",
  describe: "what a table's numbers are stored as: float32, slope and value of each cell, or int16, the values at the borders, a quarter of the bytes (float32)",
  choices: NUMBERS,
};

export function readNumbers(given: string): Numbers | Problem {
  return oneOfWords(NUMBERS, given, `'${given}' is nothing that a table's numbers are stored as`);
}
