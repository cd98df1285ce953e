// matmul: the matrix product, as numpy.matmul defines it. ONNX MatMul-13.

import type { Index } from "../../program/program.ts";
import { broadcastIndices, broadcastShapes } from "../broadcast.ts";
import { showShape } from "../shape.ts";
import type { Shape } from "../shape.ts";
import type { Op } from "../op.ts";
import { PRODUCT_BLOCK, type Reduction } from "../reduction.ts";

export const matmul: Op = {
  name: "matmul",
  parameters: ["a", "b"],
  required: 2,
  constantNames: [undefined, "W"],
  attributes: {},

  inferShape([a, b]) {
    if (a.length === 0 || b.length === 0) return { problem: "a scalar has no matrix product" };
    const inner = a.at(-1);
    if (inner !== matrixOf(b, "b")[0]) {
      return { problem: `A of shape ${showShape(a)} and B of shape ${showShape(b)} do not fit` };
    }
    const batch = broadcastShapes([a.slice(0, -2), b.slice(0, -2)]);
    if ("problem" in batch) return batch;
    return [...batch, ...(a.length === 1 ? [] : a.slice(-2, -1)), ...(b.length === 1 ? [] : b.slice(-1))];
  },

  /** The sum takes the blocks of the depth one after the other. */
  computation: { kind: "reduce", reduction: ([a, b]) => productOf(a, b) },

  onnx: { type: "MatMul", attributes: {} },
  examples: [
    { shapes: [[2, 3], [3, 4]] },
    { shapes: [[3], [3]] },
    { shapes: [[3], [3, 2]] },
    { shapes: [[2, 1, 2, 3], [2, 3, 2]] },
  ],
};

/** A vector counts as one row on the left and as one column on the right. */
function matrixOf(shape: Shape, side: "a" | "b"): readonly [number, number] {
  const last = shape.at(-1) ?? 1;
  if (shape.length === 1) return side === "a" ? [1, last] : [last, 1];
  return [shape.at(-2) ?? 1, last];
}

/** The sums of a·b. A vector has no row, or no column; the axes before the matrices are broadcast. */
export function productOf(a: Shape, b: Shape): Reduction {
  const rows = a.length === 1 ? 0 : 1;
  const columns = b.length === 1 ? 0 : 1;
  const batch = (shape: Shape, indices: readonly Index[]): readonly Index[] =>
    broadcastIndices(shape.slice(0, -2), indices.slice(0, indices.length - rows - columns));
  const row = (indices: readonly Index[]): readonly Index[] => indices.slice(indices.length - rows - columns, indices.length - columns);
  const column = (indices: readonly Index[]): readonly Index[] => indices.slice(indices.length - columns);
  return {
    combine: "add",
    over: [a.at(-1) ?? 1],
    factors: [
      { argument: 1, at: (indices, k) => [...batch(b, indices), ...k, ...column(indices)] },
      { argument: 0, at: (indices, k) => [...batch(a, indices), ...row(indices), ...k] },
    ],
    block: PRODUCT_BLOCK,
    chains: 1,
    initial: undefined,
    scale: undefined,
    start: undefined,
  };
}
