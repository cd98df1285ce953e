// Reads an ONNX graph into a Network: checks it as a whole and brings its nodes in order. Knows no operator and no byte.

import type { Network } from "../../network/network.ts";
import type { Notice } from "../../network/notice.ts";
import { conversionsOf } from "./conversions.ts";
import { withDeclaredCasts } from "./declared-casts.ts";
import type { Definitions } from "./definitions.ts";
import { collectDefinitions } from "./definitions.ts";
import { matchNodes, MAXIMUM_NAMED_NODES } from "./find-unsupported.ts";
import { GraphBuilder } from "./graph-builder.ts";
import { neededBy, type Needed } from "./needed-nodes.ts";
import { MAXIMUM_NODES } from "./maximum-nodes.ts";
import type { Graph } from "./onnx-messages.ts";
import { orderNodes } from "./order-nodes.ts";
import { otherArithmetic } from "./other-arithmetic.ts";
import { placeOfNode } from "./place-of-node.ts";
import { quoted, refused } from "../refuse.ts";
import type { WholeGraph } from "./whole-graph.ts";

export interface ReadGraph {
  readonly network: Network;
  /** What became of arrays and operations that are not of nnc's own types. */
  readonly conversions: readonly Notice[];
}

/**
 * What no output needs is not read, but for inputs: they are what the function is called with.
 *
 * @throws DiagnosticError of category model where the graph is no network nnc can compute.
 */
export function readGraph({ graph: given, operatorSetOf }: WholeGraph, file: string): ReadGraph {
  checkSize(given, file);
  const definitions = collectDefinitions(given, file);
  checkNames(given, definitions, file);
  const graph = withDeclaredCasts(given, definitions);
  const needed = neededBy(graph);
  refuseSparse(definitions, needed, file);
  const matched = matchNodes(graph, needed, operatorSetOf);
  const order = orderedNodes(graph, definitions, file);
  const network = new GraphBuilder(graph, definitions, file).build(matched, order, needed);
  const constants = [...definitions.byName].flatMap(([name, one]) => (one.kind === "constant" && needed.names.has(name) ? [one.read()] : []));
  return { network, conversions: [...conversionsOf(constants), ...otherArithmetic(graph, definitions, order, matched.supported)] };
}

function checkSize(graph: Graph, file: string): void {
  if (graph.node.length > MAXIMUM_NODES) {
    throw refused(file, {
      kind: "unsupported",
      message: `the model has ${graph.node.length} nodes`,
      note: `at most ${MAXIMUM_NODES} are read`,
      hint: "a network of this size cannot be compiled into a source file; use a smaller one",
    });
  }
  if (graph.output.length === 0) throw refused(file, { message: "the model has no outputs" });
}

function refuseSparse({ byName }: Definitions, { names }: Needed, file: string): void {
  for (const [name, { kind, place }] of byName) {
    if (kind !== "sparse" || !names.has(name)) continue;
    throw refused(file, {
      place,
      kind: "unsupported",
      message: "the model has a sparse parameter",
      note: "nnc reads arrays that are stored in full",
      hint: "export the model without sparse parameters",
    });
  }
}

/** Everything that is used must be defined. */
function checkNames(graph: Graph, { byName }: Definitions, file: string): void {
  graph.node.forEach((node, position) => {
    const missing = node.input.find((name) => name !== "" && !byName.has(name));
    if (missing === undefined) return;
    throw refused(file, { place: placeOfNode(node, position), message: `the value ${quoted(missing)} is used but nothing defines it` });
  });
  const seen = new Set<string>();
  for (const { name = "" } of graph.output) {
    const place = `output ${quoted(name)}`;
    if (!byName.has(name)) throw refused(file, { place, message: "an output is computed by nothing" });
    if (seen.has(name)) throw refused(file, { place, message: "an output is listed twice" });
    seen.add(name);
  }
}

function orderedNodes(graph: Graph, { byName }: Definitions, file: string): readonly number[] {
  const dependencies = graph.node.map((node) =>
    node.input.flatMap((name) => {
      const definition = byName.get(name);
      return definition?.kind === "result" ? [definition.node] : [];
    }),
  );
  const result = orderNodes(dependencies);
  if ("order" in result) return result.order;
  throw refused(file, {
    message: "the nodes of the model depend on each other in a circle",
    note: describeCycle(result.cycle.map((position) => placeOfNode(graph.node[position], position))),
  });
}

/** A line a node, the first one again at the end. */
function describeCycle(places: readonly string[]): string {
  const shown = places.length > MAXIMUM_NAMED_NODES ? [...places.slice(0, MAXIMUM_NAMED_NODES), "…"] : places;
  return [...shown, ...places.slice(0, 1)].join("\nneeds ");
}
