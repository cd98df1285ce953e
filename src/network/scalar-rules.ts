// What types of elements ops take that compute with more than float32, and what they give.

import { isInteger, type Scalar } from "../program/scalar.ts";
import { sameScalar } from "./infer-scalar.ts";
import type { ShapeProblem } from "./op.ts";

/** Numbers of one type, which is the result's. */
export function sameNumber(scalars: readonly Scalar[]): Scalar | ShapeProblem {
  const scalar = sameScalar(scalars);
  return scalar === "bool" ? { problem: "its arguments are of bool instead of numbers" } : scalar;
}

/** Integers of one type, which is the result's. */
export function sameInteger(scalars: readonly Scalar[]): Scalar | ShapeProblem {
  const scalar = sameScalar(scalars);
  return typeof scalar === "object" || isInteger(scalar) ? scalar : { problem: `its arguments are of ${scalar} instead of integers` };
}

/** Numbers of one type; the result says whether something holds of them. */
export function truthOfNumbers(scalars: readonly Scalar[]): Scalar | ShapeProblem {
  const scalar = sameNumber(scalars);
  return typeof scalar === "object" ? scalar : "bool";
}

/** Elements of one type, truth values among them; the result says whether something holds of them. */
export function truthOfAny(scalars: readonly Scalar[]): Scalar | ShapeProblem {
  const scalar = sameScalar(scalars);
  return typeof scalar === "object" ? scalar : "bool";
}

/** Truth values alone. */
export function onlyTruths(scalars: readonly Scalar[]): Scalar | ShapeProblem {
  const wrong = scalars.find((scalar) => scalar !== "bool");
  return wrong === undefined ? "bool" : { problem: `its arguments are of ${wrong} instead of bool` };
}
