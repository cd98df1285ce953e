// Finds the tables that a program passes to other functions, to which they are arrays of numbers.

import type { Program, Statement, TableBuffer } from "./program.ts";

export function passedTables({ body, buffers }: Program): readonly TableBuffer[] {
  const within = (statements: readonly Statement[]): readonly TableBuffer[] =>
    statements.flatMap((statement) => {
      if (statement.kind === "for") return within(statement.body);
      if (statement.kind !== "call") return [];
      return statement.arguments.flatMap((argument) => {
        const buffer = argument.kind === "region" ? buffers[argument.buffer] : undefined;
        return buffer?.role === "table" ? [buffer] : [];
      });
    });
  return within(body);
}
