// The operators of Programs, one row each: whatever walks expressions looks up a row and has one arm for all of them.
// Adding one is a row in operators/ and a line here.

import type { Operator } from "./operator.ts";
import { add, divide, multiply, negate, squareRoot, subtract } from "./operators/arithmetic.ts";
import { equal, less, lessOrEqual } from "./operators/comparison.ts";
import { and, exclusiveOr, maximum, minimum, or, shiftLeft, shiftRight } from "./operators/integer.ts";
import { select } from "./operators/selection.ts";

const ROWS = {
  add,
  subtract,
  multiply,
  divide,
  negate,
  squareRoot,
  less,
  lessOrEqual,
  equal,
  minimum,
  maximum,
  and,
  or,
  exclusiveOr,
  shiftLeft,
  shiftRight,
  select,
} as const satisfies Readonly<Record<string, Operator>>;

export type OperatorName = keyof typeof ROWS;

export const OPERATORS: Readonly<Record<OperatorName, Operator>> = ROWS;

/** Every operator's name, for tests that walk them all. */
export const OPERATOR_NAMES: readonly OperatorName[] = Object.keys(ROWS).filter((name): name is OperatorName => name in ROWS);
