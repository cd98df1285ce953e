// Graphs within nodes: what If, Loop, Scan and FlexAttention run, and which values of the graphs around them they use. Builds nothing.

import { refused } from "../refuse.ts";
import { checkWire } from "./check-wire.ts";
import { isDefaultDomain } from "./match-node.ts";
import { GRAPH, type Graph, type Node } from "./onnx-messages.ts";
import { readMessage } from "./read-message.ts";

/** The operators that run graphs, and the domain of each, "" being ONNX's own. Of another operator a graph in an attribute is no part of the standard. */
const DOMAINS: ReadonlyMap<string, string> = new Map([["If", ""], ["Loop", ""], ["Scan", ""], ["FlexAttention", "ai.onnx.preview"]]);

export const BODY_NODE_TYPES: readonly string[] = [...DOMAINS.keys()];

/** Graphs within graphs: more are not written by any tool. */
const MAXIMUM_DEPTH = 32;

/** Whether a node runs graphs of its own. */
export function hasBodies({ opType = "", domain }: Node): boolean {
  const own = DOMAINS.get(opType);
  return own === "" ? isDefaultDomain(domain) : own !== undefined && domain === own;
}

const decoded = new WeakMap<Uint8Array, Graph>();

/**
 * The graphs among a node's attributes, by their names; none where the operator runs none.
 *
 * @throws DiagnosticError of category model where one is damaged.
 */
export function bodiesOf(node: Node, file: string): ReadonlyMap<string, Graph> {
  if (!hasBodies(node)) return new Map();
  return new Map(node.attribute.flatMap(({ name = "", g }) => (g === undefined ? [] : [[name, decodedGraph(g, file)] as const])));
}

/** The same graph for the same bytes. */
function decodedGraph(bytes: Uint8Array, file: string): Graph {
  const known = decoded.get(bytes);
  if (known !== undefined) return known;
  checkWire(GRAPH, bytes, file);
  const graph = readMessage(GRAPH, bytes);
  decoded.set(bytes, graph);
  return graph;
}

/**
 * What a node uses: its inputs, and what its graphs use of those around them.
 *
 * @throws DiagnosticError as `bodiesOf`, and where graphs are nested too deep.
 */
export function usedBy(node: Node, file: string, depth = 0): readonly string[] {
  if (depth > MAXIMUM_DEPTH) {
    throw refused(file, {
      kind: "unsupported",
      message: `the graphs of the model are nested more than ${MAXIMUM_DEPTH} deep`,
      hint: "export the model without conditions and loops within each other",
    });
  }
  return [...node.input, ...[...bodiesOf(node, file).values()].flatMap((body) => usedAround(body, file, depth + 1))];
}

/**
 * The node with the branch alone that is taken, where it is an If whose condition is known; else the node itself.
 *
 * @throws DiagnosticError as `bodiesOf`.
 */
export function takenBranch(node: Node, condition: boolean | undefined): Node {
  if (node.opType !== "If" || condition === undefined) return node;
  const other = condition ? "else_branch" : "then_branch";
  return { ...node, attribute: node.attribute.filter(({ name }) => name !== other) };
}

/** What a graph uses and does not define. */
function usedAround(graph: Graph, file: string, depth: number): readonly string[] {
  const own = new Set([...graph.input, ...graph.initializer].map(({ name = "" }) => name));
  for (const { output } of graph.node) for (const name of output) own.add(name);
  const used = [...graph.node.flatMap((node) => usedBy(node, file, depth)), ...graph.output.map(({ name = "" }) => name)];
  return used.filter((name) => name !== "" && !own.has(name));
}
