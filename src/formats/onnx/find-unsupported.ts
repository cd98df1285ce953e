// Collects every node of an ONNX graph that is not supported, so that they are refused together. Reads no constants.

import { hasBodies } from "./bodies.ts";
import { readConstantNode } from "./constant-node.ts";
import { isConstantNode } from "./definitions.ts";
import { isAskedForResult } from "./known-nodes.ts";
import { isDefaultDomain, matchNode, type MatchedNode, type NodeProblem } from "./match-node.ts";
import type { Needed } from "./needed-nodes.ts";
import type { Graph, Node } from "./onnx-messages.ts";
import { isOfRuntime, RUNTIME_OPERATORS } from "./runtime-operators/rewrite-nodes.ts";
import { placeOfNode } from "./place-of-node.ts";
import { quoted, refused } from "../refuse.ts";

/** Nodes named in one message. */
export const MAXIMUM_NAMED_NODES = 1000;

/** A node that is supported: an op, a constant, which the definitions hold, or one whose result follows from shapes. */
export type SupportedNode =
  | { readonly kind: "op"; readonly matched: MatchedNode }
  | { readonly kind: "constant" }
  | { readonly kind: "known"; readonly type: string }
  /** One that runs graphs of its own. */
  | { readonly kind: "bodies" };

/** The nodes of a graph that its outputs need, by position. */
export interface MatchedNodes {
  readonly supported: ReadonlyMap<number, SupportedNode>;
  /** What is wrong with the others. */
  readonly problems: ReadonlyMap<number, string>;
}

export function matchNodes(graph: Graph, needed: Needed, operatorSetOf: (node: Node) => number): MatchedNodes {
  const supported = new Map<number, SupportedNode>();
  const problems = new Map<number, string>();
  graph.node.forEach((node, position) => {
    if (!needed.nodes.has(position)) return;
    const matched = matchOne(node, needed, operatorSetOf(node));
    if ("problem" in matched) problems.set(position, matched.problem);
    else supported.set(position, matched);
  });
  return { supported, problems };
}

/** @throws DiagnosticError naming every node with a problem; nothing where there is none. */
export function refuseNodes(graph: Graph, problems: ReadonlyMap<number, string>, file: string): void {
  if (problems.size === 0) return;
  const lines = [...problems].sort(([a], [b]) => a - b).map(([position, problem]) => `${placeOfNode(graph.node[position], position)}: ${problem}`);
  const more = lines.length - MAXIMUM_NAMED_NODES;
  throw refused(file, {
    kind: "unsupported",
    message: lines.length === 1 ? "a node of the model is not supported" : `${lines.length} nodes of the model are not supported`,
    note: [...lines.slice(0, MAXIMUM_NAMED_NODES), ...(more > 0 ? [`and ${more} more`] : [])].join("\n"),
    hint: "docs/operators.md lists the operators that are supported, with their types and attributes",
  });
}

function matchOne(node: Node, needed: Needed, operatorSet: number): SupportedNode | NodeProblem {
  const type = node.opType ?? "";
  if (isConstantNode(node)) {
    const constant = readConstantNode(node);
    return "problem" in constant ? constant : { kind: "constant" };
  }
  if (isDefaultDomain(node.domain) && isAskedForResult(type)) return { kind: "known", type };
  if (hasBodies(node)) return { kind: "bodies" };
  if (isOfRuntime(node)) {
    const isRead = RUNTIME_OPERATORS.includes(type);
    return { problem: isRead ? "of onnxruntime's own operator this form is not supported" : "it is an operator of onnxruntime's own, and none that is supported" };
  }
  const matched = matchNode(node, operatorSet);
  if ("problem" in matched) return matched;
  const { furtherOutputs = [], part } = matched.spelling;
  const extra = node.output.findIndex((name, position) => position > furtherOutputs.length && needed.names.has(name));
  if (extra >= 0 && part === undefined) {
    const first = furtherOutputs.length === 0 ? "the first is" : `the first ${furtherOutputs.length + 1} are`;
    return { problem: `its output ${quoted(node.output[extra])} is used, and of ${type} only ${first} supported` };
  }
  return { kind: "op", matched };
}
