// Finds the nodes that the outputs of a graph need: nothing else of it is read.

import { usedBy } from "./bodies.ts";
import type { Graph, Node } from "./onnx-messages.ts";

export interface Needed {
  readonly nodes: ReadonlySet<number>;
  /** Names of values. */
  readonly names: ReadonlySet<string>;
}

/**
 * Whether the graph makes sense is not asked: of a name that is defined twice the last definition counts.
 *
 * @param taken nodes in the place of some, by their positions: with less in them of what they may use.
 */
export function neededBy(graph: Graph, file: string, taken: ReadonlyMap<number, Node> = new Map()): Needed {
  const makers = new Map(graph.node.flatMap(({ output }, position) => output.map((name) => [name, position] as const)));
  const nodes = new Set<number>();
  const names = new Set<string>();
  const pending = graph.output.map(({ name = "" }) => name);
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (name === "" || names.has(name)) continue;
    names.add(name);
    const maker = makers.get(name);
    if (maker === undefined || nodes.has(maker)) continue;
    nodes.add(maker);
    for (const input of usedBy(taken.get(maker) ?? graph.node[maker], file)) pending.push(input);
  }
  return { nodes, names };
}
