// The kernel of the natural logarithm.

import { log as float64 } from "../../numeric/elementary/index.ts";
import { add, less, lessOrEqual, select, subtract } from "../expression.ts";
import type { Kernel } from "../kernel.ts";
import { LARGEST_FLOAT32 } from "../../numeric/float32.ts";
import { float, floatOf, word } from "./parts/floats.ts";
import { logarithm, splitAnyNumber } from "./parts/logarithm.ts";

export const log: Kernel = {
  name: "log",
  operands: ["x"],
  does: "ln(x), within 1 unit in the last place; NaN below 0",
  body([x]) {
    const { exponent, mantissa } = splitAnyNumber(x);
    const { high, low } = logarithm(exponent, subtract(mantissa, float(1), "excess"));
    // NaN below 0, and minus infinity at 0.
    const ofNone = floatOf(select(less(x, float(0)), word(0x7fc00000), word(0xff800000)));
    const ofFinite = select(less(float(0), x), add(high, low, "logarithm"), ofNone);
    return select(lessOrEqual(x, float(LARGEST_FLOAT32)), ofFinite, x);
  },
  float64,
};
