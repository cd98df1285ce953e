// Computes what occurs several times in an expression once: into variables of a Program that is being built.

import type { ProgramBuilder } from "./builder.ts";
import { countUses } from "./expression.ts";
import type { Expression } from "./program.ts";

/** The same value, with variables in the place of what it used more than once. Where nothing is, it is the expression as it stands. */
export function shareRepeated(builder: ProgramBuilder, expression: Expression): Expression {
  const uses = countUses([expression]);
  const known = new Map<Expression, Expression>();
  const once = (one: Expression): Expression => {
    if (one.kind !== "apply" && one.kind !== "convert") return one;
    const found = known.get(one);
    if (found !== undefined) return found;
    const own = one.kind === "apply" ? { ...one, operands: one.operands.map(once) } : { ...one, operand: once(one.operand) };
    const value = (uses.get(one) ?? 0) > 1 ? builder.atom(own) : own;
    known.set(one, value);
    return value;
  };
  return once(expression);
}
