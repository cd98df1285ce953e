// Which function a program of one number seems to compute: one of those that are known by a formula, or what its own operations say in real arithmetic.
// How near it is, is another's to prove.

import type { SmoothFunctions } from "../../analysis/form-run.ts";
import type { SmoothBounds } from "../../program/domains/affine-algebra.ts";
import { visitExpression } from "../../program/expression.ts";
import { interpret } from "../../program/interpret.ts";
import { valuesOf, type Program } from "../../program/program.ts";
import { boundsOfSeries } from "./bounds-of-series.ts";
import { formulasWith } from "./formulas.ts";
import { seriesOfProgram } from "./series-run.ts";

/** Float32 numbers at which results are compared with formulas. */
const PLACES = Float32Array.of(-5.5, -2.75, -1.5, -0.875, -0.25, -0.0625, 0.125, 0.375, 1, 1.625, 2.5, 4.25, 6.5);

/** How far from a formula a result may be, in parts of itself and as it is: no two formulas are so near to each other. */
const NEAR = 2 ** -16;

/** @param program one input and one output of one element. @returns the same for the same formula. */
export function functionNear(program: Program, functions: SmoothFunctions["ofOne"]): SmoothBounds | undefined {
  const [results] = interpret(program, [PLACES], PLACES.length);
  const byFormula = formulasWith(constantsIn(program), functions).find((boundsOf) => PLACES.every((x, place) => isNear(boundsOf, x, results[place])));
  if (byFormula !== undefined) return byFormula;
  const seriesOver = seriesOfProgram(program, functions);
  const isFollowed = Array.from(PLACES).some((x) => seriesOver({ low: x, high: x }, 0) !== undefined);
  return isFollowed ? boundsOfSeries(seriesOver) : undefined;
}

function isNear(boundsOf: SmoothBounds, x: number, result: number): boolean {
  const value = boundsOf(x, x)?.value;
  return value !== undefined && Math.abs(value.low / 2 + value.high / 2 - result) <= NEAR * (1 + Math.abs(result));
}

function constantsIn({ body }: Program): readonly number[] {
  const found = new Set<number>();
  for (const statement of body) {
    if (statement.kind === "for") continue;
    for (const value of valuesOf(statement)) visitExpression(value, (one) => one.kind === "constant" && found.add(one.value));
  }
  return [...found];
}
