// Removes views that keep the shape: identity, dropout, flatten of a matrix.

import { sameShape } from "../network/broadcast.ts";
import type { Network } from "../network/network.ts";
import { rewrite } from "./rewrite.ts";

export function removeUnchangingViews(network: Network): Network {
  return rewrite(network, (value, args, builder) => {
    const [argument] = args;
    const isView = value.kind === "operation" && value.op.computation.kind === "reshape";
    if (isView && argument !== undefined && sameShape(builder.shapeOf(argument), value.shape)) return argument;
    return builder.copy(value, args);
  });
}
