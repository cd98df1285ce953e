// Whether a result is what the standard says: within a few units of its value, or, where that is less exact than it might be, of the value in float64.

import { isWithinTolerance, largestDistance, unitsApart, unitsFromExact, unitsOfLargest } from "./units-apart.ts";
import type { Tensor } from "./tensor-file.ts";

export interface Distances {
  /** Of the worst result from the standard's value, in units of the type that has. */
  readonly units: number;
  /** Where results are farther than the limit. */
  readonly beyond?: {
    /** Of the worst result that is farther than twice as far from the value in float64 as the standard's is. */
    readonly unitsFromExact: number;
    /** Of the worst result, in units of the output's largest element: where large numbers cancel, no other has a meaning. */
    readonly unitsOfLargest: number;
    /** How many times as far from float64 as the standard's worst element the worst one of the same output is; Infinity where there is no float64. */
    readonly timesAsFar: number;
    /** Whether all results are within the suite's own tolerance. */
    readonly isWithinTolerance: boolean;
  };
}

/**
 * Near the standard's value; near the value in float64, which does not bear the standard's out; within the suite's tolerance where large numbers
 * cancel, as near as a sum of them can be; or none of it.
 */
export type Judgement = "near" | "near-float64" | "cancels" | "far";

/** Twice the rounding of another order of the same sum. */
const TIMES_AS_FAR = 2;

/** @param limit in units. @param exact the outputs in float64, asked for where they matter; undefined where there are none. */
export function distancesOf(
  own: readonly ArrayLike<number>[],
  expected: readonly Tensor[],
  limit: number,
  exact: () => readonly ArrayLike<number>[] | undefined,
): Distances {
  const worst = (of: (array: ArrayLike<number>, output: number) => number): number => Math.max(0, ...own.map(of));
  const units = worst((array, output) => unitsApart(array, expected[output].values) / unitOf(expected[output].type));
  if (units <= limit) return { units };
  const known = exact();
  return {
    units,
    beyond: {
      unitsFromExact: worst((array, output) => (known === undefined ? Infinity : unitsFromExact(array, expected[output].values, known[output], TIMES_AS_FAR))),
      unitsOfLargest: worst((array, output) => unitsOfLargest(array, expected[output].values)),
      timesAsFar: worst((array, output) => {
        if (known === undefined) return Infinity;
        const distance = largestDistance(array, known[output]);
        return distance === 0 ? 0 : distance / largestDistance(expected[output].values, known[output]);
      }),
      isWithinTolerance: own.every((array, output) => isWithinTolerance(array, expected[output].values)),
    },
  };
}

export function judge({ beyond }: Distances, limit: number): Judgement {
  if (beyond === undefined) return "near";
  if (beyond.unitsFromExact <= limit) return "near-float64";
  const isAsNear = beyond.unitsOfLargest <= limit || beyond.timesAsFar <= TIMES_AS_FAR;
  return isAsNear && beyond.isWithinTolerance ? "cancels" : "far";
}

/** A unit in the last place of the standard's type, in those of float32. */
function unitOf(type: number): number {
  return type === 10 ? 2 ** 13 : type === 16 ? 2 ** 16 : 1;
}
