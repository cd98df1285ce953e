// Expressions over elements with what kernels compute in their place: for code that knows basic operators alone. Programs are
// program/inline-kernels.ts's.

import { KERNELS } from "../../../program/kernels/index.ts";
import { isKernelName } from "../../../program/operator-name.ts";
import type { Expression } from "../../../program/program.ts";

type Applied = Extract<Expression, { readonly kind: "apply" }>;

/**
 * Expressions of basic operators that have the same values. What occurs several times in all of them together is one object, and
 * so is a kernel that is applied to the same operands more than once: a function and its derivative share it.
 */
export function withoutKernels(expressions: readonly Expression[]): readonly Expression[] {
  const known = new Map<Expression, Expression>();
  const bodies: { readonly applied: Applied; readonly body: Expression }[] = [];
  const applied = (expression: Applied): Expression => {
    const operands = expression.operands.map(without);
    const { operator } = expression;
    if (!isKernelName(operator)) {
      return operands.every((operand, position) => operand === expression.operands[position]) ? expression : { ...expression, operands };
    }
    const isSame = (one: Applied): boolean => one.operator === operator && one.operands.every((operand, position) => operand === operands[position]);
    const same = bodies.find((one) => isSame(one.applied));
    if (same !== undefined) return same.body;
    const body = KERNELS[operator].body(operands);
    bodies.push({ applied: { ...expression, operands }, body });
    return body;
  };
  const without = (expression: Expression): Expression => {
    if (expression.kind !== "apply") return expression;
    const result = known.get(expression) ?? applied(expression);
    known.set(expression, result);
    return result;
  };
  return expressions.map(without);
}
