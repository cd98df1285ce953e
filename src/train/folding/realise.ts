// Turns a fold into the float32 parameters of dense layers. Does not fit and does not measure.

import { powerOfTwoTo } from "../../numeric/power-of-two.ts";
import type { Fold } from "./fold.ts";
import type { Float32Layer } from "./float32-layers.ts";
import { createLayer } from "./float32-layers.ts";

/** Ways to write the same function that round differently. */
export interface Realisation {
  /**
   * On which side of its knot a unit of the first layer grows with weight 1: where it stays smallest, or always the
   * same.
   */
  readonly direction: "right" | "left" | "nearest";
  /**
   * Where constants go: into the biases of the second layer, or into the unit of the first layer that is a straight
   * line.
   */
  readonly constant: "bias" | "line";
}

export const REALISATIONS: readonly Realisation[] = (["right", "left", "nearest"] as const).flatMap((direction) =>
  (["bias", "line"] as const).map((constant) => ({ direction, constant })),
);

export interface RealiseOptions extends Realisation {
  /** Units of the first layer: at least as many as intervals. */
  readonly first: number;
  /** Units of the second layer: more than folds; undefined if there is none, and then the fold has no folds. */
  readonly second: number | undefined;
  /** Of leaky ReLU below zero: float32, not 1. */
  readonly slope: number;
}

/** The first layer as exact functions: a unit leaky(direction·(x − knot)) for each inner knot, and x + shift. */
interface Basis {
  readonly knots: Float64Array;
  readonly directions: Int8Array;
  readonly shift: number;
  readonly slope: number;
}

/** Weights of the knot units, weight of the straight unit, bias. */
interface Row {
  readonly weights: Float64Array;
  readonly line: number;
  readonly bias: number;
}

/**
 * The layers of g: hidden ones and a last one of one output, without what an output activation needs. Knots must be
 * float32.
 *
 * The first hidden layer has the units of `Basis`, which with a bias span all functions that are linear between the
 * knots. The second has a unit z for each fold and one, the carrier, for what folds do not do (fold.ts). The units z
 * get signs so that at a knot about half of them are positive: then the carrier bends no more than g.
 *
 * Each layer is computed from the rounded one before it: where folds are a little off at the knots, the carrier makes
 * it good. It stands last, and fold units are scaled so that their output weights are powers of two: products with them
 * are exact, and sums, which start from 0, stay small, with small rounding errors, until the last term and the bias.
 */
export function realise(fold: Fold, options: RealiseOptions): Float32Layer[] {
  const { first, second, slope } = options;
  const basis = chooseBasis(fold, options);
  const straight = firstLayer(basis, first);
  if (second === undefined) {
    const output = createLayer(first, 1);
    writeRow(output, 0, rowOf(basis, fold.values));
    return [straight, output];
  }
  const middle = createLayer(first, second);
  const output = createLayer(second, 1);
  const carried = fold.values.slice();
  for (let index = 0; index < fold.signs.length; index++) {
    const values = signedValues(fold, index);
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    if (!(largest > 0)) continue;
    const scale = powerOfTwoTo(largest / (1 - slope));
    writeRow(middle, index, rowOf(basis, values.map((value) => value / (scale * (1 - slope)))));
    output.weights[index] = fold.signs[index] * scale;
    for (let knot = 0; knot < carried.length; knot++) {
      const z = valueOf(basis, middle, index, fold.knots[knot]);
      carried[knot] -= output.weights[index] * (z < 0 ? z * slope : z);
    }
  }
  const least = carried.reduce((smallest, value) => Math.min(smallest, value), Infinity);
  output.bias[0] = least < 0 ? -roundUp(-least) : 0;
  writeRow(middle, second - 1, rowOf(basis, carried.map((value) => value - output.bias[0])));
  output.weights[second - 1] = 1;
  return [straight, middle, output];
}

