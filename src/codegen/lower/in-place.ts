// Chooses the values that need no memory of their own. Emits nothing.

import { sameShape } from "../../network/broadcast.ts";
import type { Network, ValueId } from "../../network/network.ts";
import { useCounts, valueOf } from "../../network/network.ts";

/** Values whose one user is pointwise, of the same shape, and computes them in its own loop. */
export function valuesComputedInPlace(network: Network): ReadonlySet<ValueId> {
  const uses = useCounts(network);
  const inlined = new Set<ValueId>();
  for (const user of network.values) {
    if (user.kind !== "operation" || user.op.computation.kind !== "pointwise") continue;
    for (const id of user.arguments) {
      const value = valueOf(network, id);
      if (value.kind !== "operation" || uses[id] !== 1 || !sameShape(value.shape, user.shape)) continue;
      const { kind } = value.op.computation;
      if (kind === "pointwise" || kind === "reduce") inlined.add(id);
    }
  }
  return inlined;
}
