// Broadcasting of shapes as numpy and ONNX define it.

import type { Index } from "../program/program.ts";
import { constantIndex } from "../program/expression.ts";
import type { Shape } from "./shape.ts";
import type { ShapeProblem } from "./op.ts";

/**
 * The shape to which all shapes are broadcast: aligned at the last axis, an extent of 1 stretches.
 * ONNX, "Broadcasting in ONNX", multidirectional.
 */
export function broadcastShapes(shapes: readonly Shape[]): Shape | ShapeProblem {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  const result: number[] = [];
  for (let axis = 0; axis < rank; axis++) {
    const extents = shapes.map((shape) => shape[axis - rank + shape.length] ?? 1);
    const extent = Math.max(...extents);
    if (!extents.every((one) => one === 1 || one === extent)) {
      return { problem: `shapes ${shapes.map((shape) => `[${shape.join(", ")}]`).join(" and ")} do not broadcast` };
    }
    result.push(extent);
  }
  return result;
}

/** Where the element at `indices` of the broadcast result is read in an argument of `shape`. */
export function broadcastIndices(shape: Shape, indices: readonly Index[]): readonly Index[] {
  const skipped = indices.length - shape.length;
  return shape.map((extent, axis) => (extent === 1 ? constantIndex(0) : indices[axis + skipped] ?? constantIndex(0)));
}

/** Whether `shape` broadcasts to `result` without stretching the result (unidirectional). */
export function broadcastsTo(shape: Shape, result: Shape): boolean {
  if (shape.length > result.length) return false;
  return shape.every((extent, axis) => extent === 1 || extent === result[axis + result.length - shape.length]);
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((extent, axis) => extent === b[axis]);
}
