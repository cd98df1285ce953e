// Polynomials with constant coefficients, by Horner's rule.

import { add, multiply, subtract } from "../../expression.ts";
import type { Expression } from "../../program.ts";
import { float } from "./floats.ts";

/** Σ coefficients[i]·x^i, for two coefficients at least. */
export function polynomial(x: Expression, coefficients: readonly number[], name: string): Expression {
  const [last, ...others] = [...coefficients].reverse();
  return others.reduce((sum, coefficient) => {
    const term = multiply(sum, x, `${name}_term`);
    return coefficient < 0 ? subtract(term, float(-coefficient), name) : add(term, float(coefficient), name);
  }, float(last));
}
