// The kernel of the absolute value.

import type { Kernel } from "../kernel.ts";
import { magnitudeOf } from "./parts/floats.ts";

export const abs: Kernel = {
  name: "abs",
  operands: ["x"],
  does: "the absolute value of x, exactly",
  isExact: true,
  body: ([x]) => magnitudeOf(x),
  float64: Math.abs,
};
