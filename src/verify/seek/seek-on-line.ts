// The search of seek-largest-error.ts over one variable, where inputs have neighbours.

import type { DomainVariable } from "../../network/model.ts";
import type { Program } from "../../program/program.ts";
import type { Target } from "../../train/target/target.ts";
import { spreadEvenly } from "../points.ts";
import { climb } from "./climb.ts";
import type { Evaluations, Tried } from "./evaluations.ts";
import { exhaust } from "./exhaust.ts";
import { notableInputs } from "./notable-inputs.ts";
import type { Effort } from "./seek-largest-error.ts";
import { targetBreaks } from "./target-breaks.ts";

/** Inputs with their errors, ascending, each once. */
export interface Profile {
  readonly inputs: Float32Array;
  readonly errors: Float64Array;
}

/** The part of the effort that may climb; what is left looks through cells. */
const CLIMBING = 1 / 4;

/** Gives the inputs that were evaluated first: the spread ones, then those where something happens. */
export function seekOnLine(evaluations: Evaluations, program: Program, targets: readonly Target[], domain: DomainVariable, { spread, closer }: Effort): readonly Tried[] {
  const even = evaluations.try(spreadEvenly(domain, spread));
  if (closer === 0) return [even];
  const notable = evaluations.try(notableInputs(program, domain, breaksOf(targets, even)));
  const profile = merged({ inputs: even.values, errors: even.errors }, { inputs: notable.values, errors: notable.errors });
  const climbed = climb(evaluations, profile, Math.floor(closer * CLIMBING));
  exhaust(evaluations, profile, Math.max(0, closer - notable.count - climbed));
  return [even, notable];
}

function breaksOf(targets: readonly Target[], { count, values, wanted }: Tried): readonly number[] {
  const point = [0];
  const points = Float64Array.from(values);
  return targets.flatMap((target, output) => {
    const at = (x: number): number => {
      point[0] = x;
      return target.evaluate(point);
    };
    const column = new Float64Array(count);
    for (let i = 0; i < count; i++) column[i] = wanted[i * targets.length + output];
    return targetBreaks(at, points, column);
  });
}

function merged(one: Profile, other: Profile): Profile {
  const inputs = new Float32Array(one.inputs.length + other.inputs.length);
  const errors = new Float64Array(inputs.length);
  let count = 0;
  for (let i = 0, j = 0; i < one.inputs.length || j < other.inputs.length; ) {
    const isFirst = j >= other.inputs.length || one.inputs[i] <= other.inputs[j];
    const [from, place] = isFirst ? [one, i++] : [other, j++];
    if (count > 0 && inputs[count - 1] === from.inputs[place]) continue;
    inputs[count] = from.inputs[place];
    errors[count++] = from.errors[place];
  }
  return { inputs: inputs.subarray(0, count), errors: errors.subarray(0, count) };
}
