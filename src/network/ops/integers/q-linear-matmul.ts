// q_linear_matmul: the matrix product of quantised matrices, with a bias of i32 in units of a_scale·b_scale, requantised. ONNX
// QLinearMatMul-21, which has no bias.

import type { Op } from "../../op.ts";
import { matmul } from "../matmul.ts";
import { problemOfFactors } from "./narrow-factors.ts";
import { quantisedProducts } from "./quantised-products.ts";
import { CLAMP_ATTRIBUTES, problemOfResult, requantizedSums } from "./requantized-sums.ts";
import { problemOfScales } from "./zero-shapes.ts";

export const qLinearMatmul: Op = {
  name: "q_linear_matmul",
  parameters: ["a", "a_scale", "a_zero_point", "b", "b_scale", "b_zero_point", "y_scale", "y_zero_point", "bias"],
  required: 8,
  attributes: CLAMP_ATTRIBUTES,
  inferShape: ([a, aScale, aZero, b, bScale, bZero, yScale, yZero, bias]) =>
    problemOfScales(...[aScale, aZero, yScale, yZero].map((shape) => [shape, undefined] as const), [bScale, b.at(-1)], [bZero, b.at(-1)], [bias, b.at(-1)]) ??
    matmul.inferShape([a, b], {}),
  inferScalar: ([a, aScale, aZero, b, bScale, bZero, yScale, yZero, bias]) =>
    problemOfFactors([a, b], [aZero, bZero]) ?? problemOfResult([aScale, bScale, yScale], yZero, bias) ?? yZero,
  computation: {
    kind: "expand",
    into(context) {
      const [a, aScale, aZero, b, bScale, bZero, yScale, yZero, bias] = context.arguments;
      const sums = quantisedProducts(context, { a, aZero, b, bZero, bias }, "sums");
      return requantizedSums(context, sums, { xScale: aScale, wScale: bScale, yScale, yZero }, context.name);
    },
  },
  // A file that is written would declare int64 for integers of 8 and 32 bits.
  onnx: { type: "QLinearMatMul", since: 10, inputs: Array.from({ length: 8 }, () => "given" as const), attributes: {}, isOnlyRead: true },
  examples: [
    { shapes: [[2, 5], [], [], [5, 3], [3], [3], [], []], scalars: ["u8", "f32", "u8", "i8", "f32", "i8", "f32", "i8"] },
    { shapes: [[2, 5], [], [], [5, 3], [], [], [], [], [3]], scalars: ["i8", "f32", "i8", "i8", "f32", "i8", "f32", "u8", "i32"], attributes: { least: 0, greatest: 100 } },
    { shapes: [[2, 2, 3], [], [], [2, 3, 2], [], [], [], []], scalars: ["u8", "f32", "u8", "u8", "f32", "u8", "f32", "u8"] },
  ],
};
