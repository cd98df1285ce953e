// The kernel of the hyperbolic sine: odd, computed of |x|. Up to 1 by a polynomial, beyond as (e^x − e^-x)/2.

import { sinh as float64 } from "../../numeric/elementary/index.ts";
import { add, less, multiply, select, subtract } from "../expression.ts";
import type { Kernel } from "../kernel.ts";
import type { Expression } from "../program.ts";
import { float, magnitudeOf, signOf, withSign } from "./parts/floats.ts";
import { growAndShrink, twice } from "./parts/grown-and-shrunk.ts";
import { polynomial } from "./parts/polynomial.ts";

/** Beyond it sinh x overflows. */
const GREATEST = 89.5;

/** (sinh t/t − 1)/t² in powers of t²: minimax on [0, 1], error 2^-31.5 of t (Lawson's iteration, rounded one by one). */
const COEFFICIENTS = [0.16666667, 0.008333311, 0.00019842635, 2.7839255e-6];

export const sinh: Kernel = {
  name: "sinh",
  operands: ["x"],
  does: "sinh(x), within 1 unit in the last place; odd",
  body([x]) {
    const t = magnitudeOf(x);
    const beyond = select(less(float(GREATEST), t), multiply(t, float(2 ** 127), "overflow"), farFromZero(t));
    return withSign(select(less(t, float(1)), nearZero(t), beyond), signOf(x));
  },
  float64,
};

function nearZero(t: Expression): Expression {
  const square = multiply(t, t, "square");
  const series = multiply(square, polynomial(square, COEFFICIENTS, "series"), "series");
  return add(t, multiply(t, series, "bend"), "small");
}

function farFromZero(t: Expression): Expression {
  const { grown, shrunk } = growAndShrink(t);
  const high = subtract(grown.high, shrunk);
  const low = subtract(subtract(grown.high, high), shrunk, "difference_rest");
  return twice({ high, low }, grown.low);
}
