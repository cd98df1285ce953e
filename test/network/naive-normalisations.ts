// Ops that bring elements to one scale: softmax and normalisations, by loops over lists, sharing nothing with the computations of the ops
// but the order of operations that these document.

import { listOf, numberOf } from "../../src/network/attributes.ts";
import type { Attributes } from "../../src/network/attributes.ts";
import { elementary } from "./naive-elementary.ts";
import { reduced, reducedExtents } from "./naive-reductions.ts";
import { sumAtOnce, sumAxisByAxis } from "./naive-sums.ts";
import { axesOf, element, tensor, type NaiveCall, type NaiveOps, type Rounding, type Tensor } from "./tensor.ts";

type OfList = (list: readonly number[], round: Rounding) => readonly number[];

export const NAIVE_NORMALISATIONS: NaiveOps = {
  batch_normalization: (call) => batchNormalization(call, (at) => (at.length < 2 ? [0] : [at[1]])),
  batch_normalization_of_elements: (call) => batchNormalization(call, (at) => at.slice(1)),
  batch_normalization_in_training: (call) => {
    const { args: [x, scale, bias], attributes, round } = call;
    const { deviation, variance } = deviations(x, axesWithoutChannels(x), round);
    return tensor(x.shape, (at) => {
      const factor = round(scale.data[at[1]] / spreadOf(element(variance, at), attributes, round));
      return round(round(element(deviation, at) * factor) + bias.data[at[1]]);
    });
  },
  group_normalization: (call) => groupNormalization(call, numberOf(call.attributes, "groups")),
  hardmax: (call) => alongAxis(call, hardmaxOf),
  hardmax_of_further_axes: (call) => alongFurtherAxes(call, hardmaxOf),
  instance_normalization: (call) => groupNormalization(call, call.args[0].shape[1]),
  layer_inverse_deviation: ({ args: [x], attributes, round }) => {
    const { variance } = deviations(x, furtherAxes(x, attributes), round);
    return tensor(variance.shape, (at) => inverseSpreadOf(element(variance, at), attributes, round));
  },
  layer_mean: ({ args: [x], attributes, round }) => means(x, furtherAxes(x, attributes), round),
  layer_normalization: ({ args: [x, scale, ...bias], attributes, round }) => {
    const { deviation, variance } = deviations(x, furtherAxes(x, attributes), round);
    return tensor(x.shape, (at) => {
      const scaled = round(round(element(deviation, at) * inverseSpreadOf(element(variance, at), attributes, round)) * element(scale, at));
      return bias.length === 0 ? scaled : round(scaled + element(bias[0], at));
    });
  },
  local_response_normalization: ({ args: [x], attributes, round }) => {
    const [size, alpha, beta, bias] = ["size", "alpha", "beta", "bias"].map((name) => numberOf(attributes, name));
    return tensor(x.shape, (at) => {
      const first = at[1] - Math.floor((size - 1) / 2);
      const isInside = (channel: number): boolean => channel >= 0 && channel < x.shape[1];
      const squares = [...Array(size).keys()].map((i) => (isInside(first + i) ? element(x, at.with(1, first + i)) : 0));
      const total = squares.reduce((found, one) => round(found + round(one * one)), 0);
      return round(element(x, at) / elementary("pow", round)(round(bias + round(round(alpha / size) * total)), beta));
    });
  },
  log_softmax: (call) => alongAxis(call, logSoftmaxOf),
  log_softmax_of_further_axes: (call) => alongFurtherAxes(call, logSoftmaxOf),
  lp_normalization: (call) =>
    alongAxis(call, (list, round) => {
      const p = numberOf(call.attributes, "p");
      const add = addRounded(round);
      const total = p === 1 ? list.map(Math.abs).reduce(add, 0) : sumAtOnce(list.map((x) => round(x * x)), [list.length], add);
      const size = p === 1 ? total : round(Math.sqrt(total));
      return list.map((x) => (size === 0 ? 0 : round(x / size)));
    }),
  mean_variance_normalization: ({ args: [x], attributes, round }) => {
    const { deviation, variance } = deviations(x, listOf(attributes, "axes"), round);
    return tensor(x.shape, (at) => round(element(deviation, at) / round(round(Math.sqrt(element(variance, at))) + Math.fround(1e-9))));
  },
  reduce_log_sum: (call) => reduced(call, (list) => elementary("log", call.round)(sumAxisByAxis(list, reducedExtents(call), addRounded(call.round)))),
  reduce_log_sum_exp: (call) =>
    reduced(call, (list) => {
      const { round } = call;
      const most = mostOf(list);
      return round(most + elementary("log1p", round)(otherPowers(list, Number.isFinite(most) ? most : 0, round)));
    }),
  rms_normalization: ({ args: [x, scale], attributes, round }) => {
    const axes = furtherAxes(x, attributes);
    const squares = { shape: x.shape, data: x.data.map((one) => round(one * one)) };
    const mean = means(squares, axes, round);
    return tensor(x.shape, (at) => round(round(element(x, at) * inverseSpreadOf(element(mean, at), attributes, round)) * element(scale, at)));
  },
  running_mean: (call) => carriedOn(call, call.args[3], means(call.args[0], axesWithoutChannels(call.args[0]), call.round)),
  running_variance: (call) => carriedOn(call, call.args[4], deviations(call.args[0], axesWithoutChannels(call.args[0]), call.round).variance),
  softmax: (call) => alongAxis(call, softmaxOf),
  softmax_of_further_axes: (call) => alongFurtherAxes(call, softmaxOf),
};

