// Operators of words (u32) with names for their results, and the product of two words in two words.

import * as e from "../../expression.ts";
import type { Expression } from "../../program.ts";
import { word } from "./floats.ts";

export function and(left: Expression, mask: number, name: string): Expression {
  return e.apply("and", [left, word(mask)], name);
}

export function both(one: Expression, other: Expression, name: string): Expression {
  return e.apply("and", [one, other], name);
}

export function exclusiveOr(left: Expression, right: Expression, name: string): Expression {
  return e.apply("exclusiveOr", [left, right], name);
}

export function or(left: Expression, right: Expression, name: string): Expression {
  return e.apply("or", [left, right], name);
}

export function shiftLeft(of: Expression, count: Expression | number, name: string): Expression {
  return e.apply("shiftLeft", [of, typeof count === "number" ? word(count) : count], name);
}

export function shiftRight(of: Expression, count: Expression | number, name: string): Expression {
  return e.apply("shiftRight", [of, typeof count === "number" ? word(count) : count], name);
}

/** One of two values, with a name. */
export function choose(condition: Expression, whenTrue: Expression, whenFalse: Expression, name: string): Expression {
  return e.apply("select", [condition, whenTrue, whenFalse], name);
}

export function either(one: Expression, other: Expression, name: string): Expression {
  return e.apply("or", [one, other], name);
}

/** Comparisons with names, for those that are asked for several times. */
export function isLess(left: Expression, right: Expression, name: string): Expression {
  return e.apply("less", [left, right], name);
}

export function isEqual(left: Expression, right: Expression, name: string): Expression {
  return e.apply("equal", [left, right], name);
}

/** Whether a bit is set. */
export function hasBit(of: Expression, bit: number, name: string): Expression {
  return isLess(word(0), and(of, bit, "bit"), name);
}

/** The upper and the lower half of a word. */
export interface Halves {
  readonly upper: Expression;
  readonly lower: Expression;
}

export function halvesOf(of: Expression, name: string): Halves {
  return { upper: shiftRight(of, 16, `${name}_upper`), lower: and(of, 0xffff, `${name}_lower`) };
}

/** The upper word of the product of a number below 2^24 and a word: schoolbook multiplication by halves. */
export function upperProduct(left: Halves, right: Halves): Expression {
  const lowest = shiftRight(e.multiply(left.lower, right.lower, "lowest"), 16, "carried");
  const crossed = e.add(e.multiply(left.upper, right.lower, "crossed"), lowest, "crossed");
  const other = e.multiply(left.lower, right.upper, "other");
  const middle = e.add(and(other, 0xffff, "other_lower"), crossed, "middle");
  const upper = e.add(e.multiply(left.upper, right.upper, "upper"), shiftRight(other, 16, "other_upper"), "upper");
  return e.add(upper, shiftRight(middle, 16, "middle_upper"), "upper_product");
}
