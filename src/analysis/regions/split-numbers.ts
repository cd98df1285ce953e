// Finds where a program splits numbers as Dekker's method does, x·c − (x·c − x) with c a power of two and 1: what that gives is near to x, and what x has
// beside it is part of other numbers, so that it has to be known as one and the same.

import type { Expression, LocalId, Program, Statement } from "../../program/program.ts";

export interface SplitStatement {
  readonly statement: Statement;
  /** What is split. */
  readonly of: LocalId;
  /** No head is further from the number than this part of it. */
  readonly part: number;
}

/** @param program without loops. */
export function splitsOf({ body, locals }: Program): readonly SplitStatement[] {
  const values = new Map(body.flatMap((statement) => (statement.kind === "let" && !statement.mutable ? [[statement.local, statement.value] as const] : [])));
  return body.flatMap((statement): readonly SplitStatement[] => {
    if (statement.kind !== "let" || locals[statement.local].scalar !== "f32") return [];
    const head = differenceIn(statement.value);
    const excess = head && differenceIn(values.get(head.right));
    const grown = head && multipleIn(values.get(head.left));
    if (excess === undefined || grown === undefined || excess.left !== head?.left || excess.right !== grown.of) return [];
    // With p the product and d the difference, both rounded: head − x is d's rounding, half a unit of no more than |p| + |x|, and its own.
    return [{ statement, of: grown.of, part: (grown.by + 3) * 2 ** -24 * (1 + 2 ** -20) }];
  });
}

function differenceIn(value: Expression | undefined): { readonly left: LocalId; readonly right: LocalId } | undefined {
  if (value?.kind !== "apply" || value.operator !== "subtract") return undefined;
  const [left, right] = value.operands;
  return left.kind === "local" && right.kind === "local" ? { left: left.local, right: right.local } : undefined;
}

/** Times a constant from 1 to 2^24. */
function multipleIn(value: Expression | undefined): { readonly of: LocalId; readonly by: number } | undefined {
  if (value?.kind !== "apply" || value.operator !== "multiply") return undefined;
  const [of, by] = value.operands;
  return of.kind === "local" && by.kind === "constant" && by.value >= 1 && by.value <= 2 ** 24 ? { of: of.local, by: by.value } : undefined;
}
