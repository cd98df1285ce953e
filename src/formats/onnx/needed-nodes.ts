// Finds the nodes that the outputs of a graph need: nothing else of it is read.

import type { Definitions } from "./definitions.ts";
import type { Graph } from "./onnx-messages.ts";

export interface Needed {
  readonly nodes: ReadonlySet<number>;
  /** Names of values. */
  readonly names: ReadonlySet<string>;
}

export function neededBy(graph: Graph, { byName }: Definitions): Needed {
  const nodes = new Set<number>();
  const names = new Set<string>();
  const pending = graph.output.map(({ name = "" }) => name);
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (name === "" || names.has(name)) continue;
    names.add(name);
    const definition = byName.get(name);
    if (definition?.kind !== "result" || nodes.has(definition.node)) continue;
    nodes.add(definition.node);
    for (const input of graph.node[definition.node].input) pending.push(input);
  }
  return { nodes, names };
}
