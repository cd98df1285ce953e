// Cuts statements into runs that many calls can make one after the other, each run for all calls: where a number is read that the run
// itself picks, a new run begins, for no vector holds such reads. Changes no statement.

import { visitExpression } from "./expression.ts";
import type { BufferId, Expression, For, Index, LocalId, Program, Statement } from "./program.ts";
import { valuesOf } from "./program.ts";

/** Statements without loops, or one loop. */
export type Run = { readonly kind: "straight"; readonly statements: readonly Straight[] } | { readonly kind: "loop"; readonly loop: For };

/** What a run may hold. */
export type Straight = Extract<Statement, { readonly kind: "let" | "set" | "store" | "return" }>;

/** Whether no function is called. */
export function haveRuns(statements: readonly Statement[]): boolean {
  return statements.every((statement) => statement.kind !== "call" && (statement.kind !== "for" || haveRuns(statement.body)));
}

/** @throws Error where a function is called. */
export function runsOf(statements: readonly Statement[], program: Program): readonly Run[] {
  const runs: Run[] = [];
  let current: Straight[] = [];
  const end = (): void => {
    if (current.length > 0) runs.push({ kind: "straight", statements: current });
    current = [];
  };
  for (const statement of statements) {
    switch (statement.kind) {
      case "call":
        throw new Error("a call is in no run of statements");
      case "for":
        end();
        runs.push({ kind: "loop", loop: statement });
        break;
      case "return":
        // Compilers do not know that a result is no argument: what computes it is vectors where it is stored by itself.
        if (!current.some((one) => picksOf(one, program).length > 0)) end();
        current.push(statement);
        break;
      case "let":
      case "set":
      case "store":
        if (picksOf(statement, program).some((local) => declares(current, local))) end();
        current.push(statement);
    }
  }
  end();
  return runs;
}

function declares(statements: readonly Straight[], local: LocalId): boolean {
  return statements.some((statement) => (statement.kind === "let" || statement.kind === "set") && statement.local === local);
}

/** The variables that are no loop's in the indices of a statement, without those of loads that are left out. */
export function picksOf(statement: Straight, { locals }: Program, isLeftOut: (buffer: BufferId, index: Index) => boolean = () => false): readonly LocalId[] {
  const indices: Index[] = statement.kind === "store" ? [statement.index] : [];
  const visit = (one: Expression): void => {
    if (one.kind === "load" && !isLeftOut(one.buffer, one.index)) indices.push(one.index);
  };
  for (const value of valuesOf(statement)) visitExpression(value, visit);
  return indices.flatMap(({ terms }) => terms.map(({ variable }) => variable)).filter((variable) => locals[variable].bounds !== undefined);
}
