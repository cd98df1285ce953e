// The operators that every language has: rows of which all others are made, elementary functions included.
// Adding one is a row in this folder and a line here.

import type { Operator } from "../operator.ts";
import { add, divide, multiply, negate, squareRoot, subtract } from "./arithmetic.ts";
import { equal, less, lessOrEqual, not } from "./comparison.ts";
import { multiplyAdd } from "./fused.ts";
import { and, exclusiveOr, maximum, minimum, multiplyHigh, or, quotient, shiftLeft, shiftRight } from "./integer.ts";
import { select } from "./selection.ts";

export const BASIC_OPERATORS = {
  add,
  subtract,
  multiply,
  multiplyAdd,
  divide,
  negate,
  squareRoot,
  less,
  lessOrEqual,
  equal,
  not,
  minimum,
  maximum,
  multiplyHigh,
  quotient,
  and,
  or,
  exclusiveOr,
  shiftLeft,
  shiftRight,
  select,
} as const satisfies Readonly<Record<string, Operator>>;
