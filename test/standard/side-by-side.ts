// Several networks as one, side by side: what is compiled once for many tests.

import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import type { CarriedState, Named } from "../../src/network/network.ts";

export function networksSideBySide(networks: readonly Network[]): Network {
  const builder = new NetworkBuilder();
  const outputs: Named[] = [];
  const carried: CarriedState[] = [];
  networks.forEach((network, position) => {
    const ids: number[] = [];
    for (const value of network.values) {
      const named = { ...value, name: `t${position}_${value.name}` };
      ids.push(builder.copy(named, value.kind === "operation" ? value.arguments.map((argument) => ids[argument]) : []));
    }
    outputs.push(...network.outputs.map(({ name, value }) => ({ name: `t${position}_${name}`, value: ids[value] })));
    carried.push(...network.carried.map(({ state, next }) => ({ state: ids[state], next: ids[next] })));
  });
  return builder.finish(outputs, carried);
}
