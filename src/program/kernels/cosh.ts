// The kernel of the hyperbolic cosine: even, computed of |x|. Up to 1 by a polynomial without a negative coefficient, so that it
// never falls there, where cosh hardly rises; beyond as (e^x + e^-x)/2.

import { cosh as float64 } from "../../numeric/elementary/index.ts";
import { add, less, multiply, select } from "../expression.ts";
import type { Kernel } from "../kernel.ts";
import type { Expression } from "../program.ts";
import { float, magnitudeOf } from "./parts/floats.ts";
import { growAndShrink, twice } from "./parts/grown-and-shrunk.ts";
import { orderedSum } from "./parts/pairs.ts";
import { polynomial } from "./parts/polynomial.ts";

/** Beyond it cosh x overflows. */
const GREATEST = 89.5;

/** (cosh t − 1 − t²/2)/t⁴ in powers of t²: minimax on [0, 1], error 2^-29.7 of cosh t (Lawson's iteration, rounded one by one). */
const COEFFICIENTS = [0.041666754, 0.0013884786, 2.540157e-5];

export const cosh: Kernel = {
  name: "cosh",
  operands: ["x"],
  does: "cosh(x), within 1 unit in the last place; even, never below 1",
  body([x]) {
    const t = magnitudeOf(x);
    const beyond = select(less(float(GREATEST), t), multiply(t, float(2 ** 127), "overflow"), farFromZero(t));
    return select(less(t, float(1)), nearZero(t), beyond);
  },
  float64,
};

function nearZero(t: Expression): Expression {
  const square = multiply(t, t, "square");
  const fourth = multiply(square, multiply(square, polynomial(square, COEFFICIENTS, "series")), "fourth_order");
  return add(float(1), add(multiply(square, float(0.5)), fourth, "bend"), "small");
}

function farFromZero(t: Expression): Expression {
  const { grown, shrunk } = growAndShrink(t);
  return twice(orderedSum(grown.high, shrunk, "sum"), grown.low);
}
