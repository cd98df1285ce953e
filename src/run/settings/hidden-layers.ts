// The hidden layers of a network as a text of the command line: `16,32`, or `none`. Judges no sizes.

import type { Problem } from "../../diagnostics/problem.ts";
import { isProblem } from "../../diagnostics/problem.ts";
import { readNumbers } from "./numbers.ts";

const NONE = "none";

/** Units of each hidden layer. */
export function readHiddenLayers(text: string): readonly number[] | Problem {
  if (text === NONE) return [];
  const units = readNumbers(text);
  return isProblem(units) ? { ...units, hint: `separate numbers by commas, such as 16,32, or write ${NONE}` } : units;
}

/** As `readHiddenLayers` reads it. */
export function showHiddenLayers(hidden: readonly number[]): string {
  return hidden.length === 0 ? NONE : hidden.join(",");
}
