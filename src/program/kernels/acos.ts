// The kernel of arccos x.

import { acos as float64 } from "../../numeric/elementary/index.ts";
import { add, multiply } from "../expression.ts";
import type { Kernel } from "../kernel.ts";
import { bitsOf, float, floatOf, magnitudeOf, signOf, word } from "./parts/floats.ts";
import { reducedInverseSine } from "./parts/inverse-sine.ts";
import { HALF_PI_HIGH, HALF_PI_LOW, orderedSum, PI_HIGH, PI_LOW } from "./parts/pairs.ts";
import { choose, exclusiveOr, isLess } from "./parts/words.ts";

/** With the angle from the positive half axis for x above ½, from the negative one below −½, from the middle between. */
export const acos: Kernel = {
  name: "acos",
  operands: ["x"],
  does: "arccos x in radians, within 0.65 units in the last place",
  body([x]) {
    const { isDirect, t, rest } = reducedInverseSine(magnitudeOf(x));
    const isNegative = isLess(x, float(0), "is_negative");
    const factor = choose(isDirect, float(1), float(2), "factor");
    const turned = exclusiveOr(signOf(x), choose(isDirect, word(0x80000000), word(0), "flip"), "turned_sign");
    const distance = floatOf(exclusiveOr(bitsOf(multiply(t, factor, "distance")), turned, "distance_bits"));
    const distanceRest = floatOf(exclusiveOr(bitsOf(multiply(rest, factor, "distance_rest")), turned, "rest_bits"));
    const end = choose(isNegative, float(PI_HIGH), float(0), "end");
    const endRest = choose(isNegative, float(PI_LOW), float(0), "end_rest");
    const base = choose(isDirect, float(HALF_PI_HIGH), end, "base");
    const baseRest = choose(isDirect, float(HALF_PI_LOW), endRest, "base_rest");
    const { high, low } = orderedSum(base, distance, "rough");
    return add(high, add(add(low, baseRest, "small"), distanceRest, "small"), "angle");
  },
  float64,
};
