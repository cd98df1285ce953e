// Leaves out the additions to +0 that sums begin with, fused with a product or not, where no bit depends on them. Straight program to straight program.

import { multiply, replaceLocals } from "../../program/expression.ts";
import type { Expression, LocalId } from "../../program/program.ts";
import type { Straight, StraightProgram } from "./straighten.ts";

/**
 * The program without `0 + x` wherever that goes, perhaps by way of other sums, into an addition to a constant. 0 + x is x but for −0, of which it
 * makes +0; the sums after it differ in the sign of a zero at most, and a constant, which is never −0, takes either zero for nothing.
 */
export function withoutNeutralZeros(program: StraightProgram): StraightProgram {
  const told = variablesWithToldZeros(program);
  const replaced = new Map<LocalId, Expression>();
  const body = program.body.flatMap((statement): readonly Straight[] => {
    const value = replaceLocals(statement.value, (one) => replaced.get(one) ?? { kind: "local", local: one });
    const summand = statement.kind === "let" && !told.has(statement.local) ? addedToZero(value) : undefined;
    if (statement.kind !== "let" || summand === undefined) return [{ ...statement, value }];
    if (summand.kind === "apply") return [{ ...statement, value: summand }];
    replaced.set(statement.local, summand);
    return [];
  });
  return { ...program, body };
}

function addedToZero(value: Expression): Expression | undefined {
  if (value.kind !== "apply") return undefined;
  if (value.operator === "multiplyAdd") {
    const [left, right, addend] = value.operands;
    return addend.kind === "constant" && addend.value === 0 ? multiply(left, right, value.name) : undefined;
  }
  if (value.operator !== "add") return undefined;
  const others = value.operands.filter((operand) => operand.kind !== "constant" || operand.value !== 0);
  return others.length === 1 ? others[0] : undefined;
}

/** Variables of which a zero's sign may be told by a result. */
function variablesWithToldZeros({ body, buffers }: StraightProgram): ReadonlySet<LocalId> {
  const isNeverNegativeZero = (operand: Expression): boolean =>
    operand.kind === "constant" || (operand.kind === "load" && buffers[operand.buffer].role === "table");
  const told = new Set<LocalId>();
  const tell = (one: LocalId): Expression => {
    told.add(one);
    return { kind: "local", local: one };
  };
  // From the last statement on, so that all that is made of a variable has been seen before the variable itself.
  for (const statement of body.toReversed()) {
    const { value } = statement;
    const isUntold = statement.kind === "let" && !told.has(statement.local);
    for (const operand of toldOperands(value, isUntold, isNeverNegativeZero)) replaceLocals(operand, tell);
  }
  return told;
}

/** Those of which the sign of a zero may be told by the value's, or by its sign alone where that is told. */
function toldOperands(value: Expression, isUntold: boolean, isNeverNegativeZero: (operand: Expression) => boolean): readonly Expression[] {
  if (value.kind !== "apply") return [value];
  if (value.operator === "add") return isUntold || value.operands.some(isNeverNegativeZero) ? [] : value.operands;
  return value.operator === "multiplyAdd" && isUntold ? value.operands.slice(0, 2) : value.operands;
}
