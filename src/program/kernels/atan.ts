// The kernel of arctan x. Above 1 it is π/2 − arctan (1/x).

import { atan as float64 } from "../../numeric/elementary/index.ts";
import { add, divide, less, multiply, subtract } from "../expression.ts";
import type { Kernel } from "../kernel.ts";
import type { Expression } from "../program.ts";
import { atMost, float, magnitudeOf, signOf, withSign } from "./parts/floats.ts";
import { HALF_PI_HIGH, HALF_PI_LOW, orderedSum, productRest, split } from "./parts/pairs.ts";
import { polynomial } from "./parts/polynomial.ts";
import { choose } from "./parts/words.ts";

/** From here on arctan x rounds to π/2. */
const LARGE = 2 ** 40;

/** Minimax in t² on [0, 1] for (arctan t − t)/t³, within 2^-28 of arctan t. */
const SERIES = [-0.333332986, 0.199985296, -0.142640144, 0.109508611, -0.0839920864, 0.0578789115, -0.031093616, 0.010866343, -0.00178216747];

export const atan: Kernel = {
  name: "atan",
  operands: ["x"],
  does: "arctan x in radians, within 0.8 units in the last place",
  body([x]) {
    const magnitude = atMost(LARGE, magnitudeOf(x));
    const isInverted = less(float(1), magnitude);
    const inverse = divide(float(-1), magnitude, "inverse");
    const argument = choose(isInverted, inverse, magnitude, "argument");
    const square = multiply(argument, argument, "square");
    const cubic = multiply(multiply(argument, square, "cube"), polynomial(square, SERIES, "series"), "cubic");
    const { high, low } = orderedSum(choose(isInverted, float(HALF_PI_HIGH), float(0), "base"), argument, "rough");
    const correction = add(float(HALF_PI_LOW), changeBy(restOfInverse(inverse, magnitude), square), "correction");
    const small = add(add(low, choose(isInverted, correction, float(0), "chosen"), "small"), cubic, "small");
    return withSign(add(high, small, "angle"), signOf(x));
  },
  float64,
};

/** −1/x less the rounded quotient. */
function restOfInverse(inverse: Expression, x: Expression): Expression {
  const excess = productRest(float(-1), split(inverse, "inverse"), split(x, "x"), "excess");
  return multiply(excess, inverse, "inverse_rest");
}

/** By how much a small change of t changes arctan t: it takes 1/(1 + t²), for which 1 − t²/2 will do. */
function changeBy(change: Expression, square: Expression): Expression {
  return multiply(change, subtract(float(1), multiply(square, float(0.5), "half_square"), "slope"), "change");
}
