// Bounds of a network's values by float64 arithmetic, written as arrays and loops: between which numbers every value lies if each operation
// errs by its roundings to float32 alone. Only ops that rise with their arguments, that move elements or that are products are followed;
// behind others it goes on with what was computed there.
//
// Roundings (N. Higham, "Accuracy and Stability of Numerical Algorithms", §3.1): a sum of n products of float32, in any order, is off by at most
// n·u / (1 − n·u) of the sum of the products' magnitudes, u = 2^-24, and by 2^-150 for each product that is subnormal.

import type { Attributes } from "../../src/network/attributes.ts";
import { numberOf } from "../../src/network/attributes.ts";
import type { Network, OperationValue } from "../../src/network/network.ts";
import { elementCount } from "../../src/network/shape.ts";
import { LARGEST_FLOAT32 } from "../../src/numeric/float32.ts";
import { UNITS } from "../network/agreement.ts";
import { naiveResult } from "../network/naive.ts";
import type { Tensor } from "../network/tensor.ts";

/** Both NaN where nothing is known of an element. */
export interface Bounds {
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** How numbers are rounded: 2^-24 and 2^-150 of float32. */
export interface Precision {
  readonly unit: number;
  readonly least: number;
}

const SLACK = 1 + 2 ** -20;

/** Elements elsewhere, and nothing else. */
const MOVES: ReadonlySet<string> = new Set([
  "center_crop_pad", "compress", "compress_all", "concat", "depth_to_space", "dropout", "expand", "flatten", "frame", "identity", "pad", "reshape",
  "slice", "space_to_depth", "split", "squeeze", "tile", "transpose", "trilu", "unsqueeze",
]);
/** They rise with every argument, and their results are exact. */
const CHOOSE: ReadonlySet<string> = new Set([
  "at_least", "at_most", "ceil", "clip", "clip_to", "floor", "global_max_pool", "max_of", "max_pool", "min_of", "reduce_max", "reduce_min", "relu", "round", "sign",
  "window_maximum",
]);
/** They rise with every argument; each result is one number, rounded. */
const BEND: ReadonlySet<string> = new Set(["asinh", "atan", "erf", "exp", "log", "sigmoid", "sinh", "softplus", "square_root", "tanh"]);
const ADD: ReadonlySet<string> = new Set([
  "add", "average_pool", "cumulative_sum", "global_average_pool", "mean_of", "reduce_mean", "reduce_sum", "sum_of", "window_sum",
]);
const MEANS: ReadonlySet<string> = new Set(["average_pool", "global_average_pool", "mean_of", "reduce_mean"]);
/** Sums of products along several axes, of no more terms than there are elements of both together. */
const CONTRACT: ReadonlySet<string> = new Set(["contract", "conv", "convolve", "convolve_each", "convolve_groups"]);
const MULTIPLY: ReadonlySet<string> = new Set([...CONTRACT, "gemm", "matmul", "multiply"]);

const exactly = (value: number): number => value;
const isKnown = ({ low, high }: Bounds): boolean => low.every(Number.isFinite) && high.every(Number.isFinite);

/**
 * Of each output.
 *
 * @param valueOf what was computed of a value, for those that no rule follows; undefined where that is not known.
 */
export function boundsOf(network: Network, inputs: readonly ArrayLike<number>[], precision: Precision, valueOf: (id: number) => ArrayLike<number> | undefined): readonly Bounds[] {
  const known: Bounds[] = [];
  for (const [id, value] of network.values.entries()) {
    if (value.kind === "operation") {
      const found = followed(network, value, value.arguments.map((argument) => known[argument]), precision);
      known.push(found ?? pointOf(valueOf(id) ?? new Array<number>(elementCount(value.shape)).fill(NaN)));
    } else {
      const given = value.kind === "state" ? value.initial : value.kind === "input" ? inputs[network.inputs.findIndex((input) => input.value === id)] : value.data;
      known.push(pointOf(given));
    }
  }
  return network.outputs.map(({ value }) => known[value]);
}

function pointOf(numbers: ArrayLike<number>): Bounds {
  const finite = Array.from(numbers, (number) => (Number.isFinite(number) ? number : NaN));
  return { low: finite, high: finite };
}

/** Undefined where no rule follows the op. */
function followed(network: Network, value: OperationValue, args: readonly Bounds[], precision: Precision): Bounds | undefined {
  const { op, shape, attributes } = value;
  const of = evaluator(network, value);
  const ends = (): Bounds => ({ low: of(args.map(({ low }) => low)), high: of(args.map(({ high }) => high)) });
  if (MOVES.has(op.name)) return ends();
  const isOfFloats = value.scalar === "f32" && value.arguments.every((argument) => network.values[argument].scalar === "f32");
  const unknown = (): Bounds => pointOf(new Array<number>(elementCount(shape)).fill(NaN));
  if (!isOfFloats) return undefined;
  if (CHOOSE.has(op.name)) return args.every(isKnown) ? ends() : unknown();
  if (op.name === "negate") return { low: args[0].high.map((x) => -x), high: args[0].low.map((x) => -x) };
  if (op.name === "leaky_relu" && numberOf(attributes, "slope") >= 0) return widened(ends(), (magnitude) => 2 * precision.unit * magnitude + precision.least);
  if (BEND.has(op.name)) {
    const units = (UNITS[op.name] ?? 0) + 1;
    return args.every(isKnown) ? widened(ends(), (magnitude) => units * (2 * precision.unit * magnitude + 2 * precision.least)) : unknown();
  }
  if (ADD.has(op.name)) {
    if (!args.every(isKnown)) return unknown();
    const terms = op.name === "add" ? 1 : args.reduce((sum, { low }) => sum + low.length, 2);
    // Means are sums that are divided when they are complete: they may overflow before.
    const share = MEANS.has(op.name) ? 1 / terms : 1;
    return spread(ends(), of(args.map(largest)), terms, precision, share);
  }
  if (op.name === "subtract") {
    const [a, b] = args;
    if (!args.every(isKnown)) return unknown();
    return spread({ low: of([a.low, b.high]), high: of([a.high, b.low]) }, of([largest(a), largest(b).map((x) => -x)]), 1, precision);
  }
  return MULTIPLY.has(op.name) && args.every(isKnown) ? product(network, value, args, precision) : MULTIPLY.has(op.name) ? unknown() : undefined;
}

/** What the naive evaluation makes of arguments in float64. */
function evaluator(network: Network, value: OperationValue, attributes: Attributes = value.attributes): (args: readonly (readonly number[])[]) => readonly number[] {
  return (args) => {
    const tensors = args.map((data, position): Tensor => ({ shape: network.values[value.arguments[position]].shape, data }));
    return naiveResult(network, { ...value, attributes }, tensors, exactly).data;
  };
}

/** Around the product of the middles: |xw − x'w'| ≤ |x'|·|w − w'| + |x − x'|·|w|. */
function product(network: Network, value: OperationValue, args: readonly Bounds[], precision: Precision): Bounds {
  const { attributes, arguments: ids, op } = value;
  const middles = args.map(({ low, high }) => low.map((x, i) => x / 2 + high[i] / 2));
  const radii = args.map(({ high }, position) => high.map((x, i) => (x - middles[position][i]) * SLACK));
  const positive = Object.fromEntries(Object.entries(attributes).map(([name, one]) => [name, typeof one === "number" && (name === "alpha" || name === "beta") ? Math.abs(one) : one]));
  const ofMagnitudes = evaluator(network, value, positive);
  const magnitudes = middles.map((middle) => middle.map(Math.abs));
  const most = args.map(largest);
  const [, , ...others] = radii;
  const nothing = others.map((radius) => radius.map(() => 0));
  const isOfOne = args.length === 1;
  const first = isOfOne ? ofMagnitudes(radii) : ofMagnitudes([magnitudes[0], radii[1], ...others]);
  const second = isOfOne ? first.map(() => 0) : ofMagnitudes([radii[0], most[1], ...nothing]);
  const middle = evaluator(network, value)(middles);
  const around = { low: middle.map((x, i) => x - (first[i] + second[i]) * SLACK), high: middle.map((x, i) => x + (first[i] + second[i]) * SLACK) };
  const shapes = ids.map((id) => network.values[id].shape);
  const depth = op.name === "multiply" ? 1 : CONTRACT.has(op.name) ? shapes.reduce((all, shape) => all * elementCount(shape), 1) : Math.max(1, ...shapes[0]);
  // Sums are multiplied by alpha when they are complete: they may overflow before.
  const alpha = Math.min(1, Math.abs(typeof attributes.alpha === "number" ? attributes.alpha : 1));
  return spread(around, ofMagnitudes(most), depth + 6, precision, alpha);
}

function largest({ low, high }: Bounds): readonly number[] {
  return low.map((x, i) => Math.max(Math.abs(x), Math.abs(high[i])));
}

/** By what a sum of so many rounded terms may be off, whose magnitudes add up to `magnitude`; nothing is known where that may overflow. */
function spread({ low, high }: Bounds, magnitude: readonly number[], terms: number, { unit, least }: Precision, alpha = 1): Bounds {
  const error = magnitude.map((size) => (size * SLACK >= LARGEST_FLOAT32 * alpha ? NaN : SLACK * 2 * terms * (unit * size + 2 * least)));
  return { low: low.map((x, i) => x - error[i]), high: high.map((x, i) => x + error[i]) };
}

function widened({ low, high }: Bounds, error: (magnitude: number) => number): Bounds {
  const by = low.map((x, i) => (Math.max(Math.abs(x), Math.abs(high[i])) >= LARGEST_FLOAT32 ? NaN : error(Math.max(Math.abs(x), Math.abs(high[i])))));
  return { low: low.map((x, i) => x - by[i]), high: high.map((x, i) => x + by[i]) };
}
