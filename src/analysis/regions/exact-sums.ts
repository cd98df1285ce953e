// Finds where a program computes a sum and, by the operations of Knuth's theorem (The Art of Computer Programming, vol. 2, 4.2.2, theorem B), exactly what
// rounding took from it: the two have to be known as one and the same.

import type { Expression, LocalId, Program, Statement } from "../../program/program.ts";

export interface ExactSum {
  readonly sum: Statement;
  readonly left: LocalId;
  readonly right: LocalId;
  /** Gives what is lost: left + right less the sum. */
  readonly lost: Statement;
  readonly local: LocalId;
}

type Of = "add" | "subtract";

/** @param program without loops. */
export function exactSumsOf({ body, locals }: Program): readonly ExactSum[] {
  const declared = new Map(body.flatMap((statement) => (statement.kind === "let" && !statement.mutable ? [[statement.local, statement] as const] : [])));
  const both = (local: LocalId, operator: Of): readonly LocalId[] => {
    const statement = declared.get(local);
    return statement === undefined ? [] : operandsOf(statement.value, operator);
  };
  return body.flatMap((statement): readonly ExactSum[] => {
    if (statement.kind !== "let" || locals[statement.local].scalar !== "f32") return [];
    const [lostLeft, lostRight] = operandsOf(statement.value, "add");
    if (lostLeft === undefined || lostRight === undefined) return [];
    const [[left, ofLeft], [right, ofRight]] = [both(lostLeft, "subtract"), both(lostRight, "subtract")];
    if ([left, ofLeft, right, ofRight].some((one) => one === undefined)) return [];
    const [sum, subtracted] = both(ofLeft, "subtract");
    const [same, taken] = both(ofRight, "subtract");
    const [one, other] = sum === undefined ? [] : both(sum, "add");
    const found = sum === undefined ? undefined : declared.get(sum);
    const isIt = found !== undefined && subtracted === ofRight && same === sum && taken === left && one === left && other === right;
    return isIt ? [{ sum: found, left, right, lost: statement, local: sum }] : [];
  });
}

/** Of an operator on two variables; none of anything else. */
function operandsOf(value: Expression, operator: Of): readonly LocalId[] {
  if (value.kind !== "apply" || value.operator !== operator) return [];
  const locals = value.operands.flatMap((operand) => (operand.kind === "local" ? [operand.local] : []));
  return locals.length === 2 ? locals : [];
}
