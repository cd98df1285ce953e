// Where the elements of a value are: in a buffer, at places that are affine in the indices, so that views cost nothing.

import type { Shape } from "../../network/shape.ts";
import { elementCount } from "../../network/shape.ts";
import { addIndex, constantIndex, load, variableIndex } from "../../program/expression.ts";
import type { BufferId, Expression, Index } from "../../program/program.ts";

export type Storage =
  | Buffered
  /** A value of one element that is in a variable or a constant. */
  | { readonly kind: "atom"; readonly atom: Expression };

/** The element at indices i is at offset + Σ strides·i; the offset may depend on loops around. */
export interface Buffered {
  readonly kind: "buffer";
  readonly buffer: BufferId;
  readonly offset: Index;
  readonly strides: readonly number[];
}

/** Where a value is to be computed. */
export interface Room {
  readonly storage: Buffered;
  /** Whether sums may be kept there that are read again. */
  readonly isReadable: boolean;
  /** Whether the first argument of what is placed there is there already, and has to be moved forward before anything else comes there. */
  readonly isMoved?: true;
}

/** Elements from one index of each axis to the next, row-major. */
export function rowMajorStrides(shape: Shape): readonly number[] {
  return shape.map((_, axis) => elementCount(shape.slice(axis + 1)));
}

/** A buffer of its own, row-major. */
export function rowMajor(buffer: BufferId, shape: Shape): Buffered {
  return { kind: "buffer", buffer, offset: constantIndex(0), strides: rowMajorStrides(shape) };
}

export function readAt(storage: Storage, indices: readonly Index[]): Expression {
  return storage.kind === "atom" ? storage.atom : load(storage.buffer, placeAt(storage, indices));
}

export function placeAt({ offset, strides }: Buffered, indices: readonly Index[]): Index {
  return indices.reduce((place, index, axis) => addIndex(place, index, strides[axis]), offset);
}

/** The same elements in the same order under another shape; undefined where a stride of the argument stands in the way. */
export function reshaped(storage: Storage, from: Shape, to: Shape): Storage | undefined {
  if (storage.kind === "atom") return storage;
  const inOrder = rowMajorStrides(from).every((stride, axis) => from[axis] === 1 || storage.strides[axis] === stride);
  return inOrder ? { ...storage, strides: rowMajorStrides(to) } : undefined;
}

/** Elements at other indices: `source` gives, for indices of the result, those of the argument, affine in them. */
export function viewed(storage: Storage, rank: number, source: (indices: readonly Index[]) => readonly Index[]): Storage {
  if (storage.kind === "atom") return storage;
  const { constant, terms } = placeAt({ ...storage, offset: constantIndex(0) }, source(Array.from({ length: rank }, (_, axis) => variableIndex(axis))));
  const strides = Array.from({ length: rank }, (_, axis) => terms.find(({ variable }) => variable === axis)?.factor ?? 0);
  return { ...storage, offset: addIndex(storage.offset, constantIndex(constant)), strides };
}
