// Ops that write updates into data and that quantise, as ONNX's text and numpy define them: position by position, sharing nothing with the
// computations of the ops.

import { numberOf, type Attributes } from "../../src/network/attributes.ts";
import { SCALARS, type Scalar } from "../../src/program/scalar.ts";
import { axesOf, element, positions, tensor, type NaiveCall, type NaiveOps, type Rounding, type Tensor } from "./tensor.ts";

export const NAIVE_UPDATES: NaiveOps = {
  dequantize_linear: ({ args: [x, scale, ...zeros], attributes, shape, round }) =>
    tensor(shape, (at) => {
      const from = zeros.reduce((number, zero) => round(number - round(scaleAt(zero, at, attributes))), round(element(x, at)));
      return round(from * scaleAt(scale, at, attributes));
    }),
  dynamic_quantize_linear: ({ args: [x], round }) => {
    const { scale, zero } = dynamicRange(x, round);
    return tensor(x.shape, (at) => quantised(round(element(x, at) / scale), zero, "u8"));
  },
  dynamic_scale: ({ args: [x], round }) => ({ shape: [], data: [dynamicRange(x, round).scale] }),
  dynamic_zero_point: ({ args: [x], round }) => ({ shape: [], data: [dynamicRange(x, round).zero] }),
  quantize_linear: ({ args: [x, scale, ...zeros], attributes, shape, scalar, round }) =>
    tensor(shape, (at) => {
      const zero = zeros.length === 0 ? 0 : scaleAt(zeros[0], at, attributes);
      return quantised(round(round(element(x, at)) / scaleAt(scale, at, attributes)), zero, scalar);
    }),
  scatter_elements: (call) => {
    const [{ shape }, indices] = call.args;
    const [axis] = axesOf([numberOf(call.attributes, "axis")], shape.length);
    return scattered(call, positions(indices.shape).map((at) => ({ from: at, to: at.with(axis, counted(element(indices, at), shape[axis])) })));
  },
  scatter_nd: (call) => {
    const [{ shape }, indices] = call.args;
    const length = indices.shape[indices.shape.length - 1];
    const parts = positions(indices.shape.slice(0, -1)).flatMap((at) => {
      const tuple = Array.from({ length }, (_, axis) => counted(element(indices, [...at, axis]), shape[axis]));
      return positions(shape.slice(length)).map((rest) => ({ from: [...at, ...rest], to: [...tuple, ...rest] }));
    });
    return scattered(call, parts);
  },
  tensor_scatter: ({ args: [cache, update, starts], attributes }) => {
    const [axis] = axesOf([numberOf(attributes, "axis")], cache.shape.length);
    const extent = cache.shape[axis];
    const found = new Map<string, number>();
    for (const at of positions(update.shape)) {
      const start = starts === undefined ? 0 : starts.data[at[0]];
      const place = numberOf(attributes, "mode") === 0 ? start + at[axis] : Number(((BigInt(start + at[axis]) % BigInt(extent)) + BigInt(extent)) % BigInt(extent));
      found.set(at.with(axis, place).join(), element(update, at));
    }
    return tensor(cache.shape, (at) => found.get(at.join()) ?? element(cache, at));
  },
};

/** The number of all, of an index of the axis or of a block of it. */
function scaleAt(scale: Tensor, at: readonly number[], attributes: Attributes): number {
  const block = numberOf(attributes, "block_size");
  const [axis] = axesOf([numberOf(attributes, "axis")], at.length);
  if (block > 0) return element(scale, at.with(axis, Math.floor(at[axis] / block)));
  return scale.data.length === 1 ? scale.data[0] : scale.data[at[axis]];
}

/** Half to even, within the range of the type; NaN is its least number. */
function quantised(steps: number, zero: number, scalar: Scalar): number {
  const { least, greatest } = SCALARS[scalar];
  if (Number.isNaN(steps)) return least;
  const below = Math.floor(steps);
  const isUp = steps - below > 0.5 || (steps - below === 0.5 && below % 2 !== 0);
  return Math.min(Math.max((isUp ? below + 1 : below) + zero, least), greatest) + 0;
}

/** As the function of DynamicQuantizeLinear. A NaN is the extreme where it stands first and is passed over elsewhere. */
function dynamicRange({ data }: Tensor, round: Rounding): { readonly scale: number; readonly zero: number } {
  const least = data.reduce((found, x) => (x < found ? x : found));
  const most = data.reduce((found, x) => (x > found ? x : found));
  const [low, high] = [least > 0 ? 0 : least, most < 0 ? 0 : most];
  const scale = round(round(high - low) / 255);
  const start = round(0 - round(low / scale));
  return { scale, zero: Number.isNaN(start) ? 0 : quantised(Math.min(Math.max(start, 0), 255), 0, "u8") };
}

function counted(position: number, extent: number): number {
  return position < 0 ? position + extent : position;
}

/** Where an update stands and where it goes. */
interface Move {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** One update after the other, where there is such a place. */
function scattered({ args: [data, , updates], attributes, scalar, round }: NaiveCall, moves: readonly Move[]): Tensor {
  const found = new Map(positions(data.shape).map((at) => [at.join(), element(data, at)]));
  const rounded = (value: number): number => (scalar === "i32" ? value | 0 : round(value));
  const combine = [
    (_: number, update: number) => update,
    (one: number, other: number) => rounded(one + other),
    (one: number, other: number) => (scalar === "i32" ? Math.imul(one, other) : round(one * other)),
    (one: number, other: number) => (Number.isNaN(one) ? NaN : one > other ? one : other),
    (one: number, other: number) => (Number.isNaN(one) ? NaN : one < other ? one : other),
  ][numberOf(attributes, "reduction")];
  for (const { from, to } of moves) {
    const held = found.get(to.join());
    if (held !== undefined) found.set(to.join(), combine(held, element(updates, from)));
  }
  return tensor(data.shape, (at) => found.get(at.join()) ?? NaN);
}
