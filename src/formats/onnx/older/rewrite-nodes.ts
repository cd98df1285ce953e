// Writes nodes of ONNX's operators 1 to 6 as those of version 7. Later nodes stay as they are.

import type { Graph } from "../onnx-messages.ts";
import { UniqueNames } from "../unique-names.ts";
import type { VersionedNode } from "../versioned-node.ts";
import { isDefaultDomain } from "../match-node.ts";
import { rewriteNode, SETTLED_VERSION } from "./rewrite-node.ts";

/**
 * Each node in its place, so that messages number it as the file does; what is added stands at the end.
 *
 * @param graph whose nodes these are to be, for the names that are taken.
 */
export function rewriteOlderNodes(nodes: readonly VersionedNode[], graph: Graph): readonly VersionedNode[] {
  if (!nodes.some(isOlder)) return nodes;
  const names = UniqueNames.of({ ...graph, node: nodes.map(({ node }) => node) });
  const rewritten = nodes.map((one) => (isOlder(one) ? rewriteNode(one, (hint) => names.unique(hint)) : [one]));
  return [...rewritten.flatMap((all) => all.slice(0, 1)), ...rewritten.flatMap((all) => all.slice(1))];
}

function isOlder({ node, version }: VersionedNode): boolean {
  return version < SETTLED_VERSION && isDefaultDomain(node.domain);
}
