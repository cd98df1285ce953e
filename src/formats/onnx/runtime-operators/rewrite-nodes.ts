// Writes nodes of onnxruntime's own operators, which its optimiser and its quantiser leave in files, as nodes of ONNX's. What has no such form stays as
// it is, and is refused by whoever looks at it next.

import type { Graph, Node } from "../onnx-messages.ts";
import { isDefaultDomain } from "../match-node.ts";
import { UniqueNames } from "../unique-names.ts";
import type { VersionedNode } from "../versioned-node.ts";
import { ACTIVATIONS } from "./activations.ts";
import { BLOCK_WEIGHTS } from "./block-weights.ts";
import { LAYERS } from "./layers.ts";
import { NodeWriter } from "./node-writer.ts";
import { NORMALISATIONS } from "./normalisations.ts";
import { QUANTISED } from "./quantised.ts";
import type { Rule } from "./rule.ts";

const DOMAIN = "com.microsoft";

const RULES: Readonly<Record<string, Rule | undefined>> = { ...ACTIVATIONS, ...BLOCK_WEIGHTS, ...LAYERS, ...NORMALISATIONS, ...QUANTISED };

/** Of its own too, but under the name of ONNX's domain. */
const OF_DEFAULT_DOMAIN = "SimplifiedLayerNormalization";

export function isOfRuntime({ domain }: Node): boolean {
  return domain === DOMAIN;
}

/** The operators of that domain that are read. */
export const RUNTIME_OPERATORS: readonly string[] = Object.keys(RULES).sort();

/**
 * Each node in its place, so that messages number it as the file does; what is added stands at the end.
 *
 * @param graph whose nodes these are to be, for the names that are taken.
 */
export function rewriteRuntimeNodes(nodes: readonly VersionedNode[], graph: Graph): readonly VersionedNode[] {
  if (nodes.every(({ node }) => ruleOf(node) === undefined)) return nodes;
  const names = UniqueNames.of({ ...graph, node: nodes.map(({ node }) => node) });
  const rewritten = nodes.map((one) => ruleOf(one.node)?.(new NodeWriter(one.node, (hint) => names.unique(hint))) ?? [one]);
  return [...rewritten.flatMap((all) => all.slice(0, 1)), ...rewritten.flatMap((all) => all.slice(1))];
}

function ruleOf(node: Node): Rule | undefined {
  const { domain, opType = "" } = node;
  const isOwn = isOfRuntime(node) || (isDefaultDomain(domain) && opType === OF_DEFAULT_DOMAIN);
  return isOwn && Object.hasOwn(RULES, opType) ? RULES[opType] : undefined;
}
