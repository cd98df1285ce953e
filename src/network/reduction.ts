// What a reduction is: which terms each element of a result takes together, how and in which order. One description for
// matrix products, sums and maxima; lowering, derivatives and the training step read it and know no op.

import type { Expression, Index } from "../program/program.ts";
import { apply, less, select, variableIndex } from "../program/expression.ts";
import type { Scalar } from "../program/scalar.ts";
import type { Shape } from "./shape.ts";

/**
 * The element at `indices` of the result. With t(k) the product of the factors at step k of the reduced axes, which are run
 * through in row-major order:
 *
 * - `add`: the steps are cut into blocks. The terms of a block are added up from +0, one after the other. The sum over all
 *   blocks begins with `start` and takes the blocks' sums, each times `scale`, one after the other; without a start it begins
 *   with the first one. This is the order of onnxruntime.
 * - `maximum`, `minimum`: the first term, or `initial` where it is given, and then each one that is greater, or less, in its
 *   place: a NaN stays where it is the first term and is passed over elsewhere.
 *
 * In several chains step k is of chain k mod `chains`: each is added up from +0, or begins with the first term of all or with `initial`. What they
 * give is taken together in pairs of neighbours, and so on until one is left. Chains do not wait for one another, and a long sum
 * errs less.
 *
 * Every operation is rounded once.
 */
export interface Reduction {
  readonly combine: "add" | "maximum" | "minimum";
  /** The extents of the reduced axes. */
  readonly over: readonly number[];
  /** One or two; multiplied with each other in this order. */
  readonly factors: readonly Factor[];
  /** Steps in a block; undefined where all are one. */
  readonly block: number | undefined;
  /** A power of two; 1 where there are blocks or steps along several axes. */
  readonly chains: number;
  /** Of an extreme; undefined where it begins with the first term. */
  readonly initial: number | undefined;
  readonly scale: Weight | undefined;
  readonly start: { readonly read: Factor; readonly weight: Weight | undefined } | undefined;
}

/** A constant other than 1, and what it is called. */
export interface Weight {
  readonly value: number;
  readonly name: string;
}

/** An argument, read at a place that depends on the result's indices and on those of the reduced axes. */
export interface Factor {
  readonly argument: number;
  readonly at: (indices: readonly Index[], reduced: readonly Index[]) => readonly Index[];
}

/** Steps of a matrix product that are summed before they are added to the others: onnxruntime's. */
export const PRODUCT_BLOCK = 256;

/** Chains of a long sum or search for an extreme, and the steps from which on it is long. */
const CHAINS = 8;
const LONG = 64;

/** Into how many chains the steps along these axes are best dealt. */
export function chainsAlong(over: readonly number[]): number {
  return over.filter((extent) => extent > 1).length === 1 && over.some((extent) => extent >= LONG) ? CHAINS : 1;
}

/** What is left of the chains, taken together in pairs of neighbours. */
export function inPairs<Item>(items: readonly Item[], combine: (one: Item, other: Item) => Item): Item {
  const [only, ...others] = items;
  if (others.length === 0) return only;
  const half = items.length / 2;
  return inPairs(Array.from({ length: half }, (_, pair) => combine(items[2 * pair], items[2 * pair + 1])), combine);
}

/** The greater or the less of what was found and a term; of truth values whether either or both are true. */
export function extremeOf(combine: "maximum" | "minimum", scalar: Scalar, found: Expression, term: Expression): Expression {
  if (scalar === "bool") return apply(combine === "maximum" ? "or" : "and", [found, term]);
  const isTaken = combine === "maximum" ? less(found, term) : less(term, found);
  return select(isTaken, term, found);
}

/** How many terms each element takes together. */
export function depthOf({ over }: Reduction): number {
  return over.reduce((product, extent) => product * extent, 1);
}

/** Of a number that is 1, nothing. */
export function weight(value: number, name: string): Weight | undefined {
  return value === 1 ? undefined : { value: Math.fround(value), name };
}

/**
 * Which axis each axis of a factor's argument runs along: axes of the result count from 0, reduced ones follow. Undefined
 * where an axis is read at its first element only.
 *
 * @throws RangeError where an axis runs along several, or not from its beginning.
 */
export function axesOf(factor: Factor, rank: number, reducedAxes: number): readonly (number | undefined)[] {
  const axes = singleAxesOf(factor, rank, reducedAxes);
  if (axes === undefined) throw new RangeError("an axis runs along no single one");
  return axes;
}

/** As `axesOf`; undefined where an axis runs along several, as those of windows do, or not from its beginning. */
export function singleAxesOf(factor: Factor, rank: number, reducedAxes: number): readonly (number | undefined)[] | undefined {
  const places = placesOf(factor, rank, reducedAxes);
  const isSingle = ({ constant, terms }: Index): boolean => constant === 0 && (terms.length === 0 || (terms.length === 1 && terms[0].factor === 1));
  return places.every(isSingle) ? places.map(({ terms }) => terms.at(0)?.variable) : undefined;
}

/** Which axes a factor depends on: those of the result count from 0, reduced ones follow. */
export function axesRead(factor: Factor, rank: number, reducedAxes: number): ReadonlySet<number> {
  return new Set(placesOf(factor, rank, reducedAxes).flatMap(({ terms }) => terms.map(({ variable }) => variable)));
}

/** Where the argument is read, with a variable for each axis. */
function placesOf(factor: Factor, rank: number, reducedAxes: number): readonly Index[] {
  const indices = Array.from({ length: rank }, (_, position) => variableIndex(position));
  const reduced = Array.from({ length: reducedAxes }, (_, position) => variableIndex(rank + position));
  return factor.at(indices, reduced);
}

/** The factor that is read along these axes, as `axesOf` gives them. */
export function alongAxes(argument: number, axes: readonly (number | undefined)[]): Factor {
  return {
    argument,
    at: (indices, reduced) => {
      const all = [...indices, ...reduced];
      return axes.map((axis) => (axis === undefined ? { constant: 0, terms: [] } : all[axis]));
    },
  };
}

/** Multiply-adds of a result of `shape`: none where nothing is multiplied. */
export function multiplyAddsOf(reduction: Reduction, shape: Shape): number {
  return reduction.factors.length < 2 ? 0 : shape.reduce((product, extent) => product * extent, depthOf(reduction));
}
