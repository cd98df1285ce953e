// The kernel of x^y, with the special cases of IEEE 754-2019 §9.2.1: 1 where y is 0 or x is 1, even of NaN.

import { pow as powOfJavaScript } from "../../numeric/elementary/index.ts";
import { add, apply, less, multiply, subtract } from "../expression.ts";
import type { Kernel } from "../kernel.ts";
import type { Expression } from "../program.ts";
import { binaryExponential, binaryLogarithm } from "./parts/binary-power.ts";
import { atLeast, atMost, bitsOf, float, floatOf, word } from "./parts/floats.ts";
import { head, orderedSum, type Pair } from "./parts/pairs.ts";
import { and, choose, either, exclusiveOr, isEqual, isLess, or } from "./parts/words.ts";

/** No x but 1 is so near to 1 that a larger y would not make x^y overflow or 0. */
const LARGEST_EXPONENT = 2 ** 32;

const INFINITE = 0x7f800000;
const NOT_A_NUMBER = 0x7fc00000;
const ONE = 0x3f800000;

export const pow: Kernel = {
  name: "pow",
  operands: ["x", "y"],
  does: "x^y, within 1.06 units in the last place",
  body([x, y]) {
    const [xBits, yBits] = [bitsOf(x), bitsOf(y)];
    const baseBits = and(xBits, 0x7fffffff, "base_bits");
    const exponentBits = and(yBits, 0x7fffffff, "exponent_bits");
    const base = floatOf(baseBits);
    const power = binaryExponential(product(binaryLogarithm(base), atLeast(-LARGEST_EXPONENT, atMost(LARGEST_EXPONENT, y))));
    const isEnd = either(isEqual(baseBits, word(0), "is_zero"), isEqual(baseBits, word(INFINITE), "is_infinite"), "is_end");
    const isSmall = exclusiveOr(isLess(float(1), base, "is_above_1"), isLess(float(0), y, "is_growing"), "is_small");
    const magnitude = choose(isEnd, choose(isSmall, word(0), word(INFINITE), "end"), bitsOf(power), "magnitude");
    const { isWhole, isOdd } = parityOf(floatOf(exponentBits));
    const signed = or(magnitude, choose(isOdd, and(xBits, 0x80000000, "sign"), word(0), "odd_sign"), "signed");
    const isComplex = isLess(choose(either(isEnd, isWhole, "is_real"), float(0), x, "checked"), float(0), "is_complex");
    const hasNaN = either(isLess(word(INFINITE), baseBits, "is_nan"), isLess(word(INFINITE), exponentBits, "is_nan"), "has_nan");
    const isOne = either(isEqual(exponentBits, word(0), "is_power_0"), isEqual(xBits, word(ONE), "is_base_1"), "is_one");
    const number = choose(either(isComplex, hasNaN, "is_no_number"), word(NOT_A_NUMBER), signed, "number");
    return floatOf(choose(isOne, word(ONE), number, "power_bits"));
  },
  /** ECMA-262 has NaN where IEEE 754 has 1. */
  float64: (x, y) => (x === 1 || (x === -1 && Math.abs(y) === Infinity) ? 1 : powOfJavaScript(x, y)),
};

/** y·logarithm as a sum, which is rounded where it is small beside the product. */
export function product(logarithm: Pair, y: Expression): Pair {
  const factor = head(y, "factor");
  const first = head(logarithm.high, "log_first");
  const rest = add(subtract(logarithm.high, first), logarithm.low, "log_rest");
  const small = add(multiply(y, rest), multiply(subtract(y, factor, "factor_rest"), first), "small");
  return orderedSum(multiply(factor, first, "main"), small, "power_of_two");
}

/** Of a number that is not negative: it is odd where it is whole and its half is not. The half of the least number rounds to 0. */
function parityOf(of: Expression): { readonly isWhole: Expression; readonly isOdd: Expression } {
  const half = multiply(of, float(0.5), "half");
  const isWhole = isEqual(wholeOf(of), of, "is_whole");
  const differs = exclusiveOr(isWhole, isEqual(wholeOf(half), half, "is_half_whole"), "differs");
  return { isWhole, isOdd: apply("and", [isWhole, differs], "is_odd") };
}

/** The nearest whole number, of a number that is not negative. */
function wholeOf(of: Expression): Expression {
  const shift = float(2 ** 23);
  return choose(less(of, shift), subtract(add(of, shift), shift), of, "whole");
}
