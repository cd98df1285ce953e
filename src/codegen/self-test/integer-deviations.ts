// Deviations in arithmetic of integers and at its borders: shifts of negative numbers, conversions that cut off in place of rounding, sums of
// fewer bits. Of what is taken modulo 2^32 in any language there is none.

import { apply, constantOf, convert } from "../../program/expression.ts";
import type { Expression, Program } from "../../program/program.ts";
import { scalarOf } from "../../program/scalar-of.ts";
import { isInteger } from "../../program/scalar.ts";
import { withChangedValues } from "./changed-values.ts";

export function integerDeviations(program: Program): readonly (Program | undefined)[] {
  return [
    withChangedValues(program, (value) => ofSignedShift(program, value, (of, count) => shiftedWithZeros(of, asUnsigned(program, count)))),
    withChangedValues(program, (value) => ofSignedShift(program, value, dividedTowardsZero)),
    withChangedValues(program, (value) => cutOff(program, value)),
    withChangedValues(program, (value, statement) => {
      const isSum = statement.kind === "set" && value.kind === "apply" && value.operator === "add" && program.locals[statement.local].scalar === "i32";
      return isSum ? convert(convert(value, "i16", "bits"), "i32", "round") : value;
    }),
  ];
}

function ofSignedShift(program: Program, value: Expression, other: (of: Expression, count: Expression) => Expression): Expression {
  if (value.kind !== "apply" || value.operator !== "shiftRight") return value;
  const [of, count] = value.operands;
  return scalarOf(of, program) === "i32" ? other(of, count) : value;
}

/** What C leaves to the compiler: zeros come in where the sign should. */
function shiftedWithZeros(of: Expression, count: Expression): Expression {
  return convert(apply("shiftRight", [convert(of, "u32", "bits"), count]), "i32", "bits");
}

function asUnsigned(program: Program, count: Expression): Expression {
  return scalarOf(count, program) === "u32" ? count : convert(count, "u32", "bits");
}

function dividedTowardsZero(of: Expression, count: Expression): Expression {
  return apply("quotient", [of, apply("shiftLeft", [constantOf("i32", 1), count])]);
}

/** Towards 0 in place of the nearest one. */
function cutOff(program: Program, value: Expression): Expression {
  if (value.kind === "apply" && value.operator === "roundHalfEven") return convert(convert(value.operands[0], "i32", "truncate"), "f32", "round");
  const isRounding = value.kind === "convert" && value.how === "round" && isInteger(value.to) && scalarOf(value.operand, program) === "f32";
  return isRounding ? { ...value, how: "truncate" } : value;
}
