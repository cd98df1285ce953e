// negate: −x, of zeros too; of integers modulo their range. ONNX Neg-13.

import { apply, constant, constantOf, subtract } from "../../program/expression.ts";
import { isFloat } from "../../program/scalar.ts";
import { sameNumber } from "../scalar-rules.ts";
import { elementwise } from "./elementwise.ts";
import { inWords } from "./in-words.ts";

export const negate = elementwise({
  name: "negate",
  inferScalar: sameNumber,
  value(x, _attributes, scalar) {
    if (isFloat(scalar)) return apply("negate", [x], "negative");
    return inWords(scalar, [x], ([word], type) => subtract(constantOf(type, 0), word, "negative"));
  },
  derivative: () => constant(-1),
  onnx: { type: "Neg", attributes: {} },
  examples: [{ shapes: [[7]] }, { shapes: [[]] }, { shapes: [[5]], scalars: ["i32"] }],
});
