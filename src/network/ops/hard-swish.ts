// hard_swish: x·hard_sigmoid(x) with alpha 1/6 and beta 1/2; NaN of −∞, which is multiplied by 0. ONNX HardSwish-22; Howard et al. 2019.

import { add, multiply } from "../../program/expression.ts";
import { elementwise } from "./elementwise.ts";
import { hardSigmoidOf, hardSigmoidSlope } from "./hard-sigmoid.ts";

const ALPHA = Math.fround(1 / 6);
const BETA = 0.5;

export const hardSwish = elementwise({
  name: "hard_swish",
  value: (x) => multiply(x, hardSigmoidOf(x, ALPHA, BETA)),
  derivative: (x) => add(hardSigmoidOf(x, ALPHA, BETA), multiply(x, hardSigmoidSlope(x, ALPHA, BETA))),
  onnx: { type: "HardSwish", attributes: {} },
});
