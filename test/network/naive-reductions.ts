// Ops that take elements along axes together, by loops over lists, sharing nothing with the computations of the ops but the order of
// sums that these document.

import { listOf, numberOf, type Attributes } from "../../src/network/attributes.ts";
import { sumAtOnce, sumAxisByAxis } from "./naive-sums.ts";
import { axesOf, element, positions, tensor, type NaiveCall, type NaiveOps, type Tensor } from "./tensor.ts";

export const NAIVE_REDUCTIONS: NaiveOps = {
  arg_max: ({ args: [x], attributes }) => alongAxis(x, attributes, (list) => argExtreme(list, attributes, (one, other) => one > other)),
  arg_min: ({ args: [x], attributes }) => alongAxis(x, attributes, (list) => argExtreme(list, attributes, (one, other) => one < other)),
  contract: (call) => {
    const [left, right, result] = ["left", "right", "result"].map((name) => listOf(call.attributes, name));
    return contracted(call, call.args.length === 1 ? [left] : [left, right], result);
  },
  cumulative_product: (call) => cumulative(call, 1, (one, other) => roundingOf(call)(times(call)(one, other))),
  cumulative_sum: (call) => cumulative(call, 0, (one, other) => roundingOf(call)(one + other)),
  einsum: (call) => {
    const [given, wanted] = String.fromCharCode(...listOf(call.attributes, "equation")).replaceAll(" ", "").split("->");
    const terms = given.split(",").map((word, position) => labelled(word, call.args[position].shape.length));
    const all = terms.flat();
    const once = all.filter((label) => label !== "." && all.indexOf(label) === all.lastIndexOf(label)).sort();
    return contracted(call, terms, wanted === undefined ? once : labelled(wanted, call.shape.length));
  },
  greatest: (call) => reduced(call, (list) => list.reduce((most, x) => (x > most ? x : most), -3.4028234663852886e38)),
  reduce_l1: (call) => reduced(call, (list) => chain(call, 0, list, (sum, x) => sum + roundingOf(call)(Math.abs(x)))),
  reduce_l2: (call) => reduced(call, (list) => call.round(Math.sqrt(sumOfSquares(call, list)))),
  reduce_max: (call) => reduced(call, (list) => list.reduce((most, x) => (x > most ? x : most))),
  reduce_mean: (call) => reduced(call, (list) => call.round(sum(call, list) / list.length)),
  reduce_min: (call) => reduced(call, (list) => list.reduce((least, x) => (x < least ? x : least))),
  reduce_prod: (call) => reduced(call, (list) => chain(call, 1, list, times(call))),
  reduce_sum: (call) => reduced(call, (list) => sum(call, list)),
  reduce_sum_square: (call) => reduced(call, (list) => sumOfSquares(call, list)),
  top_k: ({ args: [x], attributes, shape }) => {
    const [axis] = axesOf([numberOf(attributes, "axis")], x.shape.length);
    return tensor(shape, (at) => element(x, at.with(axis, sortedPlaces(x, attributes, at)[at[axis]])));
  },
  top_k_positions: ({ args: [x], attributes, shape }) => {
    const [axis] = axesOf([numberOf(attributes, "axis")], x.shape.length);
    return tensor(shape, (at) => sortedPlaces(x, attributes, at)[at[axis]]);
  },
};

/** Of the type of the result: integers are taken modulo 2^32. */
function roundingOf({ scalar, round }: NaiveCall): (value: number) => number {
  return scalar === "i32" ? (value) => value | 0 : round;
}

function times({ scalar }: NaiveCall): (one: number, other: number) => number {
  return scalar === "i32" ? Math.imul : (one, other) => one * other;
}

function chain(call: NaiveCall, initial: number, list: readonly number[], next: (reduced: number, x: number) => number): number {
  return list.reduce((found, x) => roundingOf(call)(next(found, x)), initial);
}

/** Of the elements that are reduced, in whichever order the op documents. */
function sum(call: NaiveCall, list: readonly number[], inOrder = sumAxisByAxis): number {
  return inOrder(list, reducedExtents(call), (one, other) => roundingOf(call)(one + other));
}

/** Of the axes that are reduced. */
export function reducedExtents({ args: [x], attributes }: Pick<NaiveCall, "args" | "attributes">): readonly number[] {
  return reducedAxes(x, attributes).map((axis) => x.shape[axis]);
}

function reducedAxes(x: Tensor, attributes: Attributes): readonly number[] {
  const given = listOf(attributes, "axes");
  const all = numberOf(attributes, "noop_with_empty_axes") === 1 ? [] : [...x.shape.keys()];
  return axesOf(given.length > 0 ? given : all, x.shape.length);
}

function sumOfSquares(call: NaiveCall, list: readonly number[]): number {
  return sum(call, list.map((x) => roundingOf(call)(times(call)(x, x))), sumAtOnce);
}

