// The kernel of ln(1 + e^x), with small relative errors in the left tail.

import { exp, log1p } from "../../numeric/elementary/index.ts";
import { add, apply, less, multiply, select } from "../expression.ts";
import type { Kernel } from "../kernel.ts";
import type { Expression } from "../program.ts";
import { fractionOf, powerFactors, reduceExponential } from "./parts/exponential.ts";
import { atLeast, bitsOf, float, floatOf, magnitudeOf, word } from "./parts/floats.ts";
import { logarithmOfOneMore } from "./parts/logarithm.ts";
import { exactSum } from "./parts/sums.ts";

/** e^x below it rounds to 0. */
const LEAST = -104;

/** Below it in magnitude, many neighbouring arguments have one result, and no noise may come between them. */
const NEAR_ZERO = 1 / 64;

/** Beyond it ln(1 + e^x) rounds to x. */
const GREATEST = 20;

export const softplus: Kernel = {
  name: "softplus",
  operands: ["x"],
  does: "ln(1 + e^x), within 1 unit in the last place",
  body([x]) {
    const notLarge = select(less(magnitudeOf(x), float(NEAR_ZERO)), nearZero(x), farFromZero(x));
    return select(less(float(GREATEST), x), x, notLarge);
  },
  float64: (x) => (x > 0 ? x + log1p(exp(-x)) : log1p(exp(x))),
};

/** ln 2 + x/2 + x²/8, in an order in which the sum never falls. */
function nearZero(x: Expression): Expression {
  const bend = multiply(multiply(x, x, "square"), float(0.125), "bend");
  return add(float(Math.LN2), add(multiply(x, float(0.5), "slope"), bend), "small");
}

/** max(x, 0) + ln(1 + e), e = e^-|x|. */
function farFromZero(x: Expression): Expression {
  const reduced = reduceExponential(atLeast(LEAST, floatOf(apply("or", [bitsOf(x), word(0x80000000)], "descent"))));
  const fraction = fractionOf(reduced);
  const { first, second } = powerFactors(reduced.power);
  const tail = multiply(multiply(fraction.high, first), second, "tail");
  const tailRest = multiply(multiply(fraction.low, first), second, "tail_rest");
  const { high, low } = logarithmOfOneMore(tail, tailRest);
  const leading = exactSum(atLeast(0, x), high, "leading");
  return add(leading.high, add(leading.low, low), "softened");
}
