// Makes of a model's graph one that stands for itself: with the data of other files in it, sizes fixed, functions inlined and every node
// of an operator set whose operators are known as they are today. What the nodes are is for others.

import type { Surroundings } from "../model-format.ts";
import { withExternalData } from "./external-data.ts";
import { fixSizes } from "./fix-sizes.ts";
import { inlineFunctions } from "./inline-functions.ts";
import { rewriteOlderNodes } from "./older/rewrite-nodes.ts";
import type { Graph, Model, Node } from "./onnx-messages.ts";

export interface WholeGraph {
  readonly graph: Graph;
  /** Which version of ONNX's operators a node of the graph is of; at least 7. */
  readonly operatorSetOf: (node: Node) => number;
}

/**
 * @param version of ONNX's operators that the model is of.
 * @throws DiagnosticError of category model where data, functions or versions are wrong; of category usage where a size is given that the
 * model does not leave open.
 */
export function wholeGraph(model: Model, graph: Graph, version: number, { siblings, sizes = new Map() }: Surroundings, file: string): WholeGraph {
  const fixed = fixSizes(graph, sizes, file);
  const inlined = inlineFunctions(model, fixed, version, file);
  const settled = rewriteOlderNodes(inlined, fixed);
  const whole = withExternalData({ ...fixed, node: settled.map(({ node }) => node) }, siblings, file);
  const versions = new Map(whole.node.map((node, position) => [node, settled[position].version]));
  return { graph: whole, operatorSetOf: (node) => versions.get(node) ?? version };
}
