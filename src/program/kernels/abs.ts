// The kernel of the absolute value.

import { formOf } from "../domains/affine-algebra.ts";
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
  affine([x], forms) {
    const of = formOf(x);
    return { value: forms.chosen({ difference: of, holds: (sign) => sign < 0 }, forms.negativeOf(of), of), isExact: true };
  },
  body: ([x]) => magnitudeOf(x),
  float64: Math.abs,
};
