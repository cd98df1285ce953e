// The kernel of arctan x. From ½ on it is π/4 + arctan ((x − 1)/(x + 1)), from tan 3π/8 on π/2 − arctan (1/x).

import { atan as float64 } from "../../numeric/elementary/index.ts";
import { add, divide, multiply, subtract } from "../expression.ts";
import type { Kernel } from "../kernel.ts";
import { atMost, float, magnitudeOf, signOf, withSign } from "./parts/floats.ts";
import { HALF_PI_HIGH, HALF_PI_LOW, orderedSum, productRest, split } from "./parts/pairs.ts";
import { polynomial } from "./parts/polynomial.ts";
import { choose, isLess } from "./parts/words.ts";

/** From here on arctan x rounds to π/2. */
const LARGE = 2 ** 40;

/** Above ½, x − 1 has no rounding. */
const NEAR_ONE = 0.5;
const ABOVE_ONE = 2.4142137;

/** Minimax in t² on [0, ¼] for (arctan t − t)/t³, within 2^-31 of arctan t. */
const SERIES = [-0.333333284, 0.199995548, -0.142731071, 0.109484114, -0.0800908357, 0.0390423313];

export const atan: Kernel = {
  name: "atan",
  operands: ["x"],
  does: "arctan x in radians, within 0.7 units in the last place",
  body([x]) {
    const magnitude = atMost(LARGE, magnitudeOf(x));
    const isLarge = isLess(float(ABOVE_ONE), magnitude, "is_large");
    const isSmall = isLess(magnitude, float(NEAR_ONE), "is_small");
    const oneMore = add(magnitude, float(1), "one_more");
    const numerator = choose(isLarge, float(-1), subtract(magnitude, float(1), "one_less"), "numerator");
    const denominator = choose(isLarge, magnitude, oneMore, "denominator");
    const lost = subtract(magnitude, subtract(oneMore, float(1), "taken"), "lost");
    const quotient = divide(numerator, denominator, "quotient");
    const excess = productRest(numerator, split(quotient, "quotient"), split(denominator, "denominator"), "excess");
    const missing = add(excess, choose(isLarge, float(0), multiply(quotient, lost), "denominator_rest"), "missing");
    const base = choose(isLarge, float(HALF_PI_HIGH), float(HALF_PI_HIGH / 2), "base");
    const baseRest = choose(isLarge, float(HALF_PI_LOW), float(HALF_PI_LOW / 2), "base_rest");
    const rest = subtract(baseRest, divide(missing, denominator, "quotient_rest"), "rest");
    const t = choose(isSmall, magnitude, quotient, "t");
    const square = multiply(t, t, "square");
    const cubic = multiply(multiply(t, square, "cube"), polynomial(square, SERIES, "series"), "cubic");
    const { high, low } = orderedSum(choose(isSmall, float(0), base, "start"), t, "rough");
    const small = add(add(low, choose(isSmall, float(0), rest, "start_rest"), "small"), cubic, "small");
    return withSign(add(high, small, "angle"), signOf(x));
  },
  float64,
};
