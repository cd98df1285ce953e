// Writes small functions out: no loops, no working memory. For languages whose compilers leave loops as they are.

import { checkProgram } from "../../program/check-program.ts";
import { turnsOf, type Index, type Program, type Statement } from "../../program/program.ts";
import { isFloat } from "../../program/scalar.ts";
import { visitAccesses } from "../../program/visit-accesses.ts";
import { dropUnread } from "../lower/drop-unread.ts";
import { withoutNeutralZeros } from "./neutral-zeros.ts";
import { settingAgain } from "./set-again.ts";
import { straightened } from "./straighten.ts";
import { withoutUnitFactors } from "./unit-factors.ts";

/** Up to where a language's functions are faster without loops, by measurement. */
export interface WrittenOut {
  /** Statements that a call executes, as they are with loops. */
  readonly mostStatements: number;
  /** Numbers that a function is given: all of them are in variables at once. */
  readonly mostInputs: number;
}

/** The same function without loops; the program itself where it has none, or is larger than that. No bit of a result is another one. */
export function writtenOut(program: Program, { mostStatements, mostInputs }: WrittenOut): Program {
  const { buffers, body } = program;
  const inputs = buffers.reduce((sum, { role, size }) => (role === "input" ? sum + size : sum), 0);
  const isSmall = executed(body) <= mostStatements && inputs <= mostInputs;
  if (!isSmall || !body.some(({ kind }) => kind === "for") || !canBeStraight(program)) return program;
  const written = dropUnread(settingAgain(withoutUnitFactors(withoutNeutralZeros(straightened(program)))));
  checkProgram(written);
  return written;
}

function executed(statements: readonly Statement[]): number {
  return statements.reduce((sum, statement) => sum + (statement.kind === "for" ? turnsOf(statement) * executed(statement.body) : 1), 0);
}

/** Whether nothing is called or remembered, and elements of working memory are floats at places that no data picks. */
function canBeStraight({ buffers, locals, body }: Program): boolean {
  const isPicked = ({ terms }: Index): boolean => terms.some(({ variable }) => locals[variable].bounds !== undefined);
  let picksMemory = false;
  visitAccesses(body, (buffer, index) => {
    if (buffers[buffer].role === "scratch" && isPicked(index)) picksMemory = true;
  });
  const arePlain = buffers.every(({ role, scalar }) => role !== "state" && (role !== "scratch" || isFloat(scalar)));
  return arePlain && !picksMemory && !callsOthers(body);
}

function callsOthers(statements: readonly Statement[]): boolean {
  return statements.some((statement) => statement.kind === "call" || (statement.kind === "for" && callsOthers(statement.body)));
}
