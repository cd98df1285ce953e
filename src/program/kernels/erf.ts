// The kernel of the error function: odd, computed of |x|. Up to 1 by a polynomial, beyond as 1 − c·e^p(x).

import { erf as float64 } from "../../numeric/error-function.ts";
import { add, less, multiply, select, subtract } from "../expression.ts";
import type { Kernel } from "../kernel.ts";
import type { Expression } from "../program.ts";
import { reduceExponential, smallPowerOfTwo } from "./parts/exponential.ts";
import { atMost, float, magnitudeOf, signOf, withSign } from "./parts/floats.ts";
import { polynomial } from "./parts/polynomial.ts";

/** Where the halves meet: a whole multiple of 2^-12, at which 1 − erf is next to a float32, within 2^-33 of itself. */
const MEETING = 0.94140625;

/** 1 − erf MEETING. */
const LACK_AT_MEETING = 0.18307404;

/** From it on the result rounds to 1. */
const SATURATION = 4;

/** erf t/t − 1 in powers of t² − ½: minimax on [0, MEETING], error 2^-29.6 (Lawson's iteration, rounded one by one). */
const NEAR_ZERO = [-0.03453126, -0.28107217, 0.079410024, -0.018283913, 0.003479368, -0.00056277297, 8.3239414e-5];

/** ln((1 − erf t)/(1 − erf MEETING))/u in powers of u = t − MEETING: minimax up to t = 4 for an error of 2^-29 of the result. */
const EXPONENT = [-2.5406017, -0.8355994, -0.043930482, 0.010501107, -0.0019322804, 0.00019489677];

export const erf: Kernel = {
  name: "erf",
  operands: ["x"],
  does: "the error function of x, within 1 unit in the last place; odd, never outside [-1, 1]",
  body([x]) {
    const t = magnitudeOf(x);
    return withSign(select(less(t, float(MEETING)), nearZero(t), farFromZero(t)), signOf(x));
  },
  float64,
};

function nearZero(t: Expression): Expression {
  const series = polynomial(subtract(multiply(t, t, "square"), float(0.5), "centred"), NEAR_ZERO, "series");
  return add(t, multiply(t, series, "bend"), "small");
}

function farFromZero(t: Expression): Expression {
  const beyond = subtract(atMost(SATURATION, t), float(MEETING), "beyond");
  const { power, coarse, rest } = reduceExponential(multiply(beyond, polynomial(beyond, EXPONENT, "series"), "exponent"));
  const fraction = add(float(1), add(coarse, rest, "excess"), "fraction");
  const scale = multiply(smallPowerOfTwo(power), float(LACK_AT_MEETING), "scale");
  return subtract(float(1), multiply(fraction, scale, "lack"), "large");
}
