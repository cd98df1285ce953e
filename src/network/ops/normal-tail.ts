// t·Φ(−t) for 0 ≤ t ≤ 15, with Φ the normal distribution, within 7 units in the last place: what gelu is made of.

import { add, apply, constant, divide, multiply, subtract } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import { splitNumber } from "./split-number.ts";

/**
 * (t + 2)·e^(t²/2)·Φ(−t) in powers of (t − 4)/(t + 4), after Shepherd and Laframboise, Mathematics of Computation 36 (1981). Minimax on
 * [0, 15], relative error 2^-25.4 (Lawson's iteration), 2^-23.2 with coefficients rounded to float32.
 */
const SCALED_TAIL = [
  0.566463828, -0.267101079, 0.138378277, -0.043110881, -0.00132538821, 0.00947630964, -0.0045199953, 0.000243274306, 0.000510911981,
];

/** e^(−t²/4) is a factor twice, so that nothing is subnormal but the last product. NaN of NaN. */
export function normalTail(t: Expression): Expression {
  const { head, rest } = splitNumber(t);
  const root = apply("exp", [multiply(multiply(head, constant(-0.25), "quarter"), head, "descent")], "root");
  const position = divide(subtract(t, constant(4), "left"), add(t, constant(4), "right"), "position");
  const scaled = divide(series(position, SCALED_TAIL), add(t, constant(2), "raised"), "scaled");
  // What −t²/2 has beside −head²/2.
  const exponent = multiply(multiply(rest, constant(-0.5), "half"), add(t, head, "twice"), "exponent");
  const corrected = multiply(scaled, series(exponent, [1, 1, 1 / 2, 1 / 6]), "corrected");
  return multiply(multiply(multiply(t, corrected, "product"), root, "shrunk"), root, "tail");
}

/** Σ coefficients[i]·x^i, from the last one on. */
function series(x: Expression, coefficients: readonly number[]): Expression {
  const [last, ...others] = [...coefficients].reverse().map((coefficient) => constant(Math.fround(coefficient)));
  return others.reduce((sum, coefficient) => add(multiply(sum, x, "term"), coefficient, "series"), last);
}
