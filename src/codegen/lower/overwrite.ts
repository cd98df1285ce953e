// Chooses the values that are written over an argument which nothing reads afterwards, element by element. Emits nothing.

import { sameShape } from "../../network/broadcast.ts";
import { keptValues, valueOf, type Network, type OperationValue } from "../../network/network.ts";
import type { ValueId } from "../../network/op.ts";
import { elementCount } from "../../network/shape.ts";
import type { Home } from "./homes.ts";

/** Rows of results from which on an array is worth it: sums need working memory for a few rows of their own then. */
const MANY_ROWS = 16;

/** Where values are, as far as it is chosen before: some are computed with others, some in others' memory, some are others seen differently. */
export interface Chosen {
  readonly inlined: ReadonlySet<ValueId>;
  readonly homes: ReadonlyMap<ValueId, Home>;
  readonly peeled: ReadonlyMap<ValueId, { readonly argument: ValueId }>;
}

/** For each value that is written over another one, that one. */
export function chooseOverwritten(network: Network, chosen: Chosen): ReadonlyMap<ValueId, ValueId> {
  const overwritten = new Map<ValueId, ValueId>();
  const times = timesOf(network, chosen);
  /** Of each value the first one of those that share its memory. */
  const memory = network.values.map((_, id) => id);
  const join = (one: ValueId, other: ValueId): void => {
    const [from, to] = [memory[one], memory[other]];
    memory.forEach((owner, id) => owner === from && (memory[id] = to));
  };
  network.values.forEach((value, id) => {
    if (value.kind !== "operation") return;
    const { kind } = value.op.computation;
    if (kind === "reshape" || kind === "view" || chosen.peeled.has(id)) join(id, value.arguments[0]);
  });
  chosen.homes.forEach(({ place }, id) => join(id, place));
  network.values.forEach((value, id) => {
    if (value.kind !== "operation" || !isCandidate(network, value, id, chosen)) return;
    const { own, other } = readsOf(network, value, chosen);
    const found = own.find((argument) => {
      const shared = memory[argument];
      const isReadOnce = [...own, ...other].filter((one) => memory[one] === shared).length === 1;
      return isReadOnce && mayHold(network, argument, value) && lastReadOf(network, (one) => memory[one] === shared, times, memory) <= id;
    });
    if (found === undefined) return;
    overwritten.set(id, found);
    join(id, found);
  });
  return overwritten;
}

function isCandidate(network: Network, value: OperationValue, id: ValueId, { inlined, homes }: Chosen): boolean {
  if (value.op.computation.kind !== "pointwise" || inlined.has(id) || homes.has(id)) return false;
  return elementCount(value.shape.slice(0, -1)) >= MANY_ROWS && !keptValues(network).includes(id);
}

/** Whether an argument is in memory of the function's own that is as large and of the type. */
function mayHold(network: Network, id: ValueId, { shape, scalar }: OperationValue): boolean {
  const argument = valueOf(network, id);
  if (argument.kind !== "operation" || argument.scalar !== scalar || !sameShape(argument.shape, shape)) return false;
  const { kind } = argument.op.computation;
  return kind === "pointwise" || kind === "reduce" || kind === "fold" || kind === "gather";
}

/** What the loop that computes a value reads: at the indices of the element it computes, and elsewhere. */
function readsOf(network: Network, value: OperationValue, chosen: Chosen): { readonly own: readonly ValueId[]; readonly other: readonly ValueId[] } {
  const { kind } = value.op.computation;
  if (kind !== "pointwise") return { own: [], other: value.arguments };
  const parts = value.arguments.map((id) => {
    const argument = valueOf(network, id);
    if (chosen.inlined.has(id) && argument.kind === "operation") return readsOf(network, argument, chosen);
    return sameShape(argument.shape, value.shape) ? { own: [id], other: [] } : { own: [], other: [id] };
  });
  return { own: parts.flatMap(({ own }) => own), other: parts.flatMap(({ other }) => other) };
}

/** When each value is computed: with the one in whose loop it is. */
function timesOf(network: Network, { inlined }: Chosen): readonly ValueId[] {
  const users = new Map(network.values.flatMap((value, user) => (value.kind === "operation" ? value.arguments.map((id) => [id, user] as const) : [])));
  const timeOf = (id: ValueId): ValueId => (inlined.has(id) ? timeOf(users.get(id) ?? id) : id);
  return network.values.map((_, id) => timeOf(id));
}

/** When memory is read for the last time; never where it is a result or outlives the call. */
function lastReadOf(network: Network, isShared: (id: ValueId) => boolean, times: readonly ValueId[], memory: readonly ValueId[]): number {
  if (keptValues(network).some(isShared)) return Infinity;
  return network.values.reduce((last, value, user) => {
    const isAnother = value.kind === "operation" && value.arguments.some((id) => isShared(id) && memory[user] !== memory[id]);
    return isAnother ? Math.max(last, times[user]) : last;
  }, 0);
}
