// The passes between reading a model and lowering it, in order. Adding one is a file beside this one and a line here.

import type { Network } from "../network/network.ts";
import { expandComposites } from "./expand-composites.ts";
import { mergeMatmulAndAdd } from "./merge-matmul-and-add.ts";
import { moveConstants } from "./move-constants.ts";
import { nameValues } from "./name-values.ts";
import { removeUnchangingViews } from "./remove-unchanging-views.ts";
import { removeUnusedValues } from "./remove-unused-values.ts";
import { transposeWeights } from "./transpose-weights.ts";

export interface Pass {
  readonly name: string;
  /** What stays the same: every result bit, or the result in real arithmetic. */
  readonly exactness: "bit" | "real";
  /** Why it stands where it does. */
  readonly order: string;
  readonly run: (network: Network) => Network;
}

export const PASSES: readonly Pass[] = [
  {
    name: "expand-composites",
    exactness: "bit",
    order: "first: what follows knows no op that is written as others",
    run: expandComposites,
  },
  {
    name: "remove-unchanging-views",
    exactness: "bit",
    order: "before the merging: a view between matmul and add would hide the pair",
    run: removeUnchangingViews,
  },
  { name: "move-constants", exactness: "bit", order: "before all that looks for constant matrices and biases", run: moveConstants },
  { name: "merge-matmul-and-add", exactness: "real", order: "before transpose-weights, which sees gemm", run: mergeMatmulAndAdd },
  { name: "transpose-weights", exactness: "bit", order: "after all that makes gemm", run: transposeWeights },
  { name: "remove-unused-values", exactness: "bit", order: "after all that leaves values behind", run: removeUnusedValues },
  { name: "name-values", exactness: "bit", order: "last: numbers the layers that are left", run: nameValues },
];

/** Runs all passes; `observe` sees the network after each one. */
export function runPasses(network: Network, observe: (pass: Pass, network: Network) => void = () => undefined): Network {
  return PASSES.reduce((current, pass) => {
    const next = pass.run(current);
    observe(pass, next);
    return next;
  }, network);
}
