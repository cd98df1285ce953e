// Says how far a training is.

import { showCount } from "../../numeric/shown-number.ts";
import { showHiddenLayers } from "../settings/hidden-layers.ts";
import type { Position } from "./contents.ts";

/** `iteration 4,210 of 10,000`, and of which training where there are several. */
export function showPosition({ stage, iteration, iterations, hidden, seed }: Position, isSearch: boolean): string {
  const steps =
    stage === "gradient"
      ? `iteration ${showCount(iteration)} of ${showCount(iterations)}`
      : `iteration ${iteration} of at most ${iterations} of the refinement`;
  return isSearch ? `${steps} with hidden layers ${showHiddenLayers(hidden)} and seed ${seed}` : steps;
}
