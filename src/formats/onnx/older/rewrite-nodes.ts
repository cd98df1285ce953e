// Writes nodes of ONNX's operators 1 to 6 as those of version 7. Later nodes stay as they are.

import type { UniqueNames } from "../unique-names.ts";
import type { VersionedNode } from "../versioned-node.ts";
import { isDefaultDomain } from "../match-node.ts";
import { rewriteNode, SETTLED_VERSION } from "./rewrite-node.ts";

/** Each node in its place, so that messages number it as the file does; what is added stands at the end. */
export function rewriteOlderNodes(nodes: readonly VersionedNode[], names: UniqueNames): readonly VersionedNode[] {
  const rewritten = nodes.map((one) => {
    const isOlder = one.version < SETTLED_VERSION && isDefaultDomain(one.node.domain);
    return isOlder ? rewriteNode(one, (hint) => names.unique(hint)) : [one];
  });
  return [...rewritten.flatMap((all) => all.slice(0, 1)), ...rewritten.flatMap((all) => all.slice(1))];
}
