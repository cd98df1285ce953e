// Convolutions and pooling, window by window: what lies outside of the array is passed over or counted, as ONNX's text has it. Shares nothing
// with the ops but the order of sums that these document.

import { listOf, numberOf, type Attributes } from "../../src/network/attributes.ts";
import { SCALARS, type Scalar } from "../../src/program/scalar.ts";
import { elementary } from "./naive-elementary.ts";
import { sumAxisByAxis } from "./naive-sums.ts";
import { element, positions, tensor, type NaiveCall, type NaiveOps, type Tensor } from "./tensor.ts";

const LOWEST = -3.4028234663852886e38;

export const NAIVE_WINDOWS: NaiveOps = {
  average_pool: ({ args: [x], attributes, shape, round }) =>
    pooled(x, attributes, shape, ({ inside, within }) => round(sum(inside, round) / (numberOf(attributes, "count_include_pad") === 1 ? within : inside.length))),
  conv: (call) => {
    const [x, w, ...bias] = call.args;
    const kernel = w.shape.slice(2);
    const isLayer = call.shape.slice(2).every((count) => count === 1) && kernel.every((extent, axis) => extent === x.shape[axis + 2]);
    const [kernels, depth] = w.shape;
    return tensor(call.shape, ([row, k, ...window]) => {
      const first = Math.floor(k / (kernels / numberOf(call.attributes, "group"))) * depth;
      const channels = [...Array(depth).keys()];
      const places = windowPlaces(x, kernel, call.attributes, call.shape, window);
      // A layer goes channel by channel, other windows place by place.
      const steps = isLayer
        ? channels.flatMap((channel) => places.map((place) => ({ channel, place })))
        : places.flatMap((place) => channels.map((channel) => ({ channel, place })));
      const products = steps.map(({ channel, place: { from, at, isInside } }) =>
        call.round(element(w, [k, channel, ...at]) * (isInside ? element(x, [row, first + channel, ...from]) : 0)));
      const total = sum(products, call.round);
      return bias.length === 0 ? total : call.round(bias[0].data[k] + total);
    });
  },
  conv_transpose: (call) => spread(call),
  convolve: (call) => convolved(call, { channels: 1, x: (_, depth) => depth, w: ([kernel], depth) => [kernel, ...depth] }),
  convolve_each: (call) => convolved(call, { channels: 1, x: (channels) => channels, w: (channels) => channels }),
  convolve_groups: (call) => convolved(call, { channels: 2, x: ([group], depth) => [group, ...depth], w: ([group, kernel], depth) => [group, kernel, ...depth] }),
  global_average_pool: ({ args: [x], round }) => ofChannels(x, (list) => round(sumByAxes(list, x.shape.slice(2), round) / list.length)),
  global_lp_pool: ({ args: [x], attributes, round }) => ofChannels(x, (list) => norm(list, numberOf(attributes, "p"), round)),
  global_max_pool: ({ args: [x] }) => ofChannels(x, (list) => largest(list, LOWEST)),
  interleave: ({ args, attributes, shape }) => {
    const [strides, firsts] = ["strides", "firsts"].map((name) => listOf(attributes, name));
    const owner = (at: readonly number[], position: number): readonly number[] => {
      const own = firsts.slice(position * strides.length, (position + 1) * strides.length);
      return at.map((one, axis) => (axis === 0 || axis > strides.length ? one : (one - own[axis - 1]) / strides[axis - 1]));
    };
    const isWhole = (at: readonly number[]): boolean => at.every((one) => Number.isInteger(one) && one >= 0);
    return tensor(shape, (at) => {
      const position = args.findIndex((_, one) => isWhole(owner(at, one)));
      return position < 0 ? 0 : element(args[position], owner(at, position));
    });
  },
  lp_pool: ({ args: [x], attributes, shape, round }) => pooled(x, attributes, shape, ({ inside }) => norm(inside, numberOf(attributes, "p"), round)),
  max_pool: ({ args: [x], attributes, shape, scalar }) => pooled(x, attributes, shape, ({ inside }) => largest(inside, leastOf(scalar))),
  max_pool_positions: ({ args: [x], scalars: [scalar], attributes, shape }) => {
    const extents = x.shape.slice(2);
    const all = positions(extents);
    const isByColumns = numberOf(attributes, "storage_order") === 1;
    const columns = positions(extents.toReversed()).map((at) => at.toReversed().join());
    return tensor(shape, ([row, channel, ...window]) => {
      let [most, found] = [leastOf(scalar), 0];
      for (const { from, isInside } of windowPlaces(x, listOf(attributes, "kernel_shape"), attributes, shape, window)) {
        const value = isInside ? element(x, [row, channel, ...from]) : NaN;
        if (value > most) [most, found] = [value, isByColumns ? columns.indexOf(from.join()) : all.findIndex((at) => at.join() === from.join())];
      }
      return found + (row * x.shape[1] + channel) * all.length;
    });
  },
  window_maximum: (call) => windowed(call, (list) => largest(list, LOWEST)),
  window_maximum_of_integers: (call) => windowed(call, (list) => largest(list, -2147483648)),
  window_position: ({ args: [x, place], scalars: [scalar], attributes, shape }) =>
    tensor(shape, ([row, ...rest]) => {
      const [window, channel] = [rest.slice(0, -1), rest[rest.length - 1]];
      let [most, found] = [leastOf(scalar), 0];
      for (const at of positions(listOf(attributes, "kernel")).map((one) => placed(attributes, window, one))) {
        const value = element(x, [row, ...at, channel]);
        if (value > most) [most, found] = [value, element(place, at)];
      }
      return found;
    }),
  window_sum_of_integers: (call) => windowed(call, (list) => sum(list, (value) => value | 0)),
  window_sum: (call) => windowed(call, (list) => sum(list, call.round)),
};

