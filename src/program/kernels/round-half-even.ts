// The kernel of rounding to the nearest whole number, ties to even.

import type { Kernel } from "../kernel.ts";
import { nearestWhole } from "./parts/whole-numbers.ts";

export const roundHalfEven: Kernel = {
  name: "roundHalfEven",
  operands: ["x"],
  does: "the whole number nearest to x, of two the even one, exactly",
  isExact: true,
  body: ([x]) => nearestWhole(x),
  /** Every float64 of 2^52 and more is whole. */
  float64(x) {
    const magnitude = Math.abs(x);
    if (!(magnitude < 2 ** 52)) return x;
    const nearest = magnitude + 2 ** 52 - 2 ** 52;
    return x < 0 || Object.is(x, -0) ? -nearest : nearest;
  },
};
