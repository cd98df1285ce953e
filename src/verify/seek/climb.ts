// Climbs the highest peaks of an error over one variable: divides the stretches beside each one until its neighbours among the
// float32 numbers are known to be lower. Finds the top of what has one top between two inputs of the profile.

import { float32FromOrdinal, ordinalOfFloat32 } from "../../numeric/float32.ts";
import type { Evaluations } from "./evaluations.ts";
import type { Profile } from "./seek-on-line.ts";

/** Peaks that are climbed. */
const PEAKS = 128;
/** Inputs on each side that are no higher than a peak. */
const REACH = 2;
/** Float32 numbers of a stretch that are all tried at once. */
const FEW = 64;
/** Parts a longer stretch is divided into, … */
const PARTS = 8;
/** … or more, where few peaks are left: fewer inputs than these are not worth a round. */
const ROUND = 1024;

/** Positions among all float32 numbers: the highest input so far between two others. */
interface Bracket {
  readonly low: number;
  readonly best: number;
  readonly high: number;
  readonly error: number;
}

/** Evaluates at most `budget` inputs; gives their number. */
export function climb(evaluations: Evaluations, profile: Profile, budget: number): number {
  let brackets = peaksOf(profile);
  let spent = 0;
  while (brackets.length > 0) {
    const parts = Math.max(PARTS, Math.ceil(ROUND / (2 * brackets.length)));
    const tried = brackets.map(({ low, best, high }) => [...between(low, best, parts), ...between(best, high, parts)]);
    const inputs = Float32Array.from(tried.flat(), float32FromOrdinal);
    if (inputs.length === 0 || spent + inputs.length > budget) break;
    const { errors } = evaluations.try(inputs);
    spent += inputs.length;
    let first = 0;
    brackets = brackets
      .map((bracket, place) => {
        const places = tried[place];
        const closer = closed(bracket, places, errors.subarray(first, first + places.length));
        first += places.length;
        return closer;
      })
      .filter(({ low, best, high }) => best - low > 1 || high - best > 1);
  }
  return spent;
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
  const parts = high - low <= FEW ? high - low : Math.min(most, high - low);
  return Array.from({ length: Math.max(0, parts - 1) }, (_, index) => low + Math.round(((high - low) * (index + 1)) / parts));
}

/** The stretches beside the highest of the inputs tried, or beside the old one where none is higher. */
function closed({ low, best, high, error }: Bracket, places: readonly number[], errors: Float64Array): Bracket {
  let [top, topError] = [best, error];
  places.forEach((place, i) => {
    if (errors[i] > topError) [top, topError] = [place, errors[i]];
  });
  const all = [low, ...places, best, high];
  return {
    low: all.reduce((nearest, place) => (place < top && place > nearest ? place : nearest), low),
    best: top,
    high: all.reduce((nearest, place) => (place > top && place < nearest ? place : nearest), high),
    error: topError,
  };
}
