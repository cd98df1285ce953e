// Removes parameters and operations no output depends on. Inputs stay: they are the function's arguments.

import { NetworkBuilder } from "../network/build.ts";
import type { Network, ValueId } from "../network/network.ts";

export function removeUnusedValues(network: Network): Network {
  const used = new Set<ValueId>([...network.inputs, ...network.outputs].map(({ value }) => value));
  for (let id = network.values.length - 1; id >= 0; id--) {
    const value = network.values[id];
    if (used.has(id) && value?.kind === "operation") value.arguments.forEach((argument) => used.add(argument));
  }
  const builder = new NetworkBuilder();
  const kept = new Map<ValueId, ValueId>();
  network.values.forEach((value, id) => {
    if (!used.has(id)) return;
    const args = value.kind === "operation" ? value.arguments : [];
    kept.set(id, builder.copy(value, args.map((argument) => kept.get(argument) ?? argument)));
  });
  return builder.finish(network.outputs.map(({ name, value }) => ({ name, value: kept.get(value) ?? value })));
}
