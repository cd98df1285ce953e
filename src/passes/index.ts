// The passes between reading a model and lowering it, in order. Adding one is a file beside this one and a line here.

import { checkNetwork } from "../network/check-network.ts";
import type { Network } from "../network/network.ts";
import { keepReachable } from "../network/reachable.ts";
import { computeQuantisedInIntegers } from "./compute-quantised-in-integers.ts";
import { expandComposites } from "./expand-composites.ts";
import { mergeEqualOperations } from "./merge-equal-operations.ts";
import { mergeMatmulAndAdd } from "./merge-matmul-and-add.ts";
import { mergeSquareAndSum } from "./merge-square-and-sum.ts";
import { foldConstants } from "./fold-constants.ts";
import { foldStepsAfterLayers } from "./fold-steps-after-layers.ts";
import { foldStepsBeforeLayers } from "./fold-steps-before-layers.ts";
import { removeDeadNeurons } from "./remove-dead-neurons.ts";
import { removeNeutralSteps } from "./remove-neutral-steps.ts";
import { moveConstantsIntoSteps } from "./move-constants-into-steps.ts";
import { moveTransposesAfterSteps } from "./move-transposes-after-steps.ts";
import { nameValues } from "./name-values.ts";
import { removeUnchangingViews } from "./remove-unchanging-views.ts";
import { removeUnusedResults } from "./remove-unused-results.ts";
import { settlePositions } from "./settle-positions.ts";
import { squarePowers } from "./square-powers.ts";
import { transposeWeights } from "./transpose-weights.ts";
import { withinSteps } from "./within-steps.ts";

export interface Pass {
  readonly name: string;
  /** What stays the same: every result bit, or the result in real arithmetic. */
  readonly exactness: "bit" | "real";
  /** The passes that must have run before it, by name. */
  readonly after: readonly string[];
  /** Why. */
  readonly reason: string;
  /** Whether it leaves the steps of scans alone. */
  readonly isOfWhole?: true;
  readonly run: (network: Network) => Network;
}

