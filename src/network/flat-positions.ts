// Follows an index map element by element, in memory of row-major arrays. Moves nothing.

import { flatIndex, variableIndex } from "../program/expression.ts";
import type { Index } from "../program/program.ts";
import { elementCount, type Shape } from "./shape.ts";

/**
 * Visits, for each element of an array of shape `from` in row-major order, the position in one of shape `to` that an affine index map
 * gives.
 */
export function visitFlatPositions(
  from: Shape,
  to: Shape,
  map: (indices: readonly Index[]) => readonly Index[],
  visit: (position: number) => void,
): void {
  const { constant, terms } = flatIndex(to, map(from.map((_, axis) => variableIndex(axis))));
  const strides = from.map((_, axis) => terms.find(({ variable }) => variable === axis)?.factor ?? 0);
  const visitAxis = (axis: number, position: number): void => {
    if (axis === from.length) visit(position);
    else for (let i = 0; i < from[axis]; i++) visitAxis(axis + 1, position + i * strides[axis]);
  };
  // What has no elements may have an axis of any extent.
  if (elementCount(from) > 0) visitAxis(0, constant);
}