function leastOf(scalar: Scalar): number {
  return scalar === "f32" ? LOWEST : SCALARS[scalar].least;
}

function sum(list: readonly number[], round: NaiveCall["round"]): number {
  return list.reduce((total, x) => round(total + x), 0);
}

/** Of all elements of a channel, added up as a mean over several axes is. */
function sumByAxes(list: readonly number[], extents: readonly number[], round: NaiveCall["round"]): number {
  return sumAxisByAxis(list, extents, (one, other) => round(one + other));
}

/** NaN is passed over. */
function largest(list: readonly number[], least: number): number {
  return list.reduce((most, x) => (x > most ? x : most), least);
}

function norm(list: readonly number[], p: number, round: NaiveCall["round"]): number {
  if (p === 2) return round(Math.sqrt(sum(list.map((x) => round(x * x)), round)));
  if (p === 1) return sum(list.map((x) => Math.abs(x)), round);
  const pow = elementary("pow", round);
  return pow(sum(list.map((x) => pow(Math.abs(x), p)), round), round(1 / p));
}

function ofChannels(x: Tensor, combine: (list: readonly number[]) => number): Tensor {
  const [rows, channels, ...extents] = x.shape;
  return tensor([rows, channels, ...extents.map(() => 1)], ([row, channel]) => combine(positions(extents).map((at) => element(x, [row, channel, ...at]))));
}

/** Of a transposed convolution: what of x and of the kernel meet at each element of the result, in the order of x. */
function spread({ args: [x, w, ...bias], attributes, shape, round }: NaiveCall): Tensor {
  const group = numberOf(attributes, "group");
  const [depth, perGroup] = [w.shape[0] / group, w.shape[1]];
  const kernel = w.shape.slice(2);
  const cuts = kernel.map((extent, axis) => cutBefore(x.shape[axis + 2], extent, shape[axis + 2], attributes, [axis, kernel.length]));
  return tensor(shape, ([row, k, ...at]) => {
    const first = Math.floor(k / perGroup) * depth;
    const taps = positions(kernel).toReversed().map((tap) => ({
      tap,
      from: at.map((one, axis) => (one + cuts[axis] - tap[axis] * stepOf(attributes, "dilations", axis)) / stepOf(attributes, "strides", axis)),
    }));
    const products = taps.filter(({ from }) => from.every(Number.isInteger)).flatMap(({ tap, from }) =>
      Array.from({ length: depth }, (_, channel) => {
        const isInside = from.every((place, axis) => place >= 0 && place < x.shape[axis + 2]);
        return round(element(w, [first + channel, k % perGroup, ...tap]) * (isInside ? element(x, [row, first + channel, ...from]) : 0));
      }));
    const total = sum(products, round);
    return bias.length === 0 ? total : round(bias[0].data[k] + total);
  });
}

function stepOf(attributes: Attributes, name: string, axis: number): number {
  return listOf(attributes, name)[axis] ?? 1;
}

/** How much a transposed convolution leaves out before the result. */
function cutBefore(extent: number, kernel: number, count: number, attributes: Attributes, [axis, rank]: readonly [number, number]): number {
  const choice = numberOf(attributes, "auto_pad");
  if (choice < 2 && listOf(attributes, "output_shape").length === 0) return choice === 1 || listOf(attributes, "pads").length < 2 * rank ? 0 : listOf(attributes, "pads")[axis];
  const reach = (kernel - 1) * stepOf(attributes, "dilations", axis);
  const off = (extent - 1) * stepOf(attributes, "strides", axis) + reach + 1 + (listOf(attributes, "output_padding")[axis] ?? 0) - count;
  const half = (off - (off % 2)) / 2;
  return off <= 0 ? 0 : choice === 2 ? half : off - half;
}

