// absolute_value: x without its sign; +0 of −0, and NaN of NaN. Of integers modulo their range. ONNX Abs-13.

import { constant, constantOf, less, select, subtract } from "../../program/expression.ts";
import { sameNumber } from "../scalar-rules.ts";
import { elementwise } from "./elementwise.ts";
import { inWords } from "./in-words.ts";

export const absoluteValue = elementwise({
  name: "absolute_value",
  inferScalar: sameNumber,
  /** What is not above 0 is taken from 0, which makes +0 of both zeros. */
  value: (x, _attributes, scalar) =>
    inWords(scalar, [x], ([word], type) => {
      const zero = constantOf(type, 0);
      return select(less(zero, word), word, subtract(zero, word, "opposite"));
    }),
  /** At 0, where there is none, the one of the right-hand side. */
  derivative: (x) => select(less(x, constant(0)), constant(-1), constant(1)),
  onnx: { type: "Abs", attributes: {} },
  examples: [{ shapes: [[7]] }, { shapes: [[]] }, { shapes: [[5]], scalars: ["i32"] }],
});