/** Elements along axes taken together in row-major order. */
export function reduced({ args: [x], attributes }: Pick<NaiveCall, "args" | "attributes">, combine: (list: readonly number[]) => number): Tensor {
  const axes = reducedAxes(x, attributes);
  const kept = tensor(x.shape.map((extent, axis) => (axes.includes(axis) ? 1 : extent)), (at) => {
    const own = positions(x.shape).filter((one) => one.every((place, axis) => axes.includes(axis) || place === at[axis]));
    return combine(own.map((one) => element(x, one)));
  });
  if (numberOf(attributes, "keepdims") === 1) return kept;
  return { shape: x.shape.filter((_, axis) => !axes.includes(axis)), data: kept.data };
}

function alongAxis(x: Tensor, attributes: Attributes, combine: (list: readonly number[]) => number): Tensor {
  const axes = [numberOf(attributes, "axis")];
  return reduced({ args: [x], attributes: { axes, keepdims: attributes.keepdims, noop_with_empty_axes: 0 } }, combine);
}

/** A NaN is passed over but where it stands first. */
function argExtreme(list: readonly number[], attributes: Attributes, isBetter: (one: number, other: number) => boolean): number {
  let best = 0;
  list.forEach((x, place) => {
    const isLastOfEqual = x === list[best] && numberOf(attributes, "select_last_index") === 1;
    if (isBetter(x, list[best]) || isLastOfEqual) best = place;
  });
  return best;
}

function cumulative({ args: [x], attributes }: NaiveCall, initial: number, combine: (one: number, other: number) => number): Tensor {
  const [axis] = axesOf([numberOf(attributes, "axis")], x.shape.length);
  return tensor(x.shape, (at) => {
    const places = [...Array(x.shape[axis]).keys()];
    if (numberOf(attributes, "reverse") === 1) places.reverse();
    const until = places.indexOf(at[axis]) + (numberOf(attributes, "exclusive") === 1 ? 0 : 1);
    return places.slice(0, until).reduce((found, place) => combine(found, element(x, at.with(axis, place))), initial);
  });
}

/** A letter for each axis; those of an ellipsis are counted from the last one. */
function labelled(word: string, rank: number): readonly string[] {
  const [before, after] = word.split("...");
  if (after === undefined) return Array.from(before);
  const count = rank - before.length - after.length;
  return [...Array.from(before), ...Array.from({ length: count }, (_, position) => `#${count - position}`), ...Array.from(after)];
}

/** Of every place of the result all places of the other labels, two arrays at a time. */
function contracted<Label>(call: NaiveCall, terms: readonly (readonly Label[])[], result: readonly Label[]): Tensor {
  const labels = [...new Set(terms.flat())];
  const extentOf = (label: Label): number =>
    Math.max(...terms.flatMap((term, argument) => call.args[argument].shape.filter((_, axis) => term[axis] === label)));
  const multiply = times(call);
  const rounded = roundingOf(call);
  const from = (arrays: readonly { readonly tensor: Tensor; readonly term: readonly Label[] }[], kept: readonly Label[]): Tensor => {
    const summed = labels.filter((label) => arrays.some(({ term }) => term.includes(label)) && !kept.includes(label));
    const isMoved = arrays.length === 1 && summed.length === 0;
    return tensor(kept.map(extentOf), (at) =>
      positions(summed.map(extentOf)).reduce((total, steps) => {
        const place = (label: Label): number => (kept.includes(label) ? at[kept.indexOf(label)] : steps[summed.indexOf(label)]);
        const factors = arrays.map(({ tensor: array, term }) => element(array, term.map(place)));
        return isMoved ? factors[0] : rounded(total + rounded(factors.reduce(multiply)));
      }, 0),
    );
  };
  let [first, ...others] = terms.map((term, argument) => ({ tensor: call.args[argument], term }));
  while (others.length > 1) {
    const [second, ...rest] = others;
    const needed = [...result, ...rest.flatMap(({ term }) => term)];
    const kept = [...new Set([...first.term, ...second.term])].filter((label) => needed.includes(label));
    first = { tensor: from([first, second], kept), term: kept };
    others = rest;
  }
  return from([first, ...others], result);
}

/** The places of an axis in the order of its elements, NaN as the greatest; sorting is stable. */
function sortedPlaces(x: Tensor, attributes: Attributes, at: readonly number[]): readonly number[] {
  const [axis] = axesOf([numberOf(attributes, "axis")], x.shape.length);
  const values = [...Array(x.shape[axis]).keys()].map((place) => element(x, at.with(axis, place)));
  const order = (one: number, other: number): number => {
    if (Number.isNaN(one) || Number.isNaN(other)) return Number(Number.isNaN(one)) - Number(Number.isNaN(other));
    return one < other ? -1 : Number(one > other);
  };
  const sign = numberOf(attributes, "largest") === 1 ? -1 : 1;
  return [...values.keys()].sort((one, other) => sign * order(values[one], values[other]));
}
