// A network without what no output depends on, states among it. Inputs stay: they are the function's arguments.

import { NetworkBuilder } from "./network-builder.ts";
import type { Network } from "./network.ts";
import type { ValueId } from "./op.ts";

export interface Reachable {
  readonly network: Network;
  /** The id in `network` of a value of the network it was made from; RangeError where that was removed. */
  readonly renamed: (id: ValueId) => ValueId;
}

/** The network without the operations and parameters its outputs do not depend on; names and order are kept. */
export function keepReachable(network: Network): Reachable {
  const reached = reachedValues(network);
  const builder = new NetworkBuilder();
  const ids = new Map<ValueId, ValueId>();
  const renamed = (id: ValueId): ValueId => {
    const found = ids.get(id);
    if (found === undefined) throw new RangeError(`value ${id} was removed: no output depends on it`);
    return found;
  };
  network.values.forEach((value, id) => {
    if (!reached.has(id)) return;
    ids.set(id, builder.copy(value, value.kind === "operation" ? value.arguments.map(renamed) : []));
  });
  const carried = network.carried.filter(({ state }) => reached.has(state)).map(({ state, next }) => ({ state: renamed(state), next: renamed(next) }));
  return { network: builder.finish(network.outputs.map(({ name, value }) => ({ name, value: renamed(value) })), carried), renamed };
}

/** The inputs, and all that an output depends on: now, or in a later call through a state. */
function reachedValues({ values, inputs, outputs, carried }: Network): ReadonlySet<ValueId> {
  const nexts = new Map(carried.map(({ state, next }) => [state, next]));
  const reached = new Set(inputs.map(({ value }) => value));
  const waiting = outputs.map(({ value }) => value);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    const value = values[id];
    const next = nexts.get(id);
    if (value.kind === "operation") waiting.push(...value.arguments);
    if (next !== undefined) waiting.push(next);
  }
  return reached;
}
