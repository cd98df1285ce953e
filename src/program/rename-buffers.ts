// Gives the accesses of statements other buffers. Nothing else changes.

import type { Argument, BufferId, Expression, Statement } from "./program.ts";

/** The statements with every access to buffer b become one to `renamed(b)`. */
export function renameBuffers(statements: readonly Statement[], renamed: (buffer: BufferId) => BufferId): readonly Statement[] {
  return statements.map((statement): Statement => {
    switch (statement.kind) {
      case "let":
      case "set":
      case "return":
        return { ...statement, value: renameIn(statement.value, renamed) };
      case "store":
        return { ...statement, buffer: renamed(statement.buffer), value: renameIn(statement.value, renamed) };
      case "call":
        return { ...statement, arguments: statement.arguments.map((argument) => renameInArgument(argument, renamed)) };
      case "for":
        return { ...statement, body: renameBuffers(statement.body, renamed) };
    }
  });
}

function renameInArgument(argument: Argument, renamed: (buffer: BufferId) => BufferId): Argument {
  if (argument.kind === "region") return { ...argument, buffer: renamed(argument.buffer) };
  return { ...argument, value: renameIn(argument.value, renamed) };
}

function renameIn(expression: Expression, renamed: (buffer: BufferId) => BufferId): Expression {
  switch (expression.kind) {
    case "constant":
    case "local":
      return expression;
    case "load":
      return { ...expression, buffer: renamed(expression.buffer) };
    case "apply":
      return { ...expression, operands: expression.operands.map((operand) => renameIn(operand, renamed)) };
    case "convert":
      return { ...expression, operand: renameIn(expression.operand, renamed) };
  }
}
