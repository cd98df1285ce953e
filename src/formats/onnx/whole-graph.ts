// Makes of a model's graph one that stands for itself: with the data of other files in it, sizes and inputs fixed, functions inlined and every node
// of an operator set whose operators are known as they are today. What the nodes are is for others.

import { NOTHING_SAID } from "../../network/input-settings.ts";
import type { Surroundings } from "../model-format.ts";
import { usedBy } from "./bodies.ts";
import { withExternalData } from "./external-data.ts";
import { fixInputs } from "./fix-inputs.ts";
import { fixSizes } from "./fix-sizes.ts";
import { inlineFunctions } from "./inline-functions.ts";
import { rewriteOlderNodes } from "./older/rewrite-nodes.ts";
import { rewriteRuntimeNodes } from "./runtime-operators/rewrite-nodes.ts";
import type { Graph, Model, Node } from "./onnx-messages.ts";

export interface SettledGraph {
  readonly graph: Graph;
  /** Which version of ONNX's operators a node of the graph is of; at least 7. */
  readonly operatorSetOf: (node: Node) => number;
}

/** The same of a graph within a node, which is of the model's version: functions have none. */
export type SettleBody = (body: Graph) => SettledGraph;

export interface WholeGraph extends SettledGraph {
  readonly settleBody: SettleBody;
}

/**
 * @param version of ONNX's operators that the model is of.
 * @throws DiagnosticError of category model where data, functions or versions are wrong; of category usage where a size, a shape or
 * a value is given that does not fit the inputs of the model.
 */
export function wholeGraph(model: Model, graph: Graph, version: number, { siblings, said = NOTHING_SAID }: Surroundings, file: string): WholeGraph {
  const settle = (given: Graph, named = given): SettledGraph => {
    const inlined = inlineFunctions(model, named, version, file);
    const settled = rewriteRuntimeNodes(rewriteOlderNodes(inlined, named), named);
    const whole = withExternalData({ ...given, node: settled.map(({ node }) => node) }, siblings, file);
    const versions = new Map(whole.node.map((node, position) => [node, settled[position].version]));
    return { graph: whole, operatorSetOf: (node) => versions.get(node) ?? version };
  };
  // A body is run for every turn of a loop.
  const bodies = new Map<Graph, SettledGraph>();
  const settleBody: SettleBody = (body) => {
    const settled = bodies.get(body) ?? settle(body, withNamesAround(body, file));
    bodies.set(body, settled);
    return settled;
  };
  return { ...settle(fixInputs(fixSizes(graph, said, file), said.fixed, file)), settleBody };
}

/** A graph as it is for names that are taken: those that graphs within it use of graphs around it are too. */
function withNamesAround(body: Graph, file: string): Graph {
  const used = body.node.flatMap((node) => usedBy(node, file));
  return { ...body, output: [...body.output, ...used.map((name) => ({ name, type: undefined }))] };
}
