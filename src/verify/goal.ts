// What a function should be, and whether that fits a network. Measures nothing.

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { prose, setting, type Prose } from "../diagnostics/prose.ts";
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
    hint:
      goal.domain.length !== inputs && inputs > 1 && inputs <= MOST_NAMED
        ? prose`give one ${setting("domain", "NAME=LO:HI")} per input and one ${setting("target")} per output, such as ${exampleDomains(inputs)}`
        : prose`give one ${setting("domain", "NAME=LO:HI")} per input and one ${setting("target")} per output`,
  });
}

/** Inputs whose domains are written out. */
export const MOST_NAMED = 3;

/** `--domain x=0:1 --domain y=0:1`: what to give for so many inputs, up to three. */
export function exampleDomains(inputs: number): Prose {
  return ["x", "y", "z"].slice(0, inputs).flatMap((name, place) => [...(place === 0 ? [] : [" "]), setting("domain", `${name}=0:1`)]);
}
