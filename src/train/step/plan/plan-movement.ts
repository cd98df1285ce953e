// Plans what moves elements and computes none: reshapes, views and places, as copies from place to place, or as nothing where
// the matrix stays the same.

import { sameShape } from "../../../network/broadcast.ts";
import { visitFlatPositions } from "../../../network/flat-positions.ts";
import { valueOf, type OperationValue } from "../../../network/network.ts";
import { elementCount, type Shape } from "../../../network/shape.ts";
import { type ValueId } from "../../../network/op.ts";
import type { Place, View } from "../../../network/op.ts";
import type { Index } from "../../../program/program.ts";
import type { Planning } from "./planning.ts";

/** The same matrix under another name, or a copy where rows and columns change. */
export function planReshape(planning: Planning, value: OperationValue, id: ValueId): void {
  const [argument] = value.arguments;
  const { shape } = valueOf(planning.step.network, argument);
  const { rows, columns } = planning.home(argument).form;
  const sameMatrix = columns === (value.shape.at(-1) ?? 1) && rows * columns === elementCount(value.shape);
  if (sameShape(shape, value.shape) || sameMatrix) planning.alias(id, argument);
  else planning.copyElements(id, argument, Int32Array.from({ length: elementCount(shape) }, (_, position) => position));
}

/** A copy of the elements, each from its place. */
export function planView(planning: Planning, value: OperationValue, id: ValueId, { source }: View): void {
  const { shape } = valueOf(planning.step.network, value.arguments[0]);
  planning.copyElements(id, value.arguments[0], flatPositions(value.shape, shape, (indices) => source(indices, shape, value.attributes)));
}

/** Copies of the arguments' elements, each to its place; what none is copied to holds the fill from the start. */
export function planPlace(planning: Planning, value: OperationValue, id: ValueId, { fill, target }: Place): void {
  const shapes = value.arguments.map((argument) => valueOf(planning.step.network, argument).shape);
  const parts = value.arguments.map((argument, position) => ({
    source: argument,
    elements: flatPositions(shapes[position], value.shape, (indices) => target(position, indices, shapes, value.attributes)),
  }));
  planning.placeElements(id, parts, Math.fround(fill(value.attributes)));
}

/** For each element of an array of shape `from`, in row-major order, the position in one of shape `to` that an index map gives. */
function flatPositions(from: Shape, to: Shape, map: (indices: readonly Index[]) => readonly Index[]): Int32Array {
  const positions = new Int32Array(elementCount(from));
  let next = 0;
  visitFlatPositions(from, to, map, (position) => (positions[next++] = position));
  return positions;
}
