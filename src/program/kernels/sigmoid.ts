// The kernel of the logistic function 1/(1 + e^-x), with small relative errors in both tails.

import { exp } from "../../numeric/elementary/index.ts";
import { add, divide, less, multiply, select, subtract } from "../expression.ts";
import type { Kernel } from "../kernel.ts";
import type { Expression } from "../program.ts";
import { reduceExponential } from "./parts/exponential.ts";
import { atLeast, bitsOf, float, floatOf, magnitudeOf, word } from "./parts/floats.ts";
import { head } from "./parts/pairs.ts";
import { both, or, shiftLeft, shiftRight } from "./parts/words.ts";

/** e^x below it rounds to 0. */
const LEAST = -104;

/** Powers of two down to that of e^LEAST are normal numbers times 2^RAISED. */
const RAISED = 64;

/** Below it in magnitude, many neighbouring arguments have one result, and no noise may come between them. */
const NEAR_ZERO = 1 / 256;

export const sigmoid: Kernel = {
  name: "sigmoid",
  operands: ["x"],
  does: "1 / (1 + e^-x), within 1 unit in the last place; never outside [0, 1]",
  body: ([x]) => select(less(magnitudeOf(x), float(NEAR_ZERO)), nearZero(x), farFromZero(x)),
  float64: (x) => (x < 0 ? exp(x) / (1 + exp(x)) : 1 / (1 + exp(-x))),
};

/** ½ + x/4, to which the next term, x³/48, adds a thirtieth of a unit at most. */
function nearZero(x: Expression): Expression {
  return add(float(0.5), multiply(x, float(0.25), "slope"), "small");
}

/**
 * n / (1 + e^-|x|) where n is e^x below 0 and 1 elsewhere. The quotient, by a reciprocal, is corrected by what is left of n; the
 * power of two of e^x comes last, so that subnormal results round once. What belongs to e^x alone is masked elsewhere: that costs
 * less than a choice.
 */
function farFromZero(x: Expression): Expression {
  const below = subtract(word(0), shiftRight(bitsOf(x), 31, "sign_bit"), "below_zero");
  const reduced = reduceExponential(atLeast(LEAST, floatOf(or(bitsOf(x), word(0x80000000), "descent"))));
  const excess = add(reduced.coarse, reduced.rest, "excess");
  const fraction = add(float(1), excess, "fraction");
  const fractionRest = add(add(subtract(float(1), fraction), reduced.coarse), reduced.rest, "fraction_rest");
  const exponent = shiftLeft(reduced.power, 23, "exponent");
  const scale = raised(exponent);
  const tail = lowered(multiply(fraction, scale, "scaled"), "tail");
  const denominator = add(float(1), tail, "denominator");
  const denominatorHead = head(denominator, "denominator_head");
  const tailRest = lowered(multiply(fractionRest, scale, "scaled"), "tail_rest");
  const denominatorRest = add(add(subtract(float(1), denominatorHead), tail), tailRest, "denominator_rest");
  const numerator = add(float(1), masked(excess, below), "numerator");
  const reciprocal = divide(float(1), denominator, "reciprocal");
  const quotient = multiply(numerator, reciprocal, "quotient");
  const quotientHead = head(quotient, "quotient_head");
  const quotientRest = subtract(quotient, quotientHead, "quotient_rest");
  const left = subtract(
    subtract(subtract(numerator, multiply(quotientHead, denominatorHead)), multiply(quotientRest, denominatorHead)),
    multiply(quotient, denominatorRest),
    "left",
  );
  const remainder = add(left, masked(fractionRest, below), "remainder");
  const corrected = add(quotient, multiply(remainder, reciprocal, "correction"), "corrected");
  return lowered(multiply(corrected, raised(both(exponent, below, "exponent")), "scaled"), "result");
}

/** The power of two of an exponent in its place, times 2^RAISED. */
function raised(exponent: Expression): Expression {
  return floatOf(add(exponent, word((127 + RAISED) * 2 ** 23), "factor"));
}

function lowered(scaled: Expression, name: string): Expression {
  return multiply(scaled, float(2 ** -RAISED), name);
}

function masked(of: Expression, mask: Expression): Expression {
  return floatOf(both(bitsOf(of), mask, "masked"));
}
