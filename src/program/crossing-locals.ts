// Finds the variables that are set in one run of statements and read in another. Changes nothing.

import { visitExpression } from "./expression.ts";
import type { LocalId, Program, Statement } from "./program.ts";
import { picksOf, runsOf, type Straight } from "./runs-of-statements.ts";

/** In the order they are declared in. */
export function crossingLocals(program: Program): readonly LocalId[] {
  const declared = new Map<LocalId, number>();
  const crossing = new Set<LocalId>();
  let run = 0;
  const visit = (statements: readonly Statement[]): void => {
    for (const one of runsOf(statements, program)) {
      run += 1;
      if (one.kind === "loop") visit(one.loop.body);
      else {
        for (const statement of one.statements) {
          if (statement.kind === "let") declared.set(statement.local, run);
          for (const local of [...readBy(statement, program), ...(statement.kind === "set" ? [statement.local] : [])]) {
            const home = declared.get(local);
            if (home !== undefined && home !== run) crossing.add(local);
          }
        }
      }
    }
  };
  visit(program.body);
  return [...declared.keys()].filter((local) => crossing.has(local));
}

/** Loops' variables are among them. */
function readBy(statement: Straight, program: Program): readonly LocalId[] {
  const read = [...picksOf(statement, program)];
  visitExpression(statement.value, (one) => {
    if (one.kind === "local") read.push(one.local);
  });
  return read;
}
