// Chooses the values that need no memory of their own. Emits nothing.

import { sameShape } from "../../network/broadcast.ts";
import type { Network } from "../../network/network.ts";
import type { ValueId } from "../../network/op.ts";
import { useCounts, valueOf } from "../../network/network.ts";
import { recomputedValues } from "./recomputed.ts";

/** Values in a row that one loop computes: what follows them in the text must not become endless, nor the compiler's stack. */
const LONGEST_CHAIN = 64;

/** Values whose one user is pointwise, of the same shape, and computes them in its own loop, and those that each of their users computes again. */
export function valuesComputedInPlace(network: Network): ReadonlySet<ValueId> {
  const uses = useCounts(network);
  const { values: recomputed, bases } = recomputedValues(network);
  const inlined = new Set(recomputed);
  /** Of each value the longest row of values that are computed in its loop. */
  const chains: number[] = [];
  network.values.forEach((user, userId) => {
    chains.push(1);
    if (user.kind !== "operation" || user.op.computation.kind !== "pointwise") return;
    for (const id of user.arguments) {
      const value = valueOf(network, id);
      if (value.kind !== "operation" || (uses[id] !== 1 && !recomputed.has(id)) || !sameShape(value.shape, user.shape) || chains[id] >= LONGEST_CHAIN) continue;
      const { kind } = value.op.computation;
      if (kind !== "pointwise" && kind !== "reduce") continue;
      // What is computed again begins with what stands in memory.
      if (bases.has(id)) continue;
      inlined.add(id);
      chains[userId] = Math.max(chains[userId], chains[id] + 1);
    }
  });
  return inlined;
}
