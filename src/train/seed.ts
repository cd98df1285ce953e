// What a seed may be: what RandomGenerator takes.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";

/** @throws DiagnosticError (usage, at `place`) unless the seed is a whole number from 0 to 2^32 − 1. */
export function checkSeed(seed: number, what = "the seed", place = "--seed"): void {
  if (Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32) return;
  throw new DiagnosticError({
    category: "usage",
    message: `${what} is ${seed}`,
    place,
    note: `it must be a whole number from 0 to ${2 ** 32 - 1}`,
  });
}
