// folding: the parameters of a network that is constructed for the target; a training then starts at its end.

import { foldNetwork } from "../fold-network.ts";
import type { Initialiser } from "./initialiser.ts";
import { notApplicable } from "./not-applicable.ts";

/** Needs the target, one input, one output and a piecewise-linear activation; draws nothing from the generator. */
export const folding: Initialiser = {
  name: "folding",
  aliases: [],
  parameters: [],
  *initialise({ architecture, domain, targets }) {
    const folded = yield* foldNetwork(architecture, targets, domain);
    if (folded !== undefined) return [...folded.parameters];
    throw notApplicable(
      "folding has no construction for this network",
      "it takes one function of one variable, at least one hidden layer and an activation that is straight on both sides of 0",
      "use kink-spreading or lecun-normal",
    );
  },
};
