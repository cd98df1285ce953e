// matmul: the matrix product, as numpy.matmul defines it. ONNX MatMul-13.

import { multiply } from "../../program/expression.ts";
import type { Index } from "../../program/program.ts";
import { broadcastIndices, broadcastShapes } from "../broadcast.ts";
import { showShape } from "../build.ts";
import type { Shape } from "../network.ts";
import type { GradientContext, Op } from "../op.ts";
import { gemm, sumOfBlocks } from "./gemm.ts";

export const matmul: Op = {
  name: "matmul",
  parameters: ["a", "b"],
  required: 2,
  constantNames: [undefined, "W"],
  attributes: {},

  inferShape([a = [], b = []]) {
    if (a.length === 0 || b.length === 0) return { problem: "a scalar has no matrix product" };
    const inner = a.at(-1);
    if (inner !== matrixOf(b, "b")[0]) {
      return { problem: `A of shape ${showShape(a)} and B of shape ${showShape(b)} do not fit` };
    }
    const batch = broadcastShapes([a.slice(0, -2), b.slice(0, -2)]);
    if ("problem" in batch) return batch;
    return [...batch, ...(a.length === 1 ? [] : a.slice(-2, -1)), ...(b.length === 1 ? [] : b.slice(-1))];
  },

  computation: {
    kind: "element",
    /** As in gemm: the depth in blocks, each summed from +0 with k ascending. */
    element({ shapes, indices, read, statements }) {
      const [a = [], b = []] = shapes;
      const kept = (a.length === 1 ? 0 : 1) + (b.length === 1 ? 0 : 1);
      const batch = indices.slice(0, indices.length - kept);
      const matrix = indices.slice(indices.length - kept);
      const row = a.length === 1 ? [] : matrix.slice(0, 1);
      const column = b.length === 1 ? [] : matrix.slice(-1);
      const batchOf = (shape: Shape): readonly Index[] => broadcastIndices(shape.slice(0, -2), batch);
      return sumOfBlocks(statements, a.at(-1) ?? 1, undefined, (k) =>
        multiply(read(1, [...batchOf(b), k, ...column]), read(0, [...batchOf(a), ...row, k])),
      );
    },
  },

  /** Of two matrices: dA = dY·Bᵀ, dB = Aᵀ·dY. */
  gradient({ builder, arguments: [a = 0, b = 0], shapes, upstream, result }: GradientContext) {
    if (shapes.some((shape) => shape.length !== 2)) throw new RangeError("matmul is trained on matrices only");
    const { name, origin } = builder.value(result);
    return [
      builder.operation(gemm, [upstream, b], { transposeB: 1 }, `d ${name} / d a`, origin),
      builder.operation(gemm, [a, upstream], { transposeA: 1 }, `d ${name} / d b`, origin),
    ];
  },

  multiplyAdds([a = [], b = []]) {
    const batch = broadcastShapes([a.slice(0, -2), b.slice(0, -2)]);
    const batches = "problem" in batch ? 0 : batch.reduce((product, extent) => product * extent, 1);
    const [inner, columns] = matrixOf(b, "b");
    return batches * matrixOf(a, "a")[0] * inner * columns;
  },
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
