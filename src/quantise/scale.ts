// Scales and zero points: which numbers integers of 8 bits stand for. Reads no network.

import { SCALARS } from "../program/scalar.ts";

/** (integer − zero)·scale; the scale is a float32. */
export interface Quantisation {
  readonly scale: number;
  readonly zero: number;
}

/** The least and the greatest of what was seen. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** Scales of less lose digits where they are multiplied. */
const LEAST_SCALE = 2 ** -100;
const { least: LEAST, greatest: GREATEST } = SCALARS.i8;

/**
 * Of activations: the range and 0, which frames and Relu give, both ends within half a step.
 *
 * @param isSymmetric whether the zero point is 0.
 */
export function quantisationOf({ low, high }: Range, isSymmetric: boolean): Quantisation {
  const [from, to] = [Math.min(low, 0), Math.max(high, 0)];
  if (isSymmetric) return { scale: scaleOf(Math.max(-from, to), GREATEST), zero: 0 };
  const scale = scaleOf(to - from, GREATEST - LEAST);
  return { scale, zero: integerOf(-from / scale + LEAST, LEAST) };
}

/** The float32 of which `steps` are `size`; 1 of nothing. */
export function scaleOf(size: number, steps: number): number {
  return size === 0 ? 1 : Math.max(LEAST_SCALE, Math.fround(size / steps));
}

/** The nearest integer, of two the even one, no less than `least` and no more than fits i8. */
export function integerOf(steps: number, least: number): number {
  return Math.min(Math.max(nearestEven(steps), least), GREATEST);
}

export function nearestEven(value: number): number {
  const below = Math.floor(value);
  return value - below > 0.5 || (value - below === 0.5 && below % 2 !== 0) ? below + 1 : below;
}
