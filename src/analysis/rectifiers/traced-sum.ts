// Sums of what a program computed before, with all that the roundings on the way may add up to: inputs and rectifiers with their weights. Their own
// arithmetic is that of float64, and what it loses is part of the losses.

import { LEAST, LOST, UP } from "../../program/domains/affine-algebra.ts";
import type { FloatScalar } from "../../program/scalar.ts";

/**
 * The number is within Σ losses[i]·|v[from + i]| + lost of constant + Σ weights[i]·v[from + i], where v are the inputs, then what rectifiers give,
 * as they are computed. Others have no weight and no loss.
 */
export interface TracedSum {
  readonly constant: number;
  readonly from: number;
  readonly weights: Float64Array;
  readonly losses: Float64Array;
  readonly lost: number;
  /** Where no |v| is larger than some number from 1 up, nothing on the way is larger than peak times that. Infinity where nothing is known. */
  readonly peak: number;
  readonly multiple: Multiple | undefined;
  /** What it is the difference of, exactly, where it is compared with 0. */
  readonly compared?: Compared;
}

interface Compared {
  readonly left: TracedSum;
  readonly right: TracedSum;
}

/** The number is within loss·|that of the other sum| + lost of `by` times that of the other sum. */
export interface Multiple {
  readonly of: TracedSum;
  readonly by: number;
  readonly loss: number;
  readonly lost: number;
}

const NONE = new Float64Array(0);

export const UNTRACED: TracedSum = { constant: 0, from: 0, weights: NONE, losses: NONE, lost: 0, peak: Infinity, multiple: undefined };

export function constantSum(value: number): TracedSum {
  if (!Number.isFinite(value)) return UNTRACED;
  return { constant: value, from: 0, weights: NONE, losses: NONE, lost: 0, peak: Math.abs(value), multiple: undefined };
}

/** Of an input or what a rectifier gives, where nothing before it is larger than `peak` tells. */
export function sumOfOne(place: number, peak: number): TracedSum {
  return { constant: 0, from: place, weights: Float64Array.of(1), losses: new Float64Array(1), lost: 0, peak: Math.max(peak, 1), multiple: undefined };
}

export function isTraced({ peak }: TracedSum): boolean {
  return peak < Infinity;
}

/** Without weights and losses. */
export function isConstant({ weights, lost, peak }: TracedSum): boolean {
  return weights.length === 0 && lost === 0 && peak < Infinity;
}

export function totalOf(one: TracedSum, other: TracedSum): TracedSum {
  if (one.weights.length < other.weights.length) return totalOf(other, one);
  const constant = one.constant + other.constant;
  const lost = (one.lost + other.lost + Math.abs(constant) * LOST) * UP;
  const from = other.weights.length === 0 ? one.from : Math.min(one.from, other.from);
  const size = Math.max(one.from + one.weights.length, other.from + other.weights.length) - from;
  const [weights, losses] = [new Float64Array(size), new Float64Array(size)];
  weights.set(one.weights, one.from - from);
  losses.set(one.losses, one.from - from);
  for (let i = 0, to = other.from - from; i < other.weights.length; i++, to++) {
    weights[to] += other.weights[i];
    losses[to] = (losses[to] + other.losses[i] + Math.abs(weights[to]) * LOST) * UP;
  }
  return withPeak({ constant, from, weights, losses, lost, peak: Math.max(one.peak, other.peak), multiple: undefined });
}

export function timesSum(of: TracedSum, by: number): TracedSum {
  const size = Math.abs(by);
  const { constant, from, weights, losses, lost, peak } = of;
  const scaled = {
    constant: constant * by,
    from,
    weights: weights.map((weight) => weight * by),
    losses: losses.map((loss, i) => (loss * size + Math.abs(weights[i]) * size * LOST) * UP + LEAST),
    lost: (lost * size + Math.abs(constant) * size * LOST) * UP + LEAST,
  };
  return withPeak({ ...scaled, peak, multiple: { of, by, loss: 0, lost: 0 } });
}

export function negativeSum(of: TracedSum): TracedSum {
  const { constant, weights, multiple } = of;
  const turned = multiple === undefined ? { of, by: -1, loss: 0, lost: 0 } : { ...multiple, by: -multiple.by };
  return { ...of, constant: -constant, weights: weights.map((weight) => -weight), multiple: turned };
}

/** Half a unit in the last place as a part of the number, and below the normal numbers. */
const ROUNDING: Readonly<Record<FloatScalar, readonly [part: number, least: number]>> = { f32: [2 ** -24, 2 ** -150], f64: [2 ** -53, LEAST] };

/** Where nothing on the way overflows, which the peak tells. */
export function roundedSum(sum: TracedSum, scalar: FloatScalar): TracedSum {
  const [part, least] = ROUNDING[scalar];
  const { constant, weights, multiple } = sum;
  const losses = sum.losses.map((loss, i) => (loss + (Math.abs(weights[i]) + loss) * part) * UP);
  const lost = (sum.lost + (Math.abs(constant) + sum.lost) * part) * UP + least;
  const known = multiple && {
    ...multiple,
    loss: (multiple.loss + (Math.abs(multiple.by) + multiple.loss) * part) * UP,
    lost: (multiple.lost * (1 + part) + least) * UP,
  };
  return withPeak({ ...sum, losses, lost, multiple: known });
}

function withPeak(sum: TracedSum): TracedSum {
  let magnitude = Math.abs(sum.constant) + sum.lost;
  for (let i = 0; i < sum.weights.length; i++) magnitude += Math.abs(sum.weights[i]) + sum.losses[i];
  const peak = Math.max(sum.peak, magnitude * UP);
  return peak < Infinity ? { ...sum, peak } : UNTRACED;
}