function addRounded(round: Rounding): (one: number, other: number) => number {
  return (one, other) => round(one + other);
}

/** A NaN is passed over but where it stands first. */
export function mostOf(list: readonly number[]): number {
  return list.reduce((most, x) => (x > most ? x : most));
}

export function softmaxOf(list: readonly number[], round: Rounding): readonly number[] {
  const powers = list.map((x) => elementary("exp", round)(round(x - mostOf(list))));
  const total = sumAtOnce(powers, [powers.length], addRounded(round));
  return powers.map((x) => round(x / total));
}

/** The powers of the differences from a number, added up, without one of those that are it. */
function otherPowers(list: readonly number[], most: number, round: Rounding): number {
  const differences = list.map((x) => round(x - most));
  const leftOut = differences.indexOf(0);
  return differences.reduce((found, x, place) => (place === leftOut ? found : round(found + elementary("exp", round)(x))), 0);
}

export function logSoftmaxOf(list: readonly number[], round: Rounding): readonly number[] {
  const most = mostOf(list);
  const logarithm = elementary("log1p", round)(otherPowers(list, most, round));
  return list.map((x) => round(round(x - most) - logarithm));
}

function hardmaxOf(list: readonly number[]): readonly number[] {
  const chosen = list.indexOf(mostOf(list));
  return list.map((_, place) => Number(place === chosen));
}

function alongAxis({ args: [x], attributes, round }: NaiveCall, of: OfList): Tensor {
  const [axis] = axesOf([numberOf(attributes, "axis")], x.shape.length);
  return tensor(x.shape, (at) => {
    const list = [...Array(x.shape[axis]).keys()].map((place) => element(x, at.with(axis, place)));
    return of(list, round)[at[axis]];
  });
}

function alongFurtherAxes({ args: [x], attributes, round }: NaiveCall, of: OfList): Tensor {
  const axis = numberOf(attributes, "axis");
  const first = axis < 0 ? axis + x.shape.length : axis;
  const length = x.shape.slice(first).reduce((product, extent) => product * extent, 1);
  const rows = Array.from({ length: x.data.length / length }, (_, row) => x.data.slice(row * length, (row + 1) * length));
  return { shape: x.shape, data: rows.flatMap((row) => of(row, round)) };
}

function furtherAxes(x: Tensor, attributes: Attributes): readonly number[] {
  const [first] = axesOf([numberOf(attributes, "axis")], x.shape.length);
  return [...x.shape.keys()].filter((axis) => axis >= first);
}

function spreadOf(variance: number, attributes: Attributes, round: Rounding): number {
  return round(Math.sqrt(round(variance + numberOf(attributes, "epsilon"))));
}

function inverseSpreadOf(variance: number, attributes: Attributes, round: Rounding): number {
  return round(1 / spreadOf(variance, attributes, round));
}

/** Along axes, which have one element then. */
function means(x: Tensor, axes: readonly number[], round: Rounding): Tensor {
  const call = { args: [x], attributes: { axes, keepdims: 1, noop_with_empty_axes: 0 } };
  return reduced(call, (list) => round(sumAxisByAxis(list, reducedExtents(call), addRounded(round)) / list.length));
}

/** Deviations from means along axes, and the means of their squares. */
function deviations(x: Tensor, axes: readonly number[], round: Rounding): { readonly deviation: Tensor; readonly variance: Tensor } {
  const mean = means(x, axes, round);
  const deviation = tensor(x.shape, (at) => round(element(x, at) - element(mean, at)));
  return { deviation, variance: means({ shape: x.shape, data: deviation.data.map((one) => round(one * one)) }, axes, round) };
}

function batchNormalization({ args: [x, ...others], attributes, round }: NaiveCall, channelOf: (at: readonly number[]) => readonly number[]): Tensor {
  return tensor(x.shape, (at) => {
    const [scale, bias, mean, variance] = others.map((one) => element(one, channelOf(at)));
    const factor = round(scale / spreadOf(variance, attributes, round));
    return round(round(round(element(x, at) - mean) * factor) + bias);
  });
}

function axesWithoutChannels({ shape }: Tensor): readonly number[] {
  return [...shape.keys()].filter((axis) => axis !== 1);
}

function carriedOn({ attributes, round }: NaiveCall, before: Tensor, own: Tensor): Tensor {
  const momentum = numberOf(attributes, "momentum");
  return { shape: before.shape, data: before.data.map((one, channel) => round(round(one * momentum) + round(own.data[channel] * Math.fround(1 - momentum)))) };
}

/** By a copy of x in which each group has an axis of its own. */
function groupNormalization({ args: [x, scale, bias], attributes, round }: NaiveCall, groups: number): Tensor {
  const [count, channels, ...rest] = x.shape;
  const each = channels / groups;
  const apart = { shape: [count, groups, each, ...rest], data: x.data };
  const { deviation, variance } = deviations(apart, [...apart.shape.keys()].slice(2), round);
  const grouped = tensor(apart.shape, (at) => {
    const factor = scale.data.length === groups ? at[1] : at[1] * each + at[2];
    const normalised = round(element(deviation, at) * inverseSpreadOf(element(variance, at), attributes, round));
    return round(round(normalised * scale.data[factor]) + bias.data[factor]);
  });
  return { shape: x.shape, data: grouped.data };
}
