// The kernel of the absolute value.

import { bandOf, chosen, negativeOf } from "../domains/band.ts";
import { functionOf, negative, selected } from "../domains/piecewise-linear.ts";
import type { Kernel } from "../kernel.ts";
import { magnitudeOf } from "./parts/floats.ts";

export const abs: Kernel = {
  name: "abs",
  operands: ["x"],
  does: "the absolute value of x, exactly",
  isExact: true,
  linear([x], interval) {
    const of = functionOf(x);
    return selected({ difference: of, holds: (sign) => sign < 0 }, negative(of), of, interval);
  },
  band([x]) {
    const of = bandOf(x);
    return { value: chosen({ difference: of, holds: (sign) => sign < 0 }, negativeOf(of), of), isExact: true };
  },
  body: ([x]) => magnitudeOf(x),
  float64: Math.abs,
};
