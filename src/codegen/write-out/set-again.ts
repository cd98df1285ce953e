// Lets a sum keep its variable from one addition to the next, as it is written by hand. Changes no operation.

import { local, replaceLocals } from "../../program/expression.ts";
import type { Expression, Local, LocalId, Program, Statement } from "../../program/program.ts";
import { usesOf } from "../../program/uses.ts";
import type { StraightProgram } from "./straighten.ts";

/** The program in which a variable is set again where a sum or difference of the same name is all that is computed from it. */
export function settingAgain(program: StraightProgram): Program {
  const { reads } = usesOf(program);
  /** Of variables that go on under another one. */
  const kept = new Map<LocalId, LocalId>();
  const goneOn = new Set<LocalId>();
  for (const statement of program.body) {
    if (statement.kind !== "let") continue;
    const first = goneOnWith(statement.value);
    if (first?.kind !== "local" || reads.get(first.local) !== 1 || !isSame(program.locals[first.local], program.locals[statement.local])) continue;
    const whole = kept.get(first.local) ?? first.local;
    kept.set(statement.local, whole);
    goneOn.add(whole);
  }
  const body = program.body.map((statement): Statement => {
    const value = replaceLocals(statement.value, (one) => local(kept.get(one) ?? one));
    if (statement.kind !== "let") return { ...statement, value };
    const whole = kept.get(statement.local);
    return whole === undefined ? { ...statement, value, mutable: goneOn.has(statement.local) } : { kind: "set", local: whole, value };
  });
  return { ...program, body };
}

/** What a sum or difference begins with. */
function goneOnWith(value: Expression): Expression | undefined {
  if (value.kind !== "apply") return undefined;
  if (value.operator === "multiplyAdd") return value.operands[2];
  return value.operator === "add" || value.operator === "subtract" ? value.operands[0] : undefined;
}

function isSame(one: Local, other: Local): boolean {
  return one.name === other.name && one.scalar === other.scalar && one.bounds === undefined && other.bounds === undefined;
}
