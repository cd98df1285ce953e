// What a function should be, and whether that fits a network. Measures nothing.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { prose, setting } from "../diagnostics/prose.ts";
import type { DomainVariable } from "../network/model.ts";
import type { Target } from "../train/target/target.ts";

/** What the function should be, for the error. */
export interface Goal {
  /** One per output element. */
  readonly targets: readonly Target[];
  /** One variable per input element. */
  readonly domain: readonly DomainVariable[];
}

/** @throws DiagnosticError of category model where a goal is none of a network with so many input and output elements. */
export function checkGoalFits(goal: Goal, inputs: number, outputs: number): void {
  if (goal.domain.length === inputs && goal.targets.length === outputs) return;
  throw new DiagnosticError({
    id: "goal-does-not-fit",
    message: "the target does not fit the network",
    note:
      `the network has ${inputs} input and ${outputs} output elements, ` +
      `the target ${goal.domain.length} variables and ${goal.targets.length} expressions`,
    hint: prose`give one ${setting("domain", "NAME=LO:HI")} per input and one ${setting("target")} per output`,
  });
}
