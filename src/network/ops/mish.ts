// mish: x·tanh(ln(1 + e^x)); NaN of −∞. ONNX Mish-22; Misra 2019.

import { add, apply, constant, divide, less, multiply, select, subtract } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import { elementwise } from "./elementwise.ts";

/** From here on the second factor is 1 in float32. */
const FAR = 10;

export const mish = elementwise({
  name: "mish",
  value(x) {
    const { root, share } = partsOf(x);
    return select(less(constant(FAR), x), x, multiply(multiply(multiply(x, root, "grown"), share, "shared"), root));
  },
  derivative(x) {
    const { root, share } = partsOf(x);
    const own = multiply(multiply(root, share, "shared"), root, "own");
    const bend = multiply(multiply(x, apply("sigmoid", [x], "logistic"), "pull"), subtract(constant(1), multiply(own, own, "square"), "rest"), "bend");
    return add(own, bend, "slope");
  },
  onnx: { type: "Mish", since: 18, attributes: {} },
});

/**
 * With r = e^(x/2) and w = r·r, tanh(ln(1 + w)) is w·(w + 2)/(w·(w + 2) + 2): r times a share times r, of which nothing cancels, and
 * nothing is subnormal but the last product.
 */
function partsOf(x: Expression): { readonly root: Expression; readonly share: Expression } {
  const within = select(less(constant(FAR), x), constant(FAR), x);
  const root = apply("exp", [multiply(within, constant(0.5), "half")], "root");
  const power = multiply(root, root, "power");
  const raised = add(power, constant(2), "raised");
  return { root, share: divide(raised, add(multiply(power, raised, "product"), constant(2), "whole"), "share") };
}
