// gelu_tanh: x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³))), which is x·sigmoid of twice the argument; NaN of −∞. ONNX Gelu-20 with the
// approximation "tanh"; Hendrycks and Gimpel 2016.

import { add, constant, multiply } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import { elementwise } from "./elementwise.ts";
import { logisticProduct, logisticProductSlope } from "./logistic-product.ts";

/** 2·√(2/π), and what a cube has of it. */
const LINEAR = Math.sqrt(8 / Math.PI);
const CUBIC = 0.044715 * LINEAR;

export const geluTanh = elementwise({
  name: "gelu_tanh",
  value: (x) => logisticProduct(x, argumentOf(x)),
  derivative: (x) => logisticProductSlope(x, argumentOf(x), add(constant(Math.fround(LINEAR)), multiply(constant(Math.fround(3 * CUBIC)), multiply(x, x, "square")))),
  onnx: { type: "Gelu", since: 20, attributes: {}, namingAttributes: { approximate: "tanh" } },
});

function argumentOf(x: Expression): Expression {
  const factor = add(multiply(multiply(x, x, "square"), constant(Math.fround(CUBIC)), "cubic"), constant(Math.fround(LINEAR)), "factor");
  return multiply(x, factor, "argument");
}