export const PASSES: readonly Pass[] = [
  {
    name: "compute-quantised-in-integers",
    exactness: "real",
    after: [],
    reason: "it sees quantisations whole, before they are written as others",
    run: computeQuantisedInIntegers,
  },
  {
    name: "expand-composites",
    exactness: "bit",
    after: ["compute-quantised-in-integers"],
    reason: "what follows knows no op that is written as others",
    run: expandComposites,
  },
  {
    name: "remove-unchanging-views",
    exactness: "bit",
    after: ["expand-composites"],
    reason: "what composites are written as may move nothing",
    run: removeUnchangingViews,
  },
  {
    name: "move-transposes-after-steps",
    exactness: "bit",
    after: ["expand-composites", "remove-unchanging-views"],
    reason: "convolutions become transpositions; between two of them no view may stand",
    run: moveTransposesAfterSteps,
  },
  {
    name: "fold-constants",
    exactness: "bit",
    after: ["expand-composites", "move-transposes-after-steps"],
    reason: "what composites are written as may be of constants alone, and so may what is transposed the other way",
    run: foldConstants,
  },
  {
    name: "settle-positions",
    exactness: "bit",
    after: ["expand-composites", "fold-constants"],
    reason: "positions must be constants",
    run: settlePositions,
  },
  {
    name: "square-powers",
    exactness: "real",
    after: ["expand-composites", "fold-constants"],
    reason: "exponents must be constants",
    run: squarePowers,
  },
  {
    name: "merge-equal-operations",
    exactness: "bit",
    after: ["expand-composites", "remove-unchanging-views", "fold-constants"],
    reason: "what composites are written as may be the same, and is once nothing stands between",
    run: mergeEqualOperations,
  },
  {
    name: "remove-unused-results",
    exactness: "bit",
    after: ["expand-composites", "merge-equal-operations"],
    reason: "the outputs of one recurrent node are results of one scan once equal ones are merged",
    run: removeUnusedResults,
  },
  {
    name: "move-constants-into-steps",
    exactness: "bit",
    after: ["fold-constants", "merge-equal-operations"],
    reason: "scans are the same op until each has its weights, which parts of constants are",
    run: moveConstantsIntoSteps,
  },
  {
    name: "merge-square-and-sum",
    exactness: "bit",
    after: ["expand-composites", "remove-unchanging-views", "merge-equal-operations"],
    reason: "squares that are written several times have one user each until they are one",
    run: mergeSquareAndSum,
  },
  {
    name: "remove-neutral-steps",
    exactness: "bit",
    after: ["remove-unchanging-views", "fold-constants"],
    reason: "zeros and ones must be constants",
    run: removeNeutralSteps,
  },
  {
    name: "merge-matmul-and-add",
    exactness: "real",
    after: ["remove-unchanging-views", "fold-constants", "remove-neutral-steps"],
    reason: "a view or a step between matmul and add would hide the pair; matrix and bias must be constants",
    run: mergeMatmulAndAdd,
  },
  {
    name: "transpose-weights",
    exactness: "bit",
    after: ["fold-constants", "merge-matmul-and-add"],
    reason: "it sees the constant matrices of gemm, whatever made it",
    run: transposeWeights,
  },
  {
    name: "fold-steps-after-layers",
    exactness: "real",
    after: ["move-transposes-after-steps", "fold-constants", "merge-matmul-and-add"],
    reason: "scales must be constants; a bias is added by the layer itself, in its order; steps stand beside convolutions once no transposition is between them",
    run: foldStepsAfterLayers,
  },
  {
    name: "fold-steps-before-layers",
    exactness: "real",
    after: ["fold-constants", "merge-matmul-and-add", "fold-steps-after-layers"],
    reason: "steps between two layers go into the first one, where nothing cancels",
    run: foldStepsBeforeLayers,
  },
  {
    name: "remove-dead-neurons",
    exactness: "real",
    after: ["merge-matmul-and-add", "fold-steps-after-layers", "fold-steps-before-layers"],
    reason: "a scale of 0 makes neurons dead; steps between layers would hide them",
    run: removeDeadNeurons,
  },
  {
    name: "remove-unused-values",
    exactness: "bit",
    after: ["remove-unchanging-views", "fold-constants", "merge-square-and-sum", "merge-matmul-and-add", "transpose-weights"],
    reason: "these leave values behind",
    run: (network) => keepReachable(network).network,
  },
  {
    name: "name-values",
    exactness: "bit",
    after: ["remove-unused-values"],
    reason: "it numbers the layers that are left, but in steps, whose values have the names of their kind of cell",
    isOfWhole: true,
    run: nameValues,
  },
];

/** What a pass makes of a network and of those that its scans hold. */
function withSteps({ run, isOfWhole }: Pass, network: Network): Network {
  if (isOfWhole === true) return run(network);
  const onAll = (one: Network): Network => withinSteps(run(one), onAll);
  return onAll(network);
}

/**
 * Runs the passes, on the steps of scans as well; `observe` sees the network after each one.
 *
 * @throws RangeError where a pass made what is no network: a defect of the pass.
 */
export function runPasses(
  network: Network,
  observe: (pass: Pass, network: Network) => void = () => undefined,
  passes: readonly Pass[] = PASSES,
): Network {
  return passes.reduce((current, pass) => {
    const next = afterPass(pass, current);
    observe(pass, next);
    return next;
  }, network);
}

/** As `runPasses`, which may be left after every pass. */
export function* runPassesPausing(network: Network): Generator<undefined, Network, void> {
  let current = network;
  for (const pass of PASSES) {
    current = afterPass(pass, current);
    yield;
  }
  return current;
}

function afterPass(pass: Pass, network: Network): Network {
  const next = withSteps(pass, network);
  checkNetwork(next, `the pass ${pass.name}`);
  return next;
}
