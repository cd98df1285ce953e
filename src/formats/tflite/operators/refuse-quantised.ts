// Refuses integers that stand for reals where an operator would compute with the integers themselves.

import type { Application } from "../application.ts";
import { nameOfElementType } from "../element-types.ts";
import { Unsupported } from "../values.ts";

/** @throws Unsupported where one of these inputs is quantised. */
export function refuseQuantised(application: Application, positions: readonly number[]): void {
  const position = positions.find((one) => isQuantised(application, one));
  if (position !== undefined) throw new Unsupported(`its input ${position} is of quantised ${nameOfElementType(application.tensor(position).type)}, which is read for other operators alone`);
}

/** Whether an input is of integers that stand for reals. */
export function isQuantised(application: Application, position: number): boolean {
  const operand = application.optional(position);
  return operand !== undefined && application.scalarOf(operand) !== "f32" && application.tensor(position).quantisation !== undefined;
}
