// Finds products that are nothing but what a sum adds: a language may write them there. Spells nothing.

import { isFloat } from "../program/scalar.ts";
import type { Expression, LocalId, Program } from "../program/program.ts";
import type { ProgramUses } from "../program/uses.ts";

/** Variables that a function without loops computes as a product and adds once; what is multiplied never changes. */
export function nestedProducts({ body, locals, buffers }: Program, { reads }: ProgramUses): ReadonlySet<LocalId> {
  const found = new Set<LocalId>();
  if (body.some(({ kind }) => kind === "for" || kind === "call")) return found;
  const changing = new Set(body.flatMap((statement) => (statement.kind === "set" ? [statement.local] : [])));
  const isConstant = (operand: Expression): boolean => {
    if (operand.kind === "load") return ["input", "table"].includes(buffers[operand.buffer].role);
    return operand.kind === "constant" || (operand.kind === "local" && !changing.has(operand.local));
  };
  const added = new Set<LocalId>();
  for (const statement of body) {
    if (statement.kind === "call" || statement.kind === "for" || statement.value.kind !== "apply" || statement.value.operator !== "add") continue;
    for (const operand of statement.value.operands) if (operand.kind === "local") added.add(operand.local);
  }
  for (const statement of body) {
    if (statement.kind !== "let" || statement.value.kind !== "apply" || statement.value.operator !== "multiply") continue;
    const { local, value } = statement;
    const isAlone = reads.get(local) === 1 && added.has(local) && !changing.has(local) && isFloat(locals[local].scalar);
    if (isAlone && value.operands.every(isConstant)) found.add(local);
  }
  return found;
}
