// Arrays of the naive evaluation of networks: elements by position, nothing clever.

import type { Attributes } from "../../src/network/attributes.ts";
import type { Shape } from "../../src/network/shape.ts";
import type { Scalar } from "../../src/program/scalar.ts";

export interface Tensor {
  readonly shape: Shape;
  readonly data: readonly number[];
}

/** What is done to each result of an operation: Math.fround gives float32, the number itself float64. */
export type Rounding = (value: number) => number;

/** An operation on arrays that are known; of the result only the shape and the type. */
export interface NaiveCall {
  readonly args: readonly Tensor[];
  readonly scalars: readonly Scalar[];
  readonly attributes: Attributes;
  readonly shape: Shape;
  readonly scalar: Scalar;
  readonly round: Rounding;
}

/** By the names of the ops. */
export type NaiveOps = Readonly<Record<string, (call: NaiveCall) => Tensor>>;

/** Counted from 0. */
export function axesOf(axes: readonly number[], rank: number): readonly number[] {
  return axes.map((axis) => (axis < 0 ? axis + rank : axis));
}

/** All positions of an array of this shape, row-major. */
export function positions(shape: Shape): readonly (readonly number[])[] {
  let found: number[][] = [[]];
  for (const extent of shape) {
    const longer: number[][] = [];
    for (const position of found) for (let i = 0; i < extent; i++) longer.push([...position, i]);
    found = longer;
  }
  return found;
}

export function tensor(shape: Shape, value: (at: readonly number[]) => number): Tensor {
  return { shape, data: positions(shape).map(value) };
}

/** The element at a position of a shape that the tensor broadcasts to. */
export function element({ shape, data }: Tensor, at: readonly number[]): number {
  const first = at.length - shape.length;
  let address = 0;
  for (let axis = 0; axis < shape.length; axis++) address = address * shape[axis] + (shape[axis] === 1 ? 0 : at[first + axis]);
  return data[address];
}
