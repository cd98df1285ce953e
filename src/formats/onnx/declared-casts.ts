// Writes CastLike as Cast where the file says of which type its second input is: nnc's own types do not tell float16 from float32, and
// the input may have no elements. Of computed values the type is what nnc computes.

import type { Definitions } from "./definitions.ts";
import { elementTypeOfName } from "./element-types.ts";
import { isDefaultDomain } from "./match-node.ts";
import { intAttribute } from "./older/parts.ts";
import type { Graph, Node } from "./onnx-messages.ts";

export function withDeclaredCasts(graph: Graph, definitions: Definitions): Graph {
  if (!graph.node.some(isCastLike)) return graph;
  return { ...graph, node: graph.node.map((node) => (isCastLike(node) ? declaredCast(node, definitions) : node)) };
}

function isCastLike({ opType, domain }: Node): boolean {
  return opType === "CastLike" && isDefaultDomain(domain);
}

function declaredCast(node: Node, definitions: Definitions): Node {
  const [given, like] = node.input;
  const type = like === undefined ? undefined : declaredType(like, definitions);
  return type === undefined ? node : { ...node, opType: "Cast", input: [given], attribute: [...node.attribute, intAttribute("to", type)] };
}

/** By TensorProto.DataType; undefined of what a node computes. */
function declaredType(name: string, { byName, inputs }: Definitions): number | undefined {
  const definition = byName.get(name);
  if (definition?.kind === "constant") return elementTypeOfName(definition.type);
  return inputs.find((info) => info.name === name)?.type?.tensorType?.elemType;
}
