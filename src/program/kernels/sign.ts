// The kernel of the sign: -1, 0 or 1.

import { less } from "../expression.ts";
import type { Kernel } from "../kernel.ts";
import { float, magnitudeOf } from "./parts/floats.ts";
import { choose } from "./parts/words.ts";

export const sign: Kernel = {
  name: "sign",
  operands: ["x"],
  does: "-1, 0 or 1 with the sign of x, 0 of -0, NaN of NaN",
  isExact: true,
  /** What is neither above nor below 0 is a zero or NaN. */
  body([x]) {
    const zeroOrNaN = magnitudeOf(x);
    const notPositive = choose(less(x, float(0)), float(-1), zeroOrNaN, "not_positive");
    return choose(less(float(0), x), float(1), notPositive, "sign");
  },
  /** Adding 0 makes +0 of −0. */
  float64: (x) => Math.sign(x) + 0,
};
