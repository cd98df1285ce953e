// e^x: 2^k·e^r with k = round(x / ln 2) and |r| ≤ ln 2 / 2, where e^r is its Taylor polynomial of degree 7.

import { exp as exp64 } from "../../numeric/elementary/exponential.ts";
import { add, apply, constant, constantOf, convert, less, multiply, select, subtract } from "../expression.ts";
import type { Kernel } from "../kernel.ts";
import type { Expression } from "../program.ts";

/** Above and below these all results are infinite and 0. */
const [LEAST, GREATEST] = [-104, 89];
/** Added to a number of less than 2^22 it leaves the nearest whole number in the lowest bits. */
const SHIFT = 1.5 * 2 ** 23;
const SHIFT_BITS = 0x4b400000;
/** ln 2 in two parts: the first has 15 bits, so that its products with k are exact. */
const LN2_HIGH = Math.fround(22713 / 2 ** 15);
const LN2_LOW = Math.fround(Math.LN2 - LN2_HIGH);

export const exp: Kernel = {
  name: "exp",
  operands: ["x"],
  does: "is e^x, within one unit in the last place",
  body([x]) {
    const above = select(less(x, constant(LEAST)), constant(LEAST), x);
    const within = select(less(constant(GREATEST), above), constant(GREATEST), above);
    const shifted = add(multiply(within, constant(Math.fround(Math.LOG2E)), "scaled"), constant(SHIFT), "shifted");
    const whole = subtract(shifted, constant(SHIFT), "whole");
    const coarse = subtract(within, multiply(whole, constant(LN2_HIGH), "part"), "coarse");
    const rest = subtract(coarse, multiply(whole, constant(LN2_LOW), "part"), "rest");
    const exponent = subtract(convert(shifted, "i32", "bits"), constantOf("i32", SHIFT_BITS), "exponent");
    const half = apply("shiftRight", [exponent, constantOf("i32", 1)], "half");
    const other = subtract(exponent, half, "other");
    return multiply(multiply(polynomial(rest), powerOfTwo(half), "scaled"), powerOfTwo(other), "power");
  },
  float64: exp64,
};

/** 1 + r + r²/2 + … + r^7/7!, from the last term on. */
function polynomial(rest: Expression): Expression {
  let value: Expression = constant(Math.fround(1 / 5040));
  for (const factorial of [720, 120, 24, 6, 2, 1, 1]) value = add(multiply(value, rest), constant(Math.fround(1 / factorial)), "series");
  return value;
}

/** 2^k for −126 ≤ k ≤ 127. */
function powerOfTwo(exponent: Expression): Expression {
  const biased = add(exponent, constantOf("i32", 127), "biased");
  return convert(apply("shiftLeft", [biased, constantOf("i32", 23)], "bits"), "f32", "bits");
}
