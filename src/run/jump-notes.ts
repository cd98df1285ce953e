// Says of targets of one variable where they jump, before anything is trained: a network is continuous. Finds no jumps itself.

import type { DomainVariable } from "../network/model.ts";
import { shortestFloat32 } from "../numeric/decimal.ts";
import { showError } from "../numeric/shown-number.ts";
import type { Jumps } from "../train/recipes.ts";
import { findJumps, type FunctionJump } from "../train/target/find-jumps.ts";
import { ofOneVariable } from "../train/target/one-variable.ts";
import type { Target } from "../train/target/target.ts";

/**
 * Sentences, without a full stop; none of several variables.
 *
 * @param followed how the jumps will be.
 */
export function jumpNotes(targets: readonly Target[], domain: readonly DomainVariable[], followed: Jumps): readonly string[] {
  const [variable, ...others] = domain;
  if (others.length > 0) return [];
  const advice = targets.length === 1 ? ", unless steep jumps are asked for" : "";
  return targets.flatMap((target) => {
    const jumps = findJumps(ofOneVariable(target), variable.low, variable.high);
    return noteOn(target.expression, variable.name, jumps, (height) => {
      if (followed === "steep") return "a step follows it";
      return `a network is continuous and cannot be closer there than half of that, ${showError(height / 2)}${advice}`;
    });
  });
}

function noteOn(expression: string, name: string, jumps: readonly FunctionJump[], outcome: (height: number) => string): readonly string[] {
  const jump = jumps.find(({ isPole }) => isPole) ?? jumps.at(0);
  if (jump === undefined) return [];
  const { before, after, from, to, isPole } = jump;
  const where = `between ${name} = ${shortestFloat32(before)} and ${shortestFloat32(after)}`;
  const values = `from ${showError(from)} to ${showError(to)}`;
  const also = jumps.length === 1 ? "" : `, in one of ${jumps.length} such places`;
  if (isPole) return [`${expression} has a pole ${where}, where it goes ${values}${also}; no network follows it: choose a domain without it`];
  return [`${expression} jumps ${where}, ${values}${also}; ${outcome(Math.abs(to - from))}`];
}
