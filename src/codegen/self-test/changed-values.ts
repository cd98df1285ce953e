// A Program with other expressions in the place of some. Knows none of them.

import type { Expression, Program, Statement } from "../../program/program.ts";

type Valued = Exclude<Statement, { readonly kind: "for" | "call" }>;

/** @param change gives the expression itself where it stays. Undefined where all of them do. */
export function withChangedValues(program: Program, change: (value: Expression, statement: Valued) => Expression): Program | undefined {
  let isChanged = false;
  const changed = (body: readonly Statement[]): readonly Statement[] =>
    body.map((statement) => {
      if (statement.kind === "call") return statement;
      if (statement.kind === "for") return { ...statement, body: changed(statement.body) };
      const value = change(statement.value, statement);
      isChanged ||= value !== statement.value;
      return { ...statement, value };
    });
  const body = changed(program.body);
  return isChanged ? { ...program, body } : undefined;
}
