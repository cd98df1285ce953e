// Measures networks in float32, takes the best and centres its error. Sees only the points it tries.

import type { Pausing } from "../pausing.ts";
import type { Float32Layer } from "./float32-layers.ts";
import { float32Evaluator } from "./float32-layers.ts";

export interface MeasuredProblem {
  readonly evaluate: (x: number) => number;
  readonly low: number;
  readonly high: number;
  readonly slope: number;
  readonly outputSlope: number | undefined;
}

export interface Measured {
  readonly layers: readonly Float32Layer[];
  /** Largest |network − target| over the points. */
  readonly error: number;
}

/** Points that are tried between two pauses. */
const POINTS_AT_ONCE = 256;
/** Points to choose by, and points to centre by. */
const FEW = 1500;
const MANY = 8000;

/** The golden section: its multiples modulo 1 are spread evenly, and their low bits look random. */
const GOLDEN = 0.6180339887498949;

/**
 * The network with the least error of `candidates`, its last bias moved so that errors reach as far up as down, if that
 * lowers the largest one. Errors are measured at the ends, at points spread over the domain and at as many spread over
 * the intervals between `knots`, which are short where the target is steep. The error is infinite if every network
 * overflows.
 */
export function* centredBest(
  candidates: readonly (readonly Float32Layer[])[], problem: MeasuredProblem, knots: Float64Array,
): Pausing<Measured> {
  const few = pointsOf(problem, knots, FEW);
  const errors: number[] = [];
  for (const layers of candidates) errors.push(largest(yield* errorsOf(layers, problem, few)));
  const layers = candidates[errors.indexOf(Math.min(...errors))];
  const many = pointsOf(problem, knots, MANY);
  const errorRange = yield* errorsOf(layers, problem, many);
  const last = layers[layers.length - 1];
  const middle = (errorRange.least + errorRange.most) / 2;
  const slope = problem.outputSlope;
  // Of an output below zero only a part shows; centring is for networks whose outputs are not.
  if (slope !== undefined && many.wanted.some((value) => value < 0)) return { layers, error: largest(errorRange) };
  const centred = [...layers.slice(0, -1), { weights: last.weights, bias: last.bias.map((bias) => bias - middle) }];
  const centredError = largest(yield* errorsOf(centred, problem, many));
  return centredError < largest(errorRange) ? { layers: centred, error: centredError } : { layers, error: largest(errorRange) };
}

/** The largest error of a network, measured as `centredBest` does. */
export function* measureError(layers: readonly Float32Layer[], problem: MeasuredProblem, knots: Float64Array): Pausing<number> {
  return largest(yield* errorsOf(layers, problem, pointsOf(problem, knots, MANY)));
}

interface Points {
  readonly inputs: Float32Array;
  /** The target there, in float64. */
  readonly wanted: Float64Array;
}

function pointsOf({ evaluate, low, high }: MeasuredProblem, knots: Float64Array, count: number): Points {
  const inputs = new Float32Array(2 + 2 * count);
  inputs[0] = low;
  inputs[1] = high;
  const intervals = knots.length - 1;
  for (let index = 0; index < count; index++) {
    const part = (index * GOLDEN) % 1;
    inputs[2 + index] = low + (high - low) * part;
    const interval = index % intervals;
    inputs[2 + count + index] = knots[interval] + (knots[interval + 1] - knots[interval]) * part;
  }
  const inside = inputs.map((x) => Math.min(high, Math.max(low, x)));
  return { inputs: inside, wanted: Float64Array.from(inside, (x) => evaluate(x)) };
}

interface ErrorRange {
  readonly least: number;
  readonly most: number;
}

function* errorsOf(
  layers: readonly Float32Layer[], { slope, outputSlope }: MeasuredProblem, { inputs, wanted }: Points,
): Pausing<ErrorRange> {
  const network = float32Evaluator(layers, slope, outputSlope);
  let least = Infinity;
  let most = -Infinity;
  for (let index = 0; index < inputs.length; index++) {
    const error = network(inputs[index]) - wanted[index];
    least = Math.min(least, error);
    most = Math.max(most, error);
    if (index % POINTS_AT_ONCE === 0) yield;
  }
  return { least, most };
}

/** Infinity where a network overflows and errors are no numbers. */
function largest({ least, most }: ErrorRange): number {
  const error = Math.max(most, -least);
  return Number.isNaN(error) ? Infinity : error;
}
