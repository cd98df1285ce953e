// gelu: x·Φ(x), with Φ the normal distribution, with small relative errors in the left tail; NaN of −∞. ONNX Gelu-20; Hendrycks and
// Gimpel 2016.

import { add, apply, constant, divide, less, multiply, select, subtract } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import { elementwise } from "./elementwise.ts";
import { normalTail } from "./normal-tail.ts";

/** Below it the result rounds to 0. */
const LEAST = -15;

export const gelu = elementwise({
  name: "gelu",
  /** With t = |x|, t·Φ(−t) is what x·Φ(x) lacks of x above 0, and its opposite below. */
  value(x) {
    // Of −0 it is +0, and so −0 − 0 is −0.
    const magnitude = select(less(constant(0), x), x, subtract(constant(0), x, "opposite"));
    const lack = normalTail(select(less(constant(-LEAST), magnitude), constant(-LEAST), magnitude));
    const ofNegative = select(less(x, constant(LEAST)), multiply(x, constant(0), "zero"), subtract(constant(0), lack, "below"));
    return select(less(x, constant(0)), ofNegative, subtract(x, lack, "above"));
  },
  derivative: (x) => add(distributionOf(x), multiply(x, densityOf(x)), "slope"),
  onnx: { type: "Gelu", since: 20, attributes: {}, fixedAttributes: { approximate: "none" } },
});

/** Near enough for a derivative, whose relative error matters nowhere. */
function distributionOf(x: Expression): Expression {
  const bend = apply("erf", [divide(x, constant(Math.fround(Math.SQRT2)), "scaled")], "bend");
  return multiply(constant(0.5), add(constant(1), bend), "share");
}

/** e^(−x²/2)/√(2π). */
function densityOf(x: Expression): Expression {
  const descent = multiply(multiply(x, constant(-0.5), "half"), x, "descent");
  return multiply(constant(Math.fround(1 / Math.sqrt(2 * Math.PI))), apply("exp", [descent], "bell"), "density");
}
