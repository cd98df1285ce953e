// How floats become quantised integers: rounded to nearest, ties to even, plus a zero point, within a range.

import { add, constant, constantOf, convert, less, select, subtract } from "../../../program/expression.ts";
import type { Expression } from "../../../program/program.ts";

/** 1.5·2^23: floats of this size are whole, and their last bit counts ones. */
const WHOLE = 12582912;
const BITS_OF_WHOLE = 0x4b400000;

interface Range {
  readonly zero: number;
  readonly least: number;
  readonly greatest: number;
}

/** An i32 within the range. Added to a large number a float is rounded to a whole one, which its bits then hold. NaN gives the least. */
export function roundedWithin(steps: Expression, { zero, least, greatest }: Range): Expression {
  const [low, high] = [constant(least - zero), constant(greatest - zero)];
  const raised = select(less(low, steps), steps, low);
  const whole = add(select(less(raised, high), raised, high), constant(WHOLE), "whole");
  return subtract(convert(whole, "i32", "bits", "bits"), constantOf("i32", BITS_OF_WHOLE - zero), "rounded");
}
