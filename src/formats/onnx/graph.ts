// Reads an ONNX graph into a Network: checks it as a whole and brings its nodes in order. Knows no operator and no byte.

import type { Network } from "../../network/network.ts";
import type { Notice } from "../../network/notice.ts";
import { conversionsOf } from "./conversions.ts";
import { GraphBuilder } from "./graph-builder.ts";
import { MAXIMUM_NODES } from "./maximum-nodes.ts";
import type { Graph } from "./onnx-messages.ts";
import { otherArithmetic } from "./other-arithmetic.ts";
import { preparedGraph } from "./prepared-graph.ts";
import { refused } from "../refuse.ts";
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
export function readGraph({ graph: given, ...operators }: WholeGraph, file: string): ReadGraph {
  checkSize(given, file);
  const prepared = preparedGraph(given, operators.operatorSetOf, file, () => false);
  const { graph, definitions, needed, matched, order } = prepared;
  const network = new GraphBuilder(prepared, operators, file).build();
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
