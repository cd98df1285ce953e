// A network without what no output depends on. Inputs stay: they are the function's arguments.

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
  const reached = new Set<ValueId>([...network.inputs, ...network.outputs].map(({ value }) => value));
  for (let id = network.values.length - 1; id >= 0; id--) {
    const value = network.values[id];
    if (reached.has(id) && value.kind === "operation") value.arguments.forEach((argument) => reached.add(argument));
  }
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
  return { network: builder.finish(network.outputs.map(({ name, value }) => ({ name, value: renamed(value) }))), renamed };
}
