// Replaces every op that is written as other ops by these, until none is left: what follows need not know such ops.

import type { Network, Value } from "../network/network.ts";
import { rewrite } from "./rewrite.ts";

export function expandComposites(network: Network): Network {
  let expanded = network;
  while (expanded.values.some(isComposite)) {
    expanded = rewrite(expanded, (value, args, builder) => {
      if (value.kind !== "operation" || value.op.computation.kind !== "expand") return builder.copy(value, args);
      const { attributes, name, origin } = value;
      return value.op.computation.into({ builder, arguments: args, attributes, name, origin });
    });
  }
  return expanded;
}

function isComposite(value: Value): boolean {
  return value.kind === "operation" && value.op.computation.kind === "expand";
}
