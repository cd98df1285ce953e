// asinh: the number whose hyperbolic sine is x. ONNX Asinh-22.

import { add, apply, constant, divide, multiply, squareRoot } from "../../program/expression.ts";
import { elementwise } from "./elementwise.ts";

export const asinh = elementwise({
  name: "asinh",
  value: (x) => apply("asinh", [x]),
  derivative: (x) => divide(constant(1), squareRoot(add(multiply(x, x, "square"), constant(1)))),
  onnx: { type: "Asinh", attributes: {} },
});