function chooseBasis(fold: Fold, { direction, constant, slope }: RealiseOptions): Basis {
  const { knots, values } = fold;
  const low = knots[0];
  const high = knots[knots.length - 1];
  const directions = Int8Array.from(knots.subarray(1, -1), (knot) => {
    if (direction !== "nearest") return direction === "right" ? 1 : -1;
    return Math.max(knot - low, slope * (high - knot)) < Math.max(high - knot, slope * (knot - low)) ? -1 : 1;
  });
  const basis = { knots, directions, shift: low === 0 ? 0 : -low, slope };
  if (constant === "bias") return basis;
  const { line, bias } = rowOf(basis, values);
  const shift = Math.fround(basis.shift + bias / line);
  return Number.isFinite(shift) && low + shift > 0 ? { ...basis, shift } : basis;
}

function firstLayer({ knots, directions, shift }: Basis, units: number): Float32Layer {
  const layer = createLayer(1, units);
  directions.forEach((direction, index) => {
    layer.weights[index] = direction;
    layer.bias[index] = 0 - direction * knots[index + 1];
  });
  layer.weights[units - 1] = 1;
  layer.bias[units - 1] = shift;
  return layer;
}

/** z at the knots for a fold, up to its scale: the amplitudes, with a change of sign on every active interval. */
function signedValues(fold: Fold, index: number): Float64Array {
  const folds = fold.signs.length;
  let sign = index % 2 === 0 ? 1 : -1;
  return fold.knots.map((_, knot) => {
    if (knot > 0 && fold.active[(knot - 1) * folds + index] === 1) sign = -sign;
    return sign * fold.amplitudes[knot * folds + index];
  });
}

/**
 * The function with `values` at the knots: weights rounded to float32, then the bias that centres the errors at the
 * knots.
 */
function rowOf(basis: Basis, values: Float64Array): Row {
  const { knots, directions, shift, slope } = basis;
  const slopeAfter = (knot: number): number => (values[knot + 1] - values[knot]) / (knots[knot + 1] - knots[knot]);
  const weights = Float64Array.from(directions, (_, index) =>
    Math.fround((slopeAfter(index + 1) - slopeAfter(index)) / (1 - slope)));
  const line = Math.fround(weights.reduce((rest, weight, index) =>
    rest - weight * (directions[index] > 0 ? slope : -1), slopeAfter(0)));
  let least = Infinity;
  let most = -Infinity;
  for (let knot = 0; knot < knots.length; knot++) {
    let rest = values[knot] - (knots[knot] + shift) * line;
    for (let index = 0; index < weights.length; index++) rest -= weights[index] * unitValue(basis, index, knots[knot]);
    least = Math.min(least, rest);
    most = Math.max(most, rest);
  }
  return { weights, line, bias: Math.fround((least + most) / 2) };
}

function writeRow(layer: Float32Layer, unit: number, { weights, line, bias }: Row): void {
  const inputs = layer.weights.length / layer.bias.length;
  layer.weights.set(weights, unit * inputs);
  layer.weights[(unit + 1) * inputs - 1] = line;
  layer.bias[unit] = bias;
}

function unitValue({ knots, directions, slope }: Basis, index: number, x: number): number {
  const before = directions[index] * (x - knots[index + 1]);
  return before < 0 ? before * slope : before;
}

/** A unit of the second layer before its activation, in float64. */
function valueOf(basis: Basis, layer: Float32Layer, unit: number, x: number): number {
  const inputs = layer.weights.length / layer.bias.length;
  let sum = layer.bias[unit] + layer.weights[(unit + 1) * inputs - 1] * (x + basis.shift);
  for (let index = 0; index < basis.directions.length; index++) sum += layer.weights[unit * inputs + index] * unitValue(basis, index, x);
  return sum;
}

/**
 * The least number of three bits that is at least `value`, positive: adding it to a multiple of its last bit is exact.
 */
function roundUp(value: number): number {
  const unit = powerOfTwoTo(value) / 4;
  return Math.ceil(value / unit) * unit;
}
