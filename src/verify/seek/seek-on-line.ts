// The search of seek-largest-error.ts over one variable, where inputs have neighbours.

import type { DomainVariable } from "../../network/model.ts";
import type { Program } from "../../program/program.ts";
import type { Pausing } from "../../train/pausing.ts";
import { spreadEvenly } from "../points.ts";
import { climb } from "./climb.ts";
import type { Evaluations, FirstTried, Profile, Reference, Tried } from "./evaluations.ts";
import { exhaust, isRough } from "./exhaust.ts";
import { notableInputs } from "./notable-inputs.ts";
import type { Effort } from "./effort.ts";

/** The part of the effort that may climb; what is left looks through cells. */
const CLIMBING = 1 / 4;

export function* seekOnLine(
  evaluations: Evaluations,
  program: Program,
  reference: Reference,
  domain: DomainVariable,
  { spread, finer, closer }: Effort,
): Pausing<FirstTried> {
  const even = yield* evaluations.try(spreadEvenly(domain, spread));
  if (closer === 0) return { spread: [even], notable: [] };
  const breaks = reference.breaks(domain, even.values, even.wanted);
  yield;
  const notable = yield* evaluations.try(yield* notableInputs(program, domain, breaks));
  const profile = merged(profileOf(even), profileOf(notable));
  const climbed = yield* climb(evaluations, profile, Math.floor(closer * CLIMBING));
  const left = closer - notable.count - climbed;
  if (left <= 0 || !isRough(evaluations.largest, profile)) return { spread: [even], notable: [notable] };
  const between = finer === 0 ? [] : [yield* evaluations.try(spreadEvenly(domain, finer))];
  yield* exhaust(evaluations, between.map(profileOf).reduce(merged, profile), left);
  return { spread: [even, ...between], notable: [notable] };
}

function profileOf({ values, errors }: Tried): Profile {
  return { inputs: values, errors };
}

function merged(one: Profile, other: Profile): Profile {
  const inputs = new Float32Array(one.inputs.length + other.inputs.length);
  const errors = new Float64Array(inputs.length);
  let count = 0;
  let [i, j] = [0, 0];
  while (i < one.inputs.length || j < other.inputs.length) {
    const isFirst = j >= other.inputs.length || one.inputs[i] <= other.inputs[j];
    const input = isFirst ? one.inputs[i] : other.inputs[j];
    const error = isFirst ? one.errors[i++] : other.errors[j++];
    if (count > 0 && inputs[count - 1] === input) continue;
    inputs[count] = input;
    errors[count++] = error;
  }
  return { inputs: inputs.subarray(0, count), errors: errors.subarray(0, count) };
}
