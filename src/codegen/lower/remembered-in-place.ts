// Chooses what a scan remembers that its step may compute where the last one is: nothing reads an element of that after it is overwritten.
// Emits nothing.

import { sameShape } from "../../network/broadcast.ts";
import { valueOf, type Network, type OperationValue } from "../../network/network.ts";
import type { ValueId } from "../../network/op.ts";
import { elementCount } from "../../network/shape.ts";

/**
 * By the value that is remembered next the input that it takes the place of.
 *
 * @param pairs what is remembered: the step's input and the output that takes its place.
 * @param inlined values that are computed in the loop of their only user.
 */
export function rememberedInPlace(
  step: Network,
  pairs: readonly { readonly input: ValueId; readonly output: ValueId }[],
  inlined: ReadonlySet<ValueId>,
): ReadonlyMap<ValueId, ValueId> {
  const loopOf = loopsOf(step, inlined);
  const found = new Map<ValueId, ValueId>();
  for (const { input, output } of pairs) {
    if (!found.has(output) && isComputed(step, output) && !inlined.has(output) && isSafe(step, input, output, loopOf)) found.set(output, input);
  }
  return found;
}

function isComputed(step: Network, id: ValueId): boolean {
  const value = valueOf(step, id);
  if (value.kind !== "operation" || elementCount(value.shape) === 1) return false;
  const { kind } = value.op.computation;
  return kind === "pointwise" || kind === "reduce" || kind === "fold";
}

/** The value in whose loop each one is computed, for the last time where it is computed again wherever it is read. */
function loopsOf(step: Network, inlined: ReadonlySet<ValueId>): readonly ValueId[] {
  const loops = [...step.values.keys()];
  for (const [id, value] of [...step.values.entries()].reverse()) {
    if (value.kind !== "operation") continue;
    for (const argument of value.arguments) if (inlined.has(argument)) loops[argument] = Math.max(loops[argument], loops[id]);
  }
  return loops;
}

/** Whether all that reads the input is computed before the output, or with it, the very element that is overwritten. */
function isSafe(step: Network, input: ValueId, output: ValueId, loopOf: readonly ValueId[]): boolean {
  /** What the input's elements are seen as; true where in their order. */
  const seen = new Map<ValueId, boolean>([[input, true]]);
  for (const [id, value] of step.values.entries()) {
    if (value.kind !== "operation") continue;
    const reads = value.arguments.filter((argument) => seen.has(argument));
    if (reads.length === 0) continue;
    const { kind } = value.op.computation;
    if (kind === "reshape" || kind === "view") seen.set(id, kind === "reshape" && seen.get(reads[0]) === true);
    else if (!(kind === "pointwise" || kind === "reduce" || kind === "fold") || loopOf[id] > output) return false;
    else if (loopOf[id] === output && !reads.every((one) => seen.get(one) === true && readsInPlace(step, value, one))) return false;
  }
  return step.outputs.every(({ value }) => !seen.has(value));
}

function readsInPlace(step: Network, { op, shape }: OperationValue, argument: ValueId): boolean {
  return op.computation.kind === "pointwise" && sameShape(shape, valueOf(step, argument).shape);
}
