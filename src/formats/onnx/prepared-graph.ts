// Prepares a graph to be built: what defines each name, which nodes its outputs need, which ops they are and in which order they stand. Builds
// nothing.

import { quoted, refused } from "../refuse.ts";
import { usedBy } from "./bodies.ts";
import { withDeclaredCasts } from "./declared-casts.ts";
import { collectDefinitions, type Definitions } from "./definitions.ts";
import { matchNodes, MAXIMUM_NAMED_NODES, type MatchedNodes } from "./find-unsupported.ts";
import { neededBy, type Needed } from "./needed-nodes.ts";
import type { Graph, Node } from "./onnx-messages.ts";
import { orderNodes } from "./order-nodes.ts";
import { placeOfNode } from "./place-of-node.ts";

export interface PreparedGraph {
  readonly graph: Graph;
  readonly definitions: Definitions;
  readonly needed: Needed;
  readonly matched: MatchedNodes;
  /** Positions of the nodes, so that each stands behind those it needs. */
  readonly order: readonly number[];
}

/**
 * @param operatorSetOf which version of ONNX's operators a node is of.
 * @param isAround whether a graph around this one defines a name.
 * @throws DiagnosticError of category model where something that is used is not defined, or nodes depend on each other in a circle.
 */
export function preparedGraph(given: Graph, operatorSetOf: (node: Node) => number, file: string, isAround: (name: string) => boolean): PreparedGraph {
  const definitions = collectDefinitions(given, file);
  const isDefined = (name: string): boolean => definitions.byName.has(name) || isAround(name);
  checkNames(given, isDefined, file);
  const graph = withDeclaredCasts(given, definitions);
  const needed = neededBy(graph, file);
  refuseSparse(definitions, needed, file);
  return { graph, definitions, needed, matched: matchNodes(graph, needed, operatorSetOf), order: orderedNodes(graph, definitions, file) };
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
function checkNames(graph: Graph, isDefined: (name: string) => boolean, file: string): void {
  graph.node.forEach((node, position) => {
    const missing = usedBy(node, file).find((name) => name !== "" && !isDefined(name));
    if (missing === undefined) return;
    throw refused(file, { place: placeOfNode(node, position), message: `the value ${quoted(missing)} is used but nothing defines it` });
  });
  const seen = new Set<string>();
  for (const { name = "" } of graph.output) {
    const place = `output ${quoted(name)}`;
    if (!isDefined(name)) throw refused(file, { place, message: "an output is computed by nothing" });
    if (seen.has(name)) throw refused(file, { place, message: "an output is listed twice" });
    seen.add(name);
  }
}

function orderedNodes(graph: Graph, { byName }: Definitions, file: string): readonly number[] {
  const dependencies = graph.node.map((node) =>
    usedBy(node, file).flatMap((name) => {
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
