// The kinds of computation that refer to no other op: how the elements of a result come about, as data. All kinds together are `Computation`.

import type { Expression, Index } from "../program/program.ts";
import type { Scalar } from "../program/scalar.ts";
import type { Attributes } from "./attributes.ts";
import type { Folding } from "./folding.ts";
import type { Reduction } from "./reduction.ts";
import type { Shape } from "./shape.ts";

/** Each element depends on the elements of the arguments at the same place (arguments are broadcast). */
export interface Pointwise {
  readonly kind: "pointwise";
  /** Where finite elements may give NaN. */
  readonly isPartial?: true;
  value(elements: readonly Expression[], attributes: Attributes, scalars: readonly Scalar[]): Expression;
  /** The partial derivatives of `value` by each element; absent where nothing is trained through the op. */
  derivatives?(elements: readonly Expression[], attributes: Attributes): readonly Expression[];
}

/** The partial derivatives. @throws RangeError of an op that nothing is trained through. */
export function derivativesOf(name: string, computation: Pointwise, elements: readonly Expression[], attributes: Attributes): readonly Expression[] {
  const derivatives = computation.derivatives?.(elements, attributes);
  if (derivatives === undefined) throw new RangeError(`${name} has no derivative`);
  return derivatives;
}

/** The elements of the first argument in the same order, under another shape. */
export interface Reshape {
  readonly kind: "reshape";
}

/** Elements of the first argument, elsewhere: transposed, cut out, repeated or turned round. */
export interface View {
  readonly kind: "view";
  /** Where in the argument the element at `indices` of the result is; axis by axis. */
  readonly source: (indices: readonly Index[], shape: Shape, attributes: Attributes) => readonly Index[];
}

/** The arguments side by side or within a frame; no two write to one place, and what none writes to is `fill`. */
export interface Place {
  readonly kind: "place";
  /** A float32 other than −0. */
  readonly fill: (attributes: Attributes) => number;
  /** Where in the result the element at `indices` of an argument goes; axis by axis. */
  readonly target: (argument: number, indices: readonly Index[], shapes: readonly Shape[], attributes: Attributes) => readonly Index[];
}

/** Each element is a sum, a maximum or a minimum over axes. */
export interface Reduce {
  readonly kind: "reduce";
  readonly reduction: (shapes: readonly Shape[], attributes: Attributes) => Reduction;
}

/** Each element is found by going once through elements along axes, remembering a few numbers: a product, a position, a count. */
export interface Fold {
  readonly kind: "fold";
  readonly fold: (shapes: readonly Shape[], attributes: Attributes, scalars: readonly Scalar[]) => Folding;
}

/** Elements of the first argument at positions that other arguments hold. */
export interface Gather {
  readonly kind: "gather";
  /**
   * Where in the first argument the element at `indices` of the result is; axis by axis.
   *
   * @param pick the position that an argument of integers holds at some indices, in an axis of that extent: below 0 it is counted from
   * the end, and what lies outside is the nearest end.
   */
  readonly source: (indices: readonly Index[], shapes: readonly Shape[], attributes: Attributes, pick: PickPosition) => readonly Index[];
}

export type PickPosition = (argument: number, at: readonly Index[], extent: number) => Index;
