// gemm: alpha·A'·B' + beta·C, the dense layer; where beta is 0 C is left out, infinities and NaN in it too. ONNX Gemm-13.

import type { Index } from "../../program/program.ts";
import { numberOf } from "../attributes.ts";
import { broadcastIndices, broadcastsTo } from "../broadcast.ts";
import { showShape } from "../shape.ts";
import type { Shape } from "../shape.ts";
import type { Op } from "../op.ts";
import { PRODUCT_BLOCK, weight } from "../reduction.ts";

export const gemm: Op = {
  name: "gemm",
  parameters: ["a", "b", "c"],
  required: 2,
  constantNames: [undefined, "W", "b"],
  attributes: { alpha: 1, beta: 1, transposeA: 0, transposeB: 0 },

  inferShape([a, b, c], attributes) {
    if (a.length !== 2 || b.length !== 2) return { problem: `A and B must be matrices, not ${showShape(a)} and ${showShape(b)}` };
    const [transposeA, transposeB] = ["transposeA", "transposeB"].map((name) => numberOf(attributes, name));
    for (const [name, value] of Object.entries({ transposeA, transposeB })) {
      if (value !== 0 && value !== 1) return { problem: `${name} must be 0 or 1, not ${value}` };
    }
    const [rows, inner] = oriented(a, transposeA);
    const [innerB, columns] = oriented(b, transposeB);
    if (inner !== innerB) return { problem: `A${mark(transposeA)} is ${rows}×${inner} but B${mark(transposeB)} is ${innerB}×${columns}` };
    if (c !== undefined && !broadcastsTo(c, [rows, columns])) {
      return { problem: `C of shape ${showShape(c)} does not broadcast to ${showShape([rows, columns])}` };
    }
    return [rows, columns];
  },

  /** alpha·A'·B' + beta·C: the sum begins with beta·C and takes the blocks of the depth, each times alpha. */
  computation: {
    kind: "reduce",
    reduction([a, , c], attributes) {
      const [alpha, beta, transposeA, transposeB] = ["alpha", "beta", "transposeA", "transposeB"].map((name) => numberOf(attributes, name));
      const [, inner] = oriented(a, transposeA);
      const start = c === undefined || beta === 0
        ? undefined
        : { read: { argument: 2, at: (indices: readonly Index[]) => broadcastIndices(c, indices) }, weight: weight(beta, "beta") };
      return {
        combine: "add",
        over: [inner],
        factors: [
          { argument: 1, at: ([, column], [k]) => (transposeB === 1 ? [column, k] : [k, column]) },
          { argument: 0, at: ([row], [k]) => (transposeA === 1 ? [k, row] : [row, k]) },
        ],
        block: PRODUCT_BLOCK,
        chains: 1,
        initial: undefined,
        scale: weight(alpha, "alpha"),
        start,
      };
    },
  },

  onnx: {
    type: "Gemm",
    attributes: {
      alpha: { name: "alpha", type: "float" },
      beta: { name: "beta", type: "float" },
      transposeA: { name: "transA", type: "int" },
      transposeB: { name: "transB", type: "int" },
    },
  },
  examples: [
    { shapes: [[1, 3], [3, 4], [4]] },
    { shapes: [[2, 3], [4, 3], [2, 1]], attributes: { transposeB: 1 } },
    { shapes: [[3, 2], [3, 4]], attributes: { transposeA: 1, alpha: 0.5 } },
    { shapes: [[3, 2], [4, 3], []], attributes: { transposeA: 1, transposeB: 1, alpha: Math.fround(0.3), beta: Math.fround(-1.7) } },
    { shapes: [[1, 1], [1, 1], [1, 1]] },
    { shapes: [[1, 3], [3, 2], [2]], attributes: { beta: 0 } },
  ],
};

function oriented(shape: Shape, transposed: number): readonly [number, number] {
  const [rows, columns] = shape;
  return transposed === 1 ? [columns, rows] : [rows, columns];
}

function mark(transposed: number): string {
  return transposed === 1 ? "ᵀ" : "";
}
