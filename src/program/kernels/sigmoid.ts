// The kernel of the logistic function 1/(1 + e^-x), with small relative errors in both tails.

import { exp } from "../../numeric/elementary/index.ts";
import { add, apply, divide, less, multiply, select, subtract } from "../expression.ts";
import type { Kernel } from "../kernel.ts";
import type { Expression } from "../program.ts";
import { fractionOf, powerFactors, reduceExponential } from "./parts/exponential.ts";
import { atLeast, bitsOf, float, floatOf, magnitudeOf, word } from "./parts/floats.ts";
import { head } from "./parts/pairs.ts";

/** e^x below it rounds to 0. */
const LEAST = -104;

/** Below it in magnitude, many neighbouring arguments have one result, and no noise may come between them. */
const NEAR_ZERO = 1 / 64;

export const sigmoid: Kernel = {
  name: "sigmoid",
  operands: ["x"],
  does: "1 / (1 + e^-x), within 1 unit in the last place; never outside [0, 1]",
  body: ([x]) => select(less(magnitudeOf(x), float(NEAR_ZERO)), nearZero(x), farFromZero(x)),
  float64: (x) => (x < 0 ? exp(x) / (1 + exp(x)) : 1 / (1 + exp(-x))),
};

/** ½ + x/4 − x³/48: what is taken from x/4 grows slower than it, so that the sum never falls. */
function nearZero(x: Expression): Expression {
  const square = multiply(x, x, "square");
  const bend = multiply(x, multiply(square, float(1 / 48)), "bend");
  return add(float(0.5), subtract(multiply(x, float(0.25), "slope"), bend), "small");
}

/**
 * n / (1 + e^-|x|) where n is e^x below 0 and 1 elsewhere. The quotient, by a reciprocal, is corrected by what is left of n; the
 * power of two of e^x comes last, so that subnormal results round once.
 */
function farFromZero(x: Expression): Expression {
  const isNegative = less(x, float(0));
  const reduced = reduceExponential(atLeast(LEAST, floatOf(apply("or", [bitsOf(x), word(0x80000000)], "descent"))));
  const fraction = fractionOf(reduced);
  const { first, second } = powerFactors(reduced.power);
  const tail = multiply(multiply(fraction.high, first), second, "tail");
  const tailRest = multiply(multiply(fraction.low, first), second, "tail_rest");
  const denominator = add(float(1), tail, "denominator");
  const denominatorHead = head(denominator, "denominator_head");
  const denominatorRest = add(add(subtract(float(1), denominatorHead), tail), tailRest, "denominator_rest");
  const numerator = select(isNegative, fraction.high, float(1));
  const reciprocal = divide(float(1), denominator, "reciprocal");
  const quotient = multiply(numerator, reciprocal, "quotient");
  const quotientHead = head(quotient, "quotient_head");
  const quotientRest = subtract(quotient, quotientHead, "quotient_rest");
  const left = subtract(
    subtract(subtract(numerator, multiply(quotientHead, denominatorHead)), multiply(quotientRest, denominatorHead)),
    multiply(quotient, denominatorRest),
    "left",
  );
  const remainder = add(left, select(isNegative, fraction.low, float(0)), "remainder");
  const corrected = add(quotient, multiply(remainder, reciprocal, "correction"), "corrected");
  const scaled = multiply(corrected, select(isNegative, first, float(1)), "scaled");
  return multiply(scaled, select(isNegative, second, float(1)), "result");
}
