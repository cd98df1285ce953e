// Says with which steps of a network's units a function follows its jumps, as steeply as float32 allows. Builds no layers.

import { nextFloat32Up } from "../numeric/float32.ts";
import { powerOfTwoTo } from "../numeric/power-of-two.ts";
import type { FunctionJump } from "./target/find-jumps.ts";

/**
 * height · max(0, 1 − max(0, steepness · end − steepness · x)): 0 up to `end` − 1 / steepness and `height` from `end` on. The steepness is a
 * power of two, by which float32 multiplies without rounding: where 1 / steepness is no more than the distance between two float32 numbers
 * side by side, the values at both are exact.
 */
export interface JumpStep {
  /** float32 */
  readonly end: number;
  readonly steepness: number;
  readonly height: number;
}

/** Products of a step with numbers of the domain stay below it, and their differences below the largest float32. */
const LARGEST_PRODUCT = 2 ** 126;

/**
 * One step for each pair of neighbours of a jump, each as high as the function changes between them; near 0, where float32 numbers are
 * closer than any product can tell, a single one that is as steep as the domain allows and half as high in the middle.
 *
 * @param extent the largest magnitude in the domain.
 */
export function stepsOf({ before, after, from, to }: FunctionJump, evaluate: (x: number) => number, extent: number): readonly JumpStep[] {
  const steepest = powerOfTwoTo(LARGEST_PRODUCT / extent);
  const middle = nextFloat32Up(before);
  const places = middle < after ? [before, middle, after] : [before, after];
  const values = middle < after ? [from, evaluate(middle), to] : [from, to];
  const steps = places.slice(1).flatMap((end, place): JumpStep[] => {
    const height = values[place + 1] - values[place];
    return height === 0 ? [] : [{ end, steepness: 1 / powerOfTwoTo(end - places[place]), height }];
  });
  if (steps.every(({ steepness }) => steepness <= steepest)) return steps;
  return [{ end: Math.fround((before + after) / 2 + 0.5 / steepest), steepness: steepest, height: to - from }];
}
