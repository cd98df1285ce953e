// QUANTIZE to int8, uint8 and int16: of floats, and of integers that stand for reals in another way, which may become int32 as well.

import { castCode } from "../../../../network/ops/cast.ts";
import { quantizedAway } from "../../../../network/ops/integers/quantized-away.ts";
import { fromZero } from "../../../../network/ops/integers/from-zero.ts";
import { oneScaleOf } from "../../quantisation.ts";
import { FUSED } from "../activated.ts";
import type { Operation } from "../operation.ts";
import { rangeOf, requantised } from "./requantised.ts";

export const quantise: Operation = (application) => {
  const { scalar, scale, zero, least, greatest } = rangeOf(application.outputs[0], FUSED.NONE, ["i8", "u8", "i16"]);
  return [application.apply(quantizedAway, [application.input(0)], { scale, zero, least, greatest, to: castCode(scalar) })];
};

export const requantise: Operation = (application) => {
  const { scale, zeroPoint } = oneScaleOf(application.tensor(0));
  const range = rangeOf(application.outputs[0], FUSED.NONE, ["i8", "u8", "i16", "i32"]);
  return [requantised(application, application.apply(fromZero, [application.input(0)], { zero: zeroPoint }), [scale / range.scale], range)];
};
