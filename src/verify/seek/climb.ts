// Climbs the highest peaks of an error over one variable: divides the stretches beside each one until its neighbours among the
// float32 numbers are known to be lower. Finds the top of what has one top between two inputs of the profile.

import { float32FromOrdinal, ordinalOfFloat32 } from "../../numeric/float32.ts";
import type { Pausing } from "../../train/pausing.ts";
import type { Evaluations, Profile } from "./evaluations.ts";

/** Peaks that are climbed. */
const PEAKS = 64;
/** Inputs on each side that are no higher than a peak. */
const REACH = 2;
/** Parts a stretch is divided into, … */
const PARTS = 8;
/** … or more, where few peaks are left: fewer inputs than these are not worth a round. */
const ROUND = 1024;
/** Where all stretches together hold no more float32 numbers than these, they are all tried at once. */
const LAST_ROUND = 16_384;

/** Positions among all float32 numbers: the highest input so far between two others. */
interface Bracket {
  readonly low: number;
  readonly best: number;
  readonly high: number;
  readonly error: number;
}

/** Evaluates at most `budget` inputs; gives their number. */
export function* climb(evaluations: Evaluations, profile: Profile, budget: number): Pausing<number> {
  let brackets = peaksOf(profile);
  let spent = 0;
  while (brackets.length > 0) {
    const held = brackets.reduce((sum, { low, high }) => sum + high - low, 0);
    const parts = held <= LAST_ROUND ? LAST_ROUND : Math.max(PARTS, Math.ceil(ROUND / (2 * brackets.length)));
    const ladders = brackets.map(({ low, best, high }) => ({ below: between(low, best, parts), above: between(best, high, parts) }));
    const inputs = Float32Array.from(ladders.flatMap(({ below, above }) => [...below, ...above]), float32FromOrdinal);
    if (inputs.length === 0 || spent + inputs.length > budget) break;
    const { errors } = yield* evaluations.try(inputs);
    spent += inputs.length;
    let first = 0;
    brackets = brackets
      .map((bracket, place) => {
        const { below, above } = ladders[place];
        const middle = first + below.length;
        const end = middle + above.length;
        const closer = closed(
          [bracket.low, ...below, bracket.best, ...above, bracket.high],
          [0, ...errors.subarray(first, middle), bracket.error, ...errors.subarray(middle, end), 0],
        );
        first = end;
        return closer;
      })
      .filter(({ low, best, high }) => best - low > 1 || high - best > 1);
  }
  return spent;
}

/** The stretches beside the highest of ascending places; the first and the last one are none of them. */
function closed(places: readonly number[], errors: readonly number[]): Bracket {
  let top = 1;
  for (let place = 2; place < places.length - 1; place++) {
    if (errors[place] > errors[top]) top = place;
  }
  return { low: places[top - 1], best: places[top], high: places[top + 1], error: errors[top] };
}

function peaksOf({ inputs, errors }: Profile): readonly Bracket[] {
  const peaks: number[] = [];
  for (let i = 0; i < errors.length; i++) {
    let isPeak = errors[i] > 0;
    for (let j = Math.max(0, i - REACH); isPeak && j <= Math.min(errors.length - 1, i + REACH); j++) isPeak = errors[j] <= errors[i];
    if (isPeak) peaks.push(i);
  }
  const ordinal = (i: number): number => ordinalOfFloat32(inputs[Math.min(inputs.length - 1, Math.max(0, i))]);
  return peaks
    .sort((one, other) => errors[other] - errors[one])
    .slice(0, PEAKS)
    .map((i) => ({ low: ordinal(i - 1), best: ordinal(i), high: ordinal(i + 1), error: errors[i] }));
}

/** Positions strictly between two, which divide them evenly: all, or some. */
function between(low: number, high: number, most: number): readonly number[] {
  const parts = Math.min(most, high - low);
  return Array.from({ length: Math.max(0, parts - 1) }, (_, index) => low + Math.round(((high - low) * (index + 1)) / parts));
}
