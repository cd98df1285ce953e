// absolute_value: x without its sign; +0 of −0, and NaN of NaN. Of integers modulo their range. ONNX Abs-13.

import { apply, constant, constantOf, less, select, subtract } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import { isFloat, type Scalar } from "../../program/scalar.ts";
import { sameNumber } from "../scalar-rules.ts";
import type { Op } from "../op.ts";
import { elementwise } from "./elementwise.ts";
import { inWords } from "./in-words.ts";

export const absoluteValue: Op = {
  ...elementwise({
    name: "absolute_value",
    inferScalar: sameNumber,
    value: (x, _attributes, scalar) => (isFloat(scalar) ? apply("abs", [x], "magnitude") : ofInteger(x, scalar)),
    /** At 0, where there is none, the one of the right-hand side. */
    derivative: (x) => select(less(x, constant(0)), constant(-1), constant(1)),
    onnx: { type: "Abs", attributes: {} },
    examples: [{ shapes: [[7]] }, { shapes: [[]] }, { shapes: [[5]], scalars: ["i32"] }],
  }),
  resultName: "magnitude",
};

function ofInteger(x: Expression, scalar: Scalar): Expression {
  return inWords(scalar, [x], ([word], type) => {
    const zero = constantOf(type, 0);
    return select(less(zero, word), word, subtract(zero, word, "opposite"));
  });
}
