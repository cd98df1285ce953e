// The kernel of ln(1 + x), as exact near 0 as elsewhere.

import { log1p as float64 } from "../../numeric/elementary/index.ts";
import { LARGEST_FLOAT32 } from "../../numeric/float32.ts";
import { add, less, lessOrEqual, select } from "../expression.ts";
import type { Kernel } from "../kernel.ts";
import { float, floatOf, magnitudeOf, word } from "./parts/floats.ts";
import { logarithmOfOneMore } from "./parts/logarithm.ts";

/** Below it ln(1 + x) rounds to x. */
const TINY = 2 ** -25;

export const log1p: Kernel = {
  name: "log1p",
  operands: ["x"],
  does: "ln(1 + x), within 1 unit in the last place; NaN below -1",
  body([x]) {
    // NaN below -1, and minus infinity at -1.
    const ofNone = floatOf(select(less(x, float(-1)), word(0x7fc00000), word(0xff800000)));
    const { high, low } = logarithmOfOneMore(x);
    const notTiny = select(less(float(-1), x), add(high, low, "logarithm"), ofNone);
    const ofFinite = select(less(magnitudeOf(x), float(TINY)), x, notTiny);
    return select(lessOrEqual(x, float(LARGEST_FLOAT32)), ofFinite, x);
  },
  float64,
};
