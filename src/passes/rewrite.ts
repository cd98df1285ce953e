// Copies a network value by value, letting a pass replace some: what the passes have in common.

import { NetworkBuilder } from "../network/network-builder.ts";
import type { Network, Value } from "../network/network.ts";
import type { ValueId } from "../network/op.ts";

/**
 * What a pass makes of one value: the id, in the new network, of what stands in its place. `translate` gives the id there of any value
 * before it.
 */
export type Replacement = (
  value: Value,
  args: readonly ValueId[],
  builder: NetworkBuilder,
  id: ValueId,
  translate: (id: ValueId) => ValueId,
) => ValueId;

/** The network with every value replaced; `args` are the arguments' ids in the new network. */
export function rewrite(network: Network, replace: Replacement): Network {
  const builder = new NetworkBuilder();
  const replaced: ValueId[] = [];
  const translate = (id: ValueId): ValueId => {
    const found = replaced[id];
    if (found === undefined) throw new RangeError(`value ${id} is used before it is defined`);
    return found;
  };
  network.values.forEach((value, id) => {
    const args = value.kind === "operation" ? value.arguments.map(translate) : [];
    replaced.push(replace(value, args, builder, id, translate));
  });
  return builder.finish(
    network.outputs.map(({ name, value }) => ({ name, value: translate(value) })),
    network.carried.map(({ state, next }) => ({ state: translate(state), next: translate(next) })),
  );
}