/** How many axes of channels the result has, and where an array has a channel, of those of a result and, in the kernel, along the depth if it has one. */
interface Channels {
  readonly channels: number;
  readonly x: (channels: readonly number[], depth: readonly number[]) => readonly number[];
  readonly w: (channels: readonly number[], depth: readonly number[]) => readonly number[];
}

function convolved({ args: [x, w, ...bias], attributes, shape, scalar, round }: NaiveCall, { channels, x: inX, w: inW }: Channels): Tensor {
  const rank = shape.length - 1 - channels;
  const [kernel, before] = [w.shape.slice(-rank), w.shape.slice(0, -rank)];
  const depths = before.slice(channels);
  const rounded = scalar === "i32" ? (value: number): number => value : round;
  return tensor(shape, ([row, ...rest]) => {
    const [window, channel] = [rest.slice(0, rank), rest.slice(rank)];
    const products = positions([...kernel, ...depths]).map((step) => {
      const [at, depth] = [step.slice(0, rank), step.slice(rank)];
      return rounded(element(w, [...inW(channel, depth), ...at]) * element(x, [row, ...placed(attributes, window, at), ...inX(channel, depth)]));
    });
    const total = sum(products, rounded);
    if (scalar === "i32") return (total + (bias.length === 0 ? 0 : element(bias[0], channel))) | 0;
    return bias.length === 0 ? total : round(element(bias[0], channel) + total);
  });
}

/** The place of a window's element on an array that is large enough. */
function placed(attributes: Attributes, window: readonly number[], at: readonly number[]): readonly number[] {
  const [strides, dilations] = ["strides", "dilations"].map((name) => listOf(attributes, name));
  return window.map((one, axis) => one * strides[axis] + at[axis] * dilations[axis]);
}

function windowed({ args: [x], attributes, shape }: NaiveCall, combine: (list: readonly number[]) => number): Tensor {
  return tensor(shape, ([row, ...rest]) => {
    const [window, channel] = [rest.slice(0, -1), rest[rest.length - 1]];
    return combine(positions(listOf(attributes, "kernel")).map((at) => element(x, [row, ...placed(attributes, window, at), channel])));
  });
}

interface Taken {
  readonly inside: readonly number[];
  /** How many elements of the window are in the array or its padding. */
  readonly within: number;
}

function pooled(x: Tensor, attributes: Attributes, shape: readonly number[], combine: (taken: Taken) => number): Tensor {
  const kernel = listOf(attributes, "kernel_shape");
  return tensor(shape, ([row, channel, ...window]) => {
    const places = windowPlaces(x, kernel, attributes, shape, window);
    const inside = places.filter(({ isInside }) => isInside).map(({ from }) => element(x, [row, channel, ...from]));
    return combine({ inside, within: places.filter(({ isInPadding }) => isInPadding).length + inside.length });
  });
}

/** The elements of a window: where they are in it, and where in the array, in its padding or beyond. */
export function windowPlaces(x: Tensor, kernel: readonly number[], attributes: Attributes, result: readonly number[], window: readonly number[]) {
  const axes = kernel.map((extent, axis) => {
    const [stride, dilation] = ["strides", "dilations"].map((name) => listOf(attributes, name)[axis] ?? 1);
    const [before, after] = paddingOf(x.shape[axis + 2], result[axis + 2], (extent - 1) * dilation + 1, stride, attributes, [axis, kernel.length]);
    return { stride, dilation, before, after };
  });
  return positions(kernel).map((at) => {
    const from = at.map((one, axis) => window[axis] * axes[axis].stride - axes[axis].before + one * axes[axis].dilation);
    const isInside = from.every((place, axis) => place >= 0 && place < x.shape[axis + 2]);
    const isNear = from.every((place, axis) => place >= -axes[axis].before && place < x.shape[axis + 2] + axes[axis].after);
    return { at, from, isInside, isInPadding: isNear && !isInside };
  });
}

function paddingOf(extent: number, count: number, reach: number, stride: number, attributes: Attributes, [axis, rank]: readonly [number, number]): readonly [number, number] {
  const pads = listOf(attributes, "pads");
  const choice = numberOf(attributes, "auto_pad");
  if (choice === 0) return [pads[axis] ?? 0, pads[axis + rank] ?? 0];
  if (choice === 1) return [0, 0];
  const total = Math.max(0, (count - 1) * stride + reach - extent);
  const smaller = (total - (total % 2)) / 2;
  return choice === 2 ? [smaller, total - smaller] : [total - smaller, smaller];
}
