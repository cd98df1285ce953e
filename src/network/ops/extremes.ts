// maximum and minimum: the greater and the lesser of two numbers, broadcast. NaN where either is NaN; of zeros of either sign the second
// one. What max_of and min_of are made of; no file has them.

import { add, apply, constant, less, lessOrEqual, select } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import { isFloat, type Scalar } from "../../program/scalar.ts";
import { sameNumber } from "../scalar-rules.ts";
import { inWords } from "./in-words.ts";
import { pairwise } from "./pairwise.ts";

const NUMBERS = { inferScalar: sameNumber, scalars: ["f32", "i32"] } as const;

export const maximum = pairwise({
  name: "maximum",
  ...NUMBERS,
  value: (x, y, scalar) => extreme("maximum", x, y, scalar),
  /** Where both are equal and there is none, the second one's. */
  derivatives: (x, y) => [where(less(y, x)), where(lessOrEqual(x, y))],
});

export const minimum = pairwise({
  name: "minimum",
  ...NUMBERS,
  value: (x, y, scalar) => extreme("minimum", x, y, scalar),
  derivatives: (x, y) => [where(less(x, y)), where(lessOrEqual(y, x))],
});

/** The one or the other of two numbers of a type. */
export function extreme(which: "maximum" | "minimum", x: Expression, y: Expression, scalar: Scalar): Expression {
  if (!isFloat(scalar)) return inWords(scalar, [x, y], (words) => apply(which, words, which));
  // Neither comparison holds of NaN, and a sum with one is NaN.
  const [isSecond, isFirst] = which === "maximum" ? [lessOrEqual(x, y), less(y, x)] : [lessOrEqual(y, x), less(x, y)];
  return select(isSecond, y, select(isFirst, x, add(x, y)));
}

function where(condition: Expression): Expression {
  return select(condition, constant(1), constant(0));
}
