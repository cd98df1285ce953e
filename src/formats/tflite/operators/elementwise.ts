// Operators that compute each element of one float array by itself.

import type { Attributes } from "../../../network/attributes.ts";
import type { Op } from "../../../network/op.ts";
import { absoluteValue } from "../../../network/ops/absolute-value.ts";
import { ceil } from "../../../network/ops/ceil.ts";
import { clipTo } from "../../../network/ops/clip-to.ts";
import { cos } from "../../../network/ops/cos.ts";
import { elu } from "../../../network/ops/elu.ts";
import { exp } from "../../../network/ops/exp.ts";
import { floor } from "../../../network/ops/floor.ts";
import { geluTanh } from "../../../network/ops/gelu-tanh.ts";
import { gelu } from "../../../network/ops/gelu.ts";
import { hardSwish } from "../../../network/ops/hard-swish.ts";
import { leakyRelu } from "../../../network/ops/leaky-relu.ts";
import { log } from "../../../network/ops/log.ts";
import { multiply } from "../../../network/ops/multiply.ts";
import { negate } from "../../../network/ops/negate.ts";
import { prelu } from "../../../network/ops/prelu.ts";
import { reciprocal } from "../../../network/ops/reciprocal.ts";
import { relu } from "../../../network/ops/relu.ts";
import { round } from "../../../network/ops/round.ts";
import { sigmoid } from "../../../network/ops/sigmoid.ts";
import { sign } from "../../../network/ops/sign.ts";
import { sin } from "../../../network/ops/sin.ts";
import { squareRoot } from "../../../network/ops/square-root.ts";
import { tanh } from "../../../network/ops/tanh.ts";
import type { Application } from "../application.ts";
import { floatAt } from "./floats.ts";
import type { Operation } from "./operation.ts";
import { refuseQuantised } from "./refuse-quantised.ts";

function unary(op: Op, attributes: (application: Application) => Attributes = () => ({})): Operation {
  return (application) => {
    refuseQuantised(application, [0]);
    return [application.apply(op, [application.input(0)], attributes(application))];
  };
}

export const ELEMENTWISE: Readonly<Record<string, Operation>> = {
  ABS: unary(absoluteValue),
  CEIL: unary(ceil),
  COS: unary(cos),
  ELU: unary(elu),
  EXP: unary(exp),
  FLOOR: unary(floor),
  GELU: (application) => unary(application.options.truth(0) ? geluTanh : gelu)(application),
  HARD_SWISH: unary(hardSwish),
  LEAKY_RELU: unary(leakyRelu, ({ options }) => ({ slope: options.float(0) })),
  LOG: unary(log),
  LOGISTIC: unary(sigmoid),
  NEG: unary(negate),
  PRELU: (application) => {
    refuseQuantised(application, [0]);
    return [application.apply(prelu, [application.input(0), floatAt(application, 1)])];
  },
  RELU: unary(relu),
  RELU6: unary(clipTo, () => ({ low: 0, high: 6 })),
  RELU_0_TO_1: unary(clipTo, () => ({ low: 0, high: 1 })),
  RELU_N1_TO_1: unary(clipTo, () => ({ low: -1, high: 1 })),
  ROUND: unary(round),
  RSQRT: (application) => unary(squareRoot)(application).map((root) => application.apply(reciprocal, [root])),
  SIGN: unary(sign),
  SIN: unary(sin),
  SQRT: unary(squareRoot),
  SQUARE: (application) => {
    refuseQuantised(application, [0]);
    return [application.apply(multiply, [application.input(0), application.input(0)])];
  },
  TANH: unary(tanh),
};
