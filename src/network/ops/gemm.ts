// gemm: alpha·A'·B' + beta·C, the dense layer. ONNX Gemm-13.

import { add, constant, multiply } from "../../program/expression.ts";
import { broadcastIndices, broadcastsTo } from "../broadcast.ts";
import { showShape } from "../build.ts";
import type { Expression, Index } from "../../program/program.ts";
import type { Shape } from "../network.ts";
import type { GradientContext, Op, StatementSink } from "../op.ts";
import { sumTo } from "./sum-to.ts";

/** Depth of a block of a sum. */
const BLOCK = 256;

export const gemm: Op = {
  name: "gemm",
  parameters: ["a", "b", "c"],
  required: 2,
  constantNames: [undefined, "W", "b"],
  attributes: { alpha: 1, beta: 1, transposeA: 0, transposeB: 0 },

  inferShape([a = [], b = [], c], attributes) {
    if (a.length !== 2 || b.length !== 2) return { problem: `A and B must be matrices, not ${showShape(a)} and ${showShape(b)}` };
    for (const name of ["transposeA", "transposeB"]) {
      if (attributes[name] !== 0 && attributes[name] !== 1) return { problem: `${name} must be 0 or 1, not ${attributes[name]}` };
    }
    const [rows, inner] = oriented(a, attributes.transposeA);
    const [innerB, columns] = oriented(b, attributes.transposeB);
    if (inner !== innerB) {
      return { problem: `A${mark(attributes.transposeA)} is ${rows}×${inner} but B${mark(attributes.transposeB)} is ${innerB}×${columns}` };
    }
    if (c !== undefined && !broadcastsTo(c, [rows, columns])) {
      return { problem: `C of shape ${showShape(c)} does not broadcast to ${showShape([rows, columns])}` };
    }
    return [rows, columns];
  },

  computation: {
    kind: "element",
    /**
     * The depth in blocks of 256, each summed from +0 with k ascending; with alpha = beta = 1 C's element takes the blocks' sums
     * one after the other. Otherwise they are added up, the sum is scaled by alpha, and beta·C is added last.
     */
    element({ shapes, attributes, indices: [row, column], read, statements }) {
      const [a = [], , c] = shapes;
      if (row === undefined || column === undefined) throw new RangeError("gemm's result has two axes");
      const inner = oriented(a, attributes.transposeA)[1];
      const bias = c === undefined ? undefined : read(2, broadcastIndices(c, [row, column]));
      const { alpha = 1, beta = 1 } = attributes;
      const biasFirst = bias !== undefined && alpha === 1 && beta === 1;
      const total = sumOfBlocks(statements, inner, biasFirst ? bias : undefined, (k) => {
        const left = read(0, attributes.transposeA === 1 ? [k, row] : [row, k]);
        const right = read(1, attributes.transposeB === 1 ? [column, k] : [k, column]);
        return multiply(right, left);
      });
      if (biasFirst) return total;
      const scaled = alpha === 1 ? total : multiply(total, constant(Math.fround(alpha), "alpha"), "scaled");
      if (bias === undefined) return scaled;
      const offset = beta === 1 ? bias : multiply(bias, constant(Math.fround(beta), "beta"), "offset");
      return add(statements.let("scaled", scaled), offset);
    },
  },

  /** dA' = alpha·dY·B'ᵀ, dB' = alpha·A'ᵀ·dY, dC = beta·dY summed over what was broadcast. */
  gradient(context: GradientContext) {
    const { builder, attributes, upstream } = context;
    const [a = 0, b = 0, c] = context.arguments;
    const { alpha = 1, beta = 1, transposeA = 0, transposeB = 0 } = attributes;
    const { name, origin } = builder.value(context.result);
    const product = (left: number, right: number, leftTransposed: number, rightTransposed: number, of: string) =>
      builder.operation(gemm, [left, right], { alpha, transposeA: leftTransposed, transposeB: rightTransposed }, `d ${name} / d ${of}`, origin);
    const gradients = [
      transposeA === 1 ? product(b, upstream, transposeB, 1, "a") : product(upstream, b, 0, 1 - transposeB, "a"),
      transposeB === 1 ? product(upstream, a, 1, transposeA, "b") : product(a, upstream, 1 - transposeA, 0, "b"),
    ];
    if (c !== undefined) gradients.push(summed(context, beta));
    return gradients;
  },

  multiplyAdds([a = [], b = []], attributes) {
    const [rows, inner] = oriented(a, attributes.transposeA);
    return rows * inner * oriented(b, attributes.transposeB)[1];
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
  ],
};

/** The sums of the blocks of the depth, added to `start` one after the other. */
export function sumOfBlocks(
  statements: StatementSink,
  depth: number,
  start: Expression | undefined,
  term: (k: Index) => Expression,
): Expression {
  let total = start;
  for (let first = 0; first < depth; first += BLOCK) {
    const sum = statements.variable("sum", constant(0));
    statements.for("k", Math.min(BLOCK, depth - first), (k) => sum.set(add(sum.read, term({ ...k, constant: k.constant + first }))));
    total = total === undefined ? sum.read : add(total, sum.read);
    if (first + BLOCK < depth) total = statements.let("total", total);
  }
  return total ?? constant(0);
}

/** beta · upstream, summed over the axes along which C was stretched. */
function summed({ builder, upstream, shapes, result }: GradientContext, beta: number): number {
  const { name, origin } = builder.value(result);
  return builder.operation(sumTo(shapes[2] ?? []), [upstream], { scale: beta }, `d ${name} / d c`, origin);
}

function oriented(shape: Shape, transposed: number | undefined): readonly [number, number] {
  const [rows = 1, columns = 1] = shape;
  return transposed === 1 ? [columns, rows] : [rows, columns];
}

function mark(transposed: number | undefined): string {
  return transposed === 1 ? "ᵀ" : "";
}
