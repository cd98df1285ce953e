// softsign: x / (1 + |x|); NaN of infinities. ONNX Softsign-22; Bergstra et al. 2009.

import { add, constant, divide, less, multiply, select, subtract } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import { elementwise } from "./elementwise.ts";

export const softsign = elementwise({
  name: "softsign",
  value: (x) => divide(x, spreadOf(x)),
  derivative(x) {
    const spread = spreadOf(x);
    return divide(constant(1), multiply(spread, spread, "square"));
  },
  onnx: { type: "Softsign", attributes: {} },
});

function spreadOf(x: Expression): Expression {
  const magnitude = select(less(x, constant(0)), subtract(constant(0), x, "opposite"), x);
  return add(constant(1), magnitude, "spread");
}
