// Replaces every op that is written as other ops by these, until none is left: what follows need not know such ops.

import type { Network, Value } from "../network/network.ts";
import { mergeEqualOperations } from "./merge-equal-operations.ts";
import { rewrite } from "./rewrite.ts";

/** Scans that are alike are one: they give the outputs of one node, and fold-constants would give each weights of its own. */
export function expandComposites(network: Network): Network {
  if (!network.values.some(isComposite)) return network;
  let expanded = network;
  while (expanded.values.some(isComposite)) {
    expanded = rewrite(expanded, (value, args, builder) => {
      if (value.kind !== "operation" || value.op.computation.kind !== "expand") return builder.copy(value, args);
      const { attributes, name, origin } = value;
      return value.op.computation.into({ builder, arguments: args, attributes, name, origin });
    });
  }
  const hasScan = expanded.values.some((value) => value.kind === "operation" && value.op.computation.kind === "scan");
  return hasScan ? mergeEqualOperations(expanded) : expanded;
}

function isComposite(value: Value): boolean {
  return value.kind === "operation" && value.op.computation.kind === "expand";
}
