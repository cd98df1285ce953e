// The kernel of e^x: 2^k·e^r with the whole number k next to x/ln 2 and |r| ≤ ½ ln 2.

import { exp as float64 } from "../../numeric/elementary/index.ts";
import { add, less, multiply, select } from "../expression.ts";
import type { Kernel } from "../kernel.ts";
import { reduceExponential, scaledByPower } from "./parts/exponential.ts";
import { float } from "./parts/floats.ts";

/** Beyond these e^x rounds to 0 and overflows. */
const LEAST = -104;
const GREATEST = 89;

export const exp: Kernel = {
  name: "exp",
  operands: ["x"],
  does: "e^x, within 1 unit in the last place",
  body([x]) {
    const { power, coarse, rest } = reduceExponential(x);
    const fraction = add(float(1), add(coarse, rest, "excess"), "fraction");
    const withinRange = scaledByPower(fraction, power);
    const notTooSmall = select(less(x, float(LEAST)), float(0), withinRange);
    return select(less(float(GREATEST), x), multiply(x, float(2 ** 127), "overflow"), notTooSmall);
  },
  float64,
};
