// matmul_integer: the matrix product of integers of 8 bits less their zero points, in i32. ONNX MatMulInteger-10.

import type { Op } from "../../op.ts";
import { matmul } from "../matmul.ts";
import { problemOfZeros, ZERO_ATTRIBUTES, zerosOfFactors, zeroSpellings } from "./factor-zeros.ts";
import { problemOfFactors } from "./narrow-factors.ts";
import { quantisedProducts } from "./quantised-products.ts";
import { problemOfScales } from "./zero-shapes.ts";

export const matmulInteger: Op = {
  name: "matmul_integer",
  parameters: ["a", "b", "a_zero_point", "b_zero_point"],
  required: 2,
  constantNames: [undefined, "W"],
  attributes: ZERO_ATTRIBUTES,
  inferShape([a, b, ...zeros], attributes) {
    const [aZero, bZero] = zerosOfFactors(zeros, attributes);
    return problemOfZeros(zeros, attributes) ?? problemOfScales([aZero, a.at(-2)], [bZero, b.at(-1)]) ?? matmul.inferShape([a, b], attributes);
  },
  inferScalar: ([a, b, ...zeros], attributes) => problemOfFactors([a, b], zerosOfFactors(zeros, attributes)) ?? "i32",
  computation: {
    kind: "expand",
    into(context) {
      const [a, b, ...zeros] = context.arguments;
      const [aZero, bZero] = zerosOfFactors(zeros, context.attributes);
      return quantisedProducts(context, { a, aZero, b, bZero }, context.name);
    },
  },
  // A file that is written would declare int64 for integers of 8 and 32 bits.
  onnx: zeroSpellings({ type: "MatMulInteger", since: 10, attributes: {}, isOnlyRead: true }),
  examples: [
    { shapes: [[2, 5], [5, 3], [2], [3]], scalars: ["u8", "i8", "u8", "i8"] },
    { shapes: [[2, 2, 5], [5, 3], []], scalars: ["i8", "i8", "i8"] },
    { shapes: [[3], [3, 2]], scalars: ["u8", "u8"] },
    { shapes: [[2, 3], [3, 2], [2]], scalars: ["i8", "u8", "u8"], attributes: { first: 1 } },
  ],
};
