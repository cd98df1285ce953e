// Which Programs can be computed in WebAssembly: those without float64 and calls, whatever else is in them (inline.ts puts calls in
// place, inline-kernels.ts kernels).

import { visitExpression } from "../program/expression.ts";
import { vectorRuleOf, vectorScalarOf } from "../program/operator.ts";
import { OPERATORS } from "../program/operators.ts";
import type { Expression, Program, Statement } from "../program/program.ts";
import type { Scalar } from "../program/scalar.ts";
import { scalarOf } from "../program/scalar-of.ts";
import { layOut } from "./memory-layout.ts";

/** A half of what a module can have. */
const MOST_BYTES = 2 ** 30;
/** Engines refuse functions with 50,000 locals; a variable may have four, and what is loaded for it six, of a pair that is picked. */
const MOST_LOCALS = 4000;

/** Whether lanes can hold every value and do every operation, in memory that can be had. */
export function isCompilable(program: Program): boolean {
  const isHeld = ({ scalar }: { readonly scalar: Scalar }): boolean => vectorScalarOf(scalar) !== undefined;
  return (
    program.buffers.every(isHeld) &&
    program.locals.length <= MOST_LOCALS &&
    program.locals.every(isHeld) &&
    program.body.every((statement) => isCompilableStatement(statement, program)) &&
    layOut(program).bytes <= MOST_BYTES
  );
}

function isCompilableStatement(statement: Statement, program: Program): boolean {
  if (statement.kind === "for") return statement.body.every((one) => isCompilableStatement(one, program));
  if (statement.kind === "call") return false;
  let compilable = true;
  visitExpression(statement.value, (expression) => {
    compilable &&= isCompilableExpression(expression, program);
  });
  return compilable;
}

function isCompilableExpression(expression: Expression, program: Program): boolean {
  if (vectorScalarOf(scalarOf(expression, program)) === undefined) return false;
  if (expression.kind !== "apply") return true;
  const operands = expression.operands.map((operand) => scalarOf(operand, program));
  return vectorRuleOf(OPERATORS[expression.operator], operands) !== undefined;
}
