// Makes of a model's graph one that stands for itself: with the data of other files in it, sizes and inputs fixed, functions inlined and every node
// of an operator set whose operators are known as they are today. What the nodes are is for others.

import { NOTHING_SAID } from "../../network/input-settings.ts";
import type { Surroundings } from "../model-format.ts";
import { withExternalData } from "./external-data.ts";
import { fixInputs } from "./fix-inputs.ts";
import { fixSizes } from "./fix-sizes.ts";
import { inlineFunctions } from "./inline-functions.ts";
import { rewriteOlderNodes } from "./older/rewrite-nodes.ts";
import { rewriteRuntimeNodes } from "./runtime-operators/rewrite-nodes.ts";
import type { Graph, Model, Node } from "./onnx-messages.ts";

export interface WholeGraph {
  readonly graph: Graph;
  /** Which version of ONNX's operators a node of the graph is of; at least 7. */
  readonly operatorSetOf: (node: Node) => number;
}

/**
 * @param version of ONNX's operators that the model is of.
 * @throws DiagnosticError of category model where data, functions or versions are wrong; of category usage where a size, a shape or
 * a value is given that does not fit the inputs of the model.
 */
export function wholeGraph(model: Model, graph: Graph, version: number, { siblings, said = NOTHING_SAID }: Surroundings, file: string): WholeGraph {
  const fixed = fixInputs(fixSizes(graph, said, file), said.fixed, file);
  const inlined = inlineFunctions(model, fixed, version, file);
  const settled = rewriteRuntimeNodes(rewriteOlderNodes(inlined, fixed), fixed);
  const whole = withExternalData({ ...fixed, node: settled.map(({ node }) => node) }, siblings, file);
  const versions = new Map(whole.node.map((node, position) => [node, settled[position].version]));
  return { graph: whole, operatorSetOf: (node) => versions.get(node) ?? version };
}
