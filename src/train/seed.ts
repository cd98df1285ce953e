// What a seed may be: what RandomGenerator takes.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { SettingName } from "../diagnostics/prose.ts";
import { setting } from "../diagnostics/prose.ts";

/** @throws DiagnosticError (usage, at the setting `place`) unless the seed is a whole number from 0 to 2^32 − 1. */
export function checkSeed(seed: number, what = "the seed", place: SettingName = "seed"): void {
  if (Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32) return;
  throw new DiagnosticError({
    id: "seed-invalid",
    message: `${what} is ${seed}`,
    place: setting(place),
    note: `it must be a whole number from 0 to ${2 ** 32 - 1}`,
  });
}
