// QUANTIZE of floats, to int8 and uint8.

import { castCode } from "../../../../network/ops/cast.ts";
import { quantizedAway } from "../../../../network/ops/integers/quantized-away.ts";
import type { Operation } from "../operation.ts";
import { rangeOf } from "./requantised.ts";

export const quantise: Operation = (application) => {
  const { scalar, scale, zero, least, greatest } = rangeOf(application.outputs[0], 0);
  return [application.apply(quantizedAway, [application.input(0)], { scale, zero, least, greatest, to: castCode(scalar) })];
};
