// Refuses what is asked of a function that remembers its calls and is for functions that remember none.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { setting, type SettingName } from "../diagnostics/prose.ts";
import { remembers } from "../program/unit.ts";
import type { LoadedModel } from "./load-model.ts";

/** Settings that do not go with state, and why. */
const REASONS = [
  ["batch", "many arguments at once would be calls that do not wait for each other"],
  ["result", "a class is told of all that is given, and a step is given a part of it"],
  ["form", "a table is of functions of one number"],
  ["exhaustive", "what a number gives depends on the calls before it"],
  ["target", "an error is looked for at calls that do not follow from each other"],
  ["data", "samples are calls that do not follow from each other"],
  ["maxError", "an error is looked for at calls that do not follow from each other"],
  ["baseline", "its figures are those of calls that do not follow from each other"],
  ["template", "a language of your own has no word for what is kept between calls"],
] as const satisfies readonly (readonly [SettingName, string])[];

/**
 * @param asked settings, and whether they ask for something.
 * @throws DiagnosticError (usage) naming the first that is asked for, where the model's program remembers its calls.
 */
export function refuseWithState(loaded: Pick<LoadedModel, "program">, asked: Partial<Record<(typeof REASONS)[number][0], boolean>>): void {
  const found = REASONS.find(([name]) => asked[name] === true);
  if (found === undefined || !remembers(loaded.program)) return;
  const [name, note] = found;
  throw new DiagnosticError({ id: "state-excludes", message: "this is not for functions that remember their calls", place: setting(name), note, hint: "leave it out" });
}
