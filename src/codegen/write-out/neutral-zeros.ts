// Leaves out the additions to +0 that sums begin with, where no bit depends on them. Straight program to straight program.

import { replaceLocals } from "../../program/expression.ts";
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
    replaced.set(statement.local, summand);
    return [];
  });
  return { ...program, body };
}

function addedToZero(value: Expression): Expression | undefined {
  if (value.kind !== "apply" || value.operator !== "add") return undefined;
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
    const isSum = value.kind === "apply" && value.operator === "add";
    const isUntold = isSum && (value.operands.some(isNeverNegativeZero) || (statement.kind === "let" && !told.has(statement.local)));
    if (!isUntold) replaceLocals(value, tell);
  }
  return told;
}
