// hard_sigmoid: alpha·x + beta, but at least 0 and at most 1; NaN of NaN. ONNX HardSigmoid-22.

import { add, constant, less, multiply, select } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import { elementwise } from "./elementwise.ts";
import { float32Of } from "./float32-of.ts";

export const hardSigmoid = elementwise({
  name: "hard_sigmoid",
  attributes: { alpha: Math.fround(0.2), beta: 0.5 },
  value: (x, attributes) => hardSigmoidOf(x, float32Of(attributes, "alpha"), float32Of(attributes, "beta")),
  derivative: (x, attributes) => hardSigmoidSlope(x, float32Of(attributes, "alpha"), float32Of(attributes, "beta")),
  onnx: { type: "HardSigmoid", attributes: { alpha: { name: "alpha", type: "float" }, beta: { name: "beta", type: "float" } } },
  examples: [{ shapes: [[7]] }, { shapes: [[3]], attributes: { alpha: 0.5, beta: Math.fround(0.6) } }],
});

export function hardSigmoidOf(x: Expression, alpha: number, beta: number): Expression {
  const line = lineOf(x, alpha, beta);
  const atLeast0 = select(less(line, constant(0)), constant(0), line);
  return select(less(constant(1), line), constant(1), atLeast0);
}

/** Where the line leaves 0 and 1, and has none, 0. */
export function hardSigmoidSlope(x: Expression, alpha: number, beta: number): Expression {
  const line = lineOf(x, alpha, beta);
  const above0 = select(less(constant(0), line), constant(alpha), constant(0));
  return select(less(line, constant(1)), above0, constant(0));
}

function lineOf(x: Expression, alpha: number, beta: number): Expression {
  return add(multiply(x, constant(alpha, "alpha"), "scaled"), constant(beta, "beta"), "line");
}
