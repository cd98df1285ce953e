// A float32 as its first 12 bits and the others (Dekker 1971): products of two such halves are exact.

import { constant, multiply, subtract } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";

/** Times this, less what that is too much, is a number without its last 12 bits. */
const SPLITTER = 2 ** 12 + 1;

export interface SplitNumber {
  readonly head: Expression;
  readonly rest: Expression;
}

/** Of a number below 2^115, whose product with the splitter is finite. */
export function splitNumber(x: Expression): SplitNumber {
  const grown = multiply(x, constant(SPLITTER), "grown");
  const head = subtract(grown, subtract(grown, x, "excess"), "head");
  return { head, rest: subtract(x, head, "rest") };
}

/** Of a constant: its first 12 bits and the next 24. */
export function splitConstant(value: number): { readonly head: number; readonly rest: number } {
  const grown = Math.fround(value * SPLITTER);
  const head = Math.fround(grown - Math.fround(grown - Math.fround(value)));
  return { head, rest: Math.fround(value - head) };
}
