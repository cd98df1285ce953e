// Puts the number of a table of one element in the place of what reads it: code that has it needs no memory for it. Changes no bit.

import type { Expression, Program, Statement } from "../program/program.ts";

/** Of a program without calls. Its buffers stay what they are, read or not. */
export function withSingleNumbers(program: Program): Program {
  const inExpression = (expression: Expression): Expression => {
    switch (expression.kind) {
      case "constant":
      case "local":
        return expression;
      case "load":
        return numberOf(expression, program) ?? expression;
      case "apply":
        return { ...expression, operands: expression.operands.map(inExpression) };
      case "convert":
        return { ...expression, operand: inExpression(expression.operand) };
    }
  };
  const inStatement = (statement: Statement): Statement => {
    switch (statement.kind) {
      case "let":
      case "set":
      case "store":
      case "return":
        return { ...statement, value: inExpression(statement.value) };
      case "for":
        return { ...statement, body: statement.body.map(inStatement) };
      case "call":
        return statement;
    }
  };
  return { ...program, body: program.body.map(inStatement) };
}

function numberOf({ buffer }: Extract<Expression, { readonly kind: "load" }>, { buffers }: Program): Expression | undefined {
  const table = buffers[buffer];
  if (table.role !== "table" || table.size !== 1) return undefined;
  return { kind: "constant", scalar: table.scalar, value: table.values[0] };
}
