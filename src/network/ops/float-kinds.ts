// is_nan and is_infinite: whether a float32 is NaN, or an infinity of the signs that are asked for. ONNX IsNaN-20, IsInf-20.

import { LARGEST_FLOAT32 } from "../../numeric/float32.ts";
import { apply, constant, constantOf, less } from "../../program/expression.ts";
import type { Scalar } from "../../program/scalar.ts";
import { numberOf } from "../attributes.ts";
import type { ShapeProblem } from "../op.ts";
import { elementwise } from "./elementwise.ts";

function truthOfFloat([scalar]: readonly Scalar[]): Scalar | ShapeProblem {
  return scalar === "f32" ? "bool" : { problem: `its x is of ${scalar} instead of f32` };
}

export const isNan = elementwise({
  name: "is_nan",
  inferScalar: truthOfFloat,
  /** Nothing else differs from itself. */
  value: (x) => apply("not", [apply("equal", [x, x], "number")], "nan"),
  onnx: { type: "IsNaN", attributes: {} },
});

export const isInfinite = elementwise({
  name: "is_infinite",
  inferScalar: truthOfFloat,
  attributes: { positive: 1, negative: 1 },
  value(x, attributes) {
    const isAbove = less(constant(LARGEST_FLOAT32), x);
    const isBelow = less(x, constant(-LARGEST_FLOAT32));
    if (numberOf(attributes, "positive") === 0) return numberOf(attributes, "negative") === 0 ? constantOf("bool", 0) : isBelow;
    return numberOf(attributes, "negative") === 0 ? isAbove : apply("or", [isBelow, isAbove], "infinite");
  },
  onnx: {
    type: "IsInf",
    attributes: { positive: { name: "detect_positive", type: "int" }, negative: { name: "detect_negative", type: "int" } },
  },
  examples: [
    { shapes: [[7]] },
    { shapes: [[7]], attributes: { positive: 0 } },
    { shapes: [[7]], attributes: { negative: 0 } },
    { shapes: [[3]], attributes: { positive: 0, negative: 0 } },
  ],
});
