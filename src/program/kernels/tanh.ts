// The kernel of the hyperbolic tangent: odd, computed of |x|. Near 0 by a polynomial, elsewhere as 1 − 2/(e^2x + 1).

import { tanh as float64 } from "../../numeric/elementary/index.ts";
import { add, divide, less, multiply, select, subtract } from "../expression.ts";
import type { Kernel } from "../kernel.ts";
import type { Expression } from "../program.ts";
import { reduceExponential, smallPowerOfTwo } from "./parts/exponential.ts";
import { float, magnitudeOf, signOf, withSign } from "./parts/floats.ts";
import { polynomial } from "./parts/polynomial.ts";

/** Below it the polynomial, whose interval ends here. */
const NEAR_ZERO = 0.5625;

/** Beyond it the result rounds to 1. */
const SATURATION = 9.5;

/** (tanh t/t − 1)/t² in powers of t²: minimax on [0, NEAR_ZERO], error 2^-29.4 of the result (Lawson's iteration). */
const COEFFICIENTS = [-0.33333313, 0.13332434, -0.053835195, 0.020997228, -0.0061642183];

export const tanh: Kernel = {
  name: "tanh",
  operands: ["x"],
  does: "tanh(x), within 1 unit in the last place; odd, never outside [-1, 1]",
  body([x]) {
    const t = magnitudeOf(x);
    const result = select(less(t, float(NEAR_ZERO)), nearZero(t), select(less(float(SATURATION), t), float(1), farFromZero(t)));
    return withSign(result, signOf(x));
  },
  float64,
};

function nearZero(t: Expression): Expression {
  const square = multiply(t, t, "square");
  const series = multiply(square, polynomial(square, COEFFICIENTS, "series"), "series");
  return add(t, multiply(t, series, "bend"), "small");
}

/** The denominator and the difference keep what their rounding loses. */
function farFromZero(t: Expression): Expression {
  const { power, coarse, rest } = reduceExponential(add(t, t, "twice"));
  const scale = smallPowerOfTwo(power);
  const [base, step, smallStep] = [add(scale, float(1), "base"), multiply(scale, coarse, "step"), multiply(scale, rest, "small_step")];
  const denominator = add(base, add(step, smallStep), "denominator");
  const denominatorRest = add(add(subtract(base, denominator), step), smallStep, "denominator_rest");
  const reciprocal = divide(float(1), denominator, "reciprocal");
  const lack = add(reciprocal, reciprocal, "lack");
  const lackRest = multiply(multiply(lack, reciprocal), denominatorRest, "lack_rest");
  const difference = subtract(float(1), lack);
  const differenceRest = subtract(subtract(float(1), difference), lack, "difference_rest");
  return add(difference, add(differenceRest, lackRest), "large");
}
