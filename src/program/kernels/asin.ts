// The kernel of arcsin x.

import { asin as float64 } from "../../numeric/elementary/index.ts";
import { add, multiply, subtract } from "../expression.ts";
import type { Kernel } from "../kernel.ts";
import { float, magnitudeOf, signOf, withSign } from "./parts/floats.ts";
import { reducedInverseSine } from "./parts/inverse-sine.ts";
import { HALF_PI_HIGH, HALF_PI_LOW, orderedSum } from "./parts/pairs.ts";
import { choose } from "./parts/words.ts";

export const asin: Kernel = {
  name: "asin",
  operands: ["x"],
  does: "arcsin x in radians, within 0.65 units in the last place",
  body([x]) {
    const { isDirect, t, rest } = reducedInverseSine(magnitudeOf(x));
    const { high, low } = orderedSum(float(HALF_PI_HIGH), multiply(t, float(-2), "double"), "rough");
    const small = subtract(add(low, float(HALF_PI_LOW), "small"), multiply(rest, float(2), "double_rest"), "small");
    const angle = choose(isDirect, add(t, rest, "direct"), add(high, small, "complement"), "angle");
    return withSign(angle, signOf(x));
  },
  float64,
};
