// sign: −1, 0 or 1 as x is below, at or above 0; +0 of both zeros, and NaN of NaN. ONNX Sign-13.

import { add, constantOf, less, select } from "../../program/expression.ts";
import { isFloat, type Scalar } from "../../program/scalar.ts";
import type { Expression } from "../../program/program.ts";
import { sameNumber } from "../scalar-rules.ts";
import { elementwise } from "./elementwise.ts";
import { inWords } from "./in-words.ts";

export const sign = elementwise({
  name: "sign",
  inferScalar: sameNumber,
  value: (x, _attributes, scalar) => inWords(scalar, [x], ([word], type) => signOf(word, type)),
  onnx: { type: "Sign", attributes: {} },
  examples: [{ shapes: [[7]] }, { shapes: [[]] }, { shapes: [[5]], scalars: ["i32"] }],
});

function signOf(x: Expression, scalar: Scalar): Expression {
  const [zero, one] = [constantOf(scalar, 0), constantOf(scalar, 1)];
  // Adding 0 makes +0 of −0 and keeps NaN.
  const neither = isFloat(scalar) ? add(x, zero, "zero") : zero;
  const notBelow = select(less(zero, x), one, neither);
  return scalar === "u32" ? notBelow : select(less(x, zero), constantOf(scalar, -1), notBelow);
}
