// What the variables of a schedule's expressions are. The expressions are those of Programs: every operation rounds once, to
// float32, and an object that is used twice is computed once.

import { local } from "../../../program/expression.ts";
import type { Expression } from "../../../program/program.ts";

export type LaneOperand =
  /** The element of the map's product at this place. */
  | { readonly kind: "product" }
  | MemoryOperand;

/** Read from memory; `start` counts float32. */
export interface MemoryOperand {
  readonly kind: "memory";
  readonly reach: Reach;
  readonly start: number;
}

/**
 * `matrix`: the element at the same place of a matrix stored alike; `row`: the element at the same place across of a matrix of
 * length 1; `scalar`: one number for all.
 */
export type Reach = "matrix" | "row" | "scalar";

/** The product as an expression. */
export const PRODUCT: Expression = local(0);

/** Numbers the operands of a schedule: local i is operand i. */
export class OperandTable {
  readonly operands: LaneOperand[] = [{ kind: "product" }];
  private readonly known = new Map<string, Expression>();

  /** One expression for each place that is read in one way, the same object every time. */
  read(reach: Reach, start: number): Expression {
    const key = `${reach} ${start}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const expression = local(this.operands.push({ kind: "memory", reach, start }) - 1);
    this.known.set(key, expression);
    return expression;
  }
}
