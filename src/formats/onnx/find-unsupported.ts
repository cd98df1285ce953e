// Collects every node of an ONNX graph that is not supported, so that they are refused together. Reads no more constants
// than it must.

import { CONSTANT, readConstantNode } from "./constant-node.ts";
import type { Definition, Definitions } from "./definitions.ts";
import { isConstantNode } from "./definitions.ts";
import { attributesFromInputs } from "./attribute-inputs.ts";
import type { MatchedNode } from "./match-node.ts";
import { matchNode, SUPPORTED_OPERATORS } from "./match-node.ts";
import { parameterAt } from "../../network/op.ts";
import type { Graph, Node } from "./onnx-messages.ts";
import { placeOfNode } from "./place-of-node.ts";
import { quoted, refused } from "../refuse.ts";

/** Nodes named in one message. */
export const MAXIMUM_NAMED_NODES = 1000;

/** A node that is supported: an op, or a constant, which the definitions hold. */
export type SupportedNode = MatchedNode | "constant";

/** @throws DiagnosticError of category model naming every node that is not supported, with the reason. */
export function matchNodes(graph: Graph, definitions: Definitions, file: string, operatorSetOf: (node: Node) => number): readonly SupportedNode[] {
  const used = new Set([...graph.node.flatMap(({ input }) => input), ...graph.output.map(({ name }) => name ?? "")]);
  const supported: SupportedNode[] = [];
  const unsupported: string[] = [];
  graph.node.forEach((node, position) => {
    const matched = matchOne(node, definitions, used, operatorSetOf(node));
    if (typeof matched === "object" && "problem" in matched) unsupported.push(`${placeOfNode(node, position)}: ${matched.problem}`);
    else supported.push(matched);
  });
  if (unsupported.length === 0) return supported;
  const more = unsupported.length - MAXIMUM_NAMED_NODES;
  throw refused(file, {
    kind: "unsupported",
    message: unsupported.length === 1 ? "a node of the model is not supported" : `${unsupported.length} nodes of the model are not supported`,
    note: [...unsupported.slice(0, MAXIMUM_NAMED_NODES), ...(more > 0 ? [`and ${more} more`] : [])].join("\n"),
    hint: `supported are ${[...SUPPORTED_OPERATORS, CONSTANT].sort().join(", ")}, in float32`,
  });
}

function matchOne(node: Node, definitions: Definitions, used: ReadonlySet<string>, operatorSet: number): SupportedNode | { readonly problem: string } {
  const extra = node.output.slice(1).find((name) => name !== "" && used.has(name));
  if (extra !== undefined) return { problem: `its output ${quoted(extra)} is used, but only the first output is supported` };
  if (isConstantNode(node)) {
    const constant = readConstantNode(node);
    return "problem" in constant ? constant : "constant";
  }
  const matched = matchNode(node, operatorSet);
  if ("problem" in matched) return matched;
  const wrong = matched.arguments.findIndex((name) => !isFloat(definitions.byName.get(name)));
  if (wrong >= 0) return { problem: `its input ${parameterAt(matched.op, wrong)} is a constant that is not of type float or double` };
  const unmet = matched.conditions.find(({ value, mustBe }) => {
    const definition = definitions.byName.get(value);
    return definition?.kind !== "constant" || definition.read().values.some((element) => element !== mustBe);
  });
  if (unmet !== undefined) return { problem: `its input ${unmet.input} is not the constant ${unmet.mustBe}` };
  const read = attributesFromInputs(matched, definitions);
  return "problem" in read ? read : { ...matched, attributes: read.attributes };
}

function isFloat(definition: Definition | undefined): boolean {
  return definition?.kind !== "constant" || definition.type === "float" || definition.type === "double";
}
