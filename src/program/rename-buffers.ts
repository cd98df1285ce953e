// Gives the accesses of statements other buffers, and other places there. Nothing else changes.

import { addIndex, constantIndex } from "./expression.ts";
import type { Argument, BufferId, Expression, Index, Statement } from "./program.ts";

/** Where a buffer's first element is in another one. */
export interface PlaceOfBuffer {
  readonly buffer: BufferId;
  readonly offset: number;
}

/** The statements with every access to buffer b become one to `renamed(b)`. */
export function renameBuffers(statements: readonly Statement[], renamed: (buffer: BufferId) => BufferId): readonly Statement[] {
  return moveBuffers(statements, (buffer) => ({ buffer: renamed(buffer), offset: 0 }));
}

/** The statements with every access to buffer b become one to the elements of `placeOf(b)`. */
export function moveBuffers(statements: readonly Statement[], placeOf: (buffer: BufferId) => PlaceOfBuffer): readonly Statement[] {
  return statements.map((statement): Statement => {
    switch (statement.kind) {
      case "let":
      case "set":
      case "return":
        return { ...statement, value: movedIn(statement.value, placeOf) };
      case "store":
        return { ...statement, ...moved(statement, placeOf), value: movedIn(statement.value, placeOf) };
      case "call":
        return { ...statement, arguments: statement.arguments.map((argument) => movedInArgument(argument, placeOf)) };
      case "for":
        return { ...statement, body: moveBuffers(statement.body, placeOf) };
    }
  });
}

function movedInArgument(argument: Argument, placeOf: (buffer: BufferId) => PlaceOfBuffer): Argument {
  if (argument.kind === "value") return { ...argument, value: movedIn(argument.value, placeOf) };
  const { buffer, index: start } = moved({ buffer: argument.buffer, index: argument.start }, placeOf);
  return { ...argument, buffer, start };
}

function movedIn(expression: Expression, placeOf: (buffer: BufferId) => PlaceOfBuffer): Expression {
  switch (expression.kind) {
    case "constant":
    case "local":
      return expression;
    case "load":
      return { ...expression, ...moved(expression, placeOf) };
    case "apply":
      return { ...expression, operands: expression.operands.map((operand) => movedIn(operand, placeOf)) };
    case "convert":
      return { ...expression, operand: movedIn(expression.operand, placeOf) };
  }
}

interface Access {
  readonly buffer: BufferId;
  readonly index: Index;
}

function moved({ buffer, index }: Access, placeOf: (buffer: BufferId) => PlaceOfBuffer): Access {
  const place = placeOf(buffer);
  return { buffer: place.buffer, index: place.offset === 0 ? index : addIndex(index, constantIndex(place.offset)) };
}
