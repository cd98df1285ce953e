// Unevaluated sums of two float32, for steps that one float32 would spoil. There is no fused multiply-add: a product is exact
// where its factors have few enough bits, which are cut off by a mask. Operands are finite and products of them normal numbers.

import { add, multiply, subtract } from "../../expression.ts";
import type { Expression } from "../../program.ts";
import { bitsOf, floatOf } from "./floats.ts";
import { and } from "./words.ts";

/** high + low, where low is small beside high. */
export interface Pair {
  readonly high: Expression;
  readonly low: Expression;
}

/** The first 12 bits of a number: the product of two such numbers is exact. */
export function head(of: Expression, name = "head"): Expression {
  return floatOf(and(bitsOf(of), 0xfffff000, `${name}_bits`));
}

/** A number as its first 12 bits and the others. */
export function split(of: Expression, name: string): Pair {
  const high = head(of, name);
  return { high, low: subtract(of, high, `${name}_tail`) };
}

/** left + right without error where |left| ≥ |right| or left = 0 (Dekker 1971). */
export function orderedSum(left: Expression, right: Expression, name: string): Pair {
  const high = add(left, right, name);
  return { high, low: subtract(right, subtract(high, left, `${name}_taken`), `${name}_rest`) };
}

/** What the rounded product of two split numbers lacks: it is added to left·right to be exact, up to 2^-24 of itself. */
export function productRest(product: Expression, left: Pair, right: Pair, name: string): Expression {
  const heads = subtract(multiply(left.high, right.high), product, `${name}_rest`);
  const one = add(heads, multiply(left.high, right.low), `${name}_rest`);
  const both = add(one, multiply(left.low, right.high), `${name}_rest`);
  return add(both, multiply(left.low, right.low), `${name}_rest`);
}

/** π/2 as a pair of float32, and π as one. */
export const HALF_PI_HIGH = Math.fround(Math.PI / 2);
export const HALF_PI_LOW = Math.PI / 2 - HALF_PI_HIGH;
export const PI_HIGH = 2 * HALF_PI_HIGH;
export const PI_LOW = 2 * HALF_PI_LOW;
