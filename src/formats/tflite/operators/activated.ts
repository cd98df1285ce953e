// The activations that operators of TensorFlow Lite have fused to them (ActivationFunctionType), of floats.

import { clipTo } from "../../../network/ops/clip-to.ts";
import { relu } from "../../../network/ops/relu.ts";
import { tanh } from "../../../network/ops/tanh.ts";
import type { Application } from "../application.ts";
import { Unsupported, type Operand } from "../values.ts";

export const FUSED = { NONE: 0, RELU: 1, RELU_N1_TO_1: 2, RELU6: 3, TANH: 4 } as const;

/** @throws Unsupported for activations that are none of these. */
export function activated(application: Application, operand: Operand, code: number): Operand {
  switch (code) {
    case FUSED.NONE:
      return operand;
    case FUSED.RELU:
      return application.apply(relu, [operand]);
    case FUSED.RELU_N1_TO_1:
      return application.apply(clipTo, [operand], { low: -1, high: 1 });
    case FUSED.RELU6:
      return application.apply(clipTo, [operand], { low: 0, high: 6 });
    case FUSED.TANH:
      return application.apply(tanh, [operand]);
    default:
      throw new Unsupported(`its fused activation, number ${code}, is not supported`);
  }
}
