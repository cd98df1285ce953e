// What is computed while a file is read, and what must be finite there, whatever the format. Computes nothing.

import type { Attributes } from "../network/attributes.ts";
import type { KnownArray } from "../network/evaluate/evaluate-operation.ts";
import type { Op } from "../network/op.ts";
import { depthOf } from "../network/reduction.ts";
import { elementCount } from "../network/shape.ts";

/** Whether an argument is the weights or the bias of a layer, in which an infinity would be multiplied by 0 sooner or later. */
export function isOfLayer({ constantNames = [] }: Op, position: number): boolean {
  return constantNames.includes("W") && constantNames[position] !== undefined;
}

/** Elements that are computed while a file is read, and terms of their sums; more stay what the function computes. */
const MOST_ELEMENTS = 2 ** 16;
const MOST_TERMS = 2 ** 26;

/** Whether a result is no larger than what it is made of, or small, and quickly computed. */
export function isCheap(op: Op, known: readonly KnownArray[], attributes: Attributes): boolean {
  const complete = { ...op.attributes, ...attributes };
  const shapes = known.map(({ shape }) => shape);
  const shape = op.inferShape(shapes, complete);
  if ("problem" in shape) return true;
  const count = elementCount(shape);
  const terms = op.computation.kind === "reduce" ? count * depthOf(op.computation.reduction(shapes, complete)) : count;
  return count <= Math.max(MOST_ELEMENTS, ...known.map(({ data }) => data.length)) && terms <= MOST_TERMS;
}
