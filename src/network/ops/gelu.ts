// gelu: x·Φ(x), with Φ the normal distribution; NaN of −∞. ONNX Gelu-20; Hendrycks and Gimpel 2016.

import { add, apply, constant, multiply } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import { elementwise } from "./elementwise.ts";

export const gelu = elementwise({
  name: "gelu",
  value: (x) => multiply(x, distributionOf(x)),
  derivative: (x) => add(distributionOf(x), multiply(x, densityOf(x)), "slope"),
  onnx: { type: "Gelu", since: 20, attributes: {}, fixedAttributes: { approximate: "none" } },
});

function distributionOf(x: Expression): Expression {
  const bend = apply("erf", [multiply(x, constant(Math.fround(Math.SQRT1_2)), "scaled")], "bend");
  return multiply(constant(0.5), add(constant(1), bend), "share");
}

/** e^(−x²/2)/√(2π). */
function densityOf(x: Expression): Expression {
  const descent = multiply(multiply(x, constant(-0.5), "half"), x, "descent");
  return multiply(constant(Math.fround(1 / Math.sqrt(2 * Math.PI))), apply("exp", [descent], "bell"), "density");
}
