// The kernel of x^y, with the special cases of IEEE 754-2019 §9.2.1: 1 where y is 0 or x is 1, even of NaN.

import { pow as powOfJavaScript } from "../../numeric/elementary/index.ts";
import { add, apply, equal, less, multiply, subtract } from "../expression.ts";
import type { Kernel } from "../kernel.ts";
import type { Expression } from "../program.ts";
import { binaryExponential, binaryLogarithm } from "./parts/binary-power.ts";
import { atLeast, atMost, bitsOf, float, floatOf, magnitudeOf, signOf, word } from "./parts/floats.ts";
import { head, orderedSum, type Pair } from "./parts/pairs.ts";
import { choose, exclusiveOr } from "./parts/words.ts";

/** No x but 1 is so near to 1 that a larger y would not make x^y overflow or 0. */
const LARGEST_EXPONENT = 2 ** 32;

const INFINITE = 0x7f800000;
const NOT_A_NUMBER = 0x7fc00000;
const ONE = 0x3f800000;

export const pow: Kernel = {
  name: "pow",
  operands: ["x", "y"],
  does: "x^y, within 0.9 units in the last place",
  body([x, y]) {
    const base = magnitudeOf(x);
    const exponent = magnitudeOf(y);
    const power = binaryExponential(product(binaryLogarithm(base), atLeast(-LARGEST_EXPONENT, atMost(LARGEST_EXPONENT, y))));
    const isEnd = either(equal(base, float(0)), equal(bitsOf(base), word(INFINITE)), "is_end");
    const isSmall = apply("exclusiveOr", [less(float(1), base), less(float(0), y)], "is_small");
    const end = choose(isSmall, word(0), word(INFINITE), "end");
    const magnitude = choose(isEnd, end, bitsOf(power), "magnitude");
    const isWhole = equal(wholeOf(exponent), exponent);
    const half = multiply(exponent, float(0.5), "half_exponent");
    const isHalfWhole = equal(wholeOf(half), half);
    const sign = choose(isHalfWhole, word(0), choose(isWhole, signOf(x), word(0), "sign"), "sign");
    const signed = exclusiveOr(magnitude, sign, "signed");
    const isComplex = less(choose(either(isEnd, isWhole, "is_real"), float(0), x, "checked"), float(0));
    const isNotANumber = either(isComplex, either(hasNoValue(x), hasNoValue(y), "has_nan"), "is_nan");
    const isOne = either(equal(y, float(0)), equal(x, float(1)), "is_one");
    const result = choose(isOne, word(ONE), choose(isNotANumber, word(NOT_A_NUMBER), signed, "number"), "power");
    return floatOf(result);
  },
  /** ECMA-262 has NaN where IEEE 754 has 1. */
  float64: (x, y) => (x === 1 || (x === -1 && Math.abs(y) === Infinity) ? 1 : powOfJavaScript(x, y)),
};

/** y·logarithm, with the same relative error. */
function product(logarithm: Pair, y: Expression): Pair {
  const factor = head(y, "factor");
  const first = head(logarithm.high, "log_first");
  const rest = add(subtract(logarithm.high, first), logarithm.low, "log_rest");
  const small = add(multiply(y, rest), multiply(subtract(y, factor, "factor_rest"), first), "small");
  return orderedSum(multiply(factor, first, "main"), small, "power_of_two");
}

/** The nearest whole number, of a number that is not negative. */
function wholeOf(of: Expression): Expression {
  const shift = float(2 ** 23);
  return choose(less(of, shift), subtract(add(of, shift), shift), of, "whole");
}

function either(one: Expression, other: Expression, name: string): Expression {
  return apply("or", [one, other], name);
}

function hasNoValue(of: Expression): Expression {
  return less(word(INFINITE), bitsOf(magnitudeOf(of)));
}
