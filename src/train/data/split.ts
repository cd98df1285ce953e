// Sets samples aside that a training never sees, to tell how it does on others. Measures nothing.

import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { prose, setting } from "../../diagnostics/prose.ts";
import { RandomGenerator } from "../../numeric/random.ts";
import type { Dataset } from "./dataset.ts";
import { sampleCount, selectSamples } from "./dataset.ts";
import { positions, shuffle } from "./permutation.ts";

export const DEFAULT_HOLD_OUT = 0.2;

/** The split draws from another stream than the training of the same seed. */
const STREAM = 0x5d588b65;

export interface Split {
  readonly training: Dataset;
  /** undefined where none are set aside. */
  readonly heldOut: Dataset | undefined;
}

/**
 * Sets round(share × samples) random samples aside. Both parts keep the order of the file; the same seed gives the same
 * parts.
 *
 * @param share from 0, which sets none aside, to less than 1.
 * @throws DiagnosticError (usage, at the setting `holdOut`) for other shares, and where no sample is set aside or fewer than two
 * are left to train on.
 */
export function splitHoldOut(dataset: Dataset, share: number, seed: number): Split {
  if (!(share >= 0 && share < 1)) {
    throw new DiagnosticError({
      id: "hold-out-invalid",
      message: `the share of samples to hold out is ${share}`,
      place: setting("holdOut"),
      note: "it must be at least 0 and less than 1",
      hint: prose`write ${setting("holdOut", String(DEFAULT_HOLD_OUT))}`,
    });
  }
  if (share === 0) return { training: dataset, heldOut: undefined };
  const count = sampleCount(dataset);
  const aside = Math.round(share * count);
  if (aside < 1 || count - aside < 2) {
    throw new DiagnosticError({
      id: "hold-out-too-small",
      message: `${dataset.file} has too few samples for a hold-out of ${share}`,
      place: setting("holdOut"),
      note: `of ${count} samples ${aside} would be set aside and ${count - aside} trained on; at least 1 and 2 are needed`,
      hint: prose`give more samples, or ${setting("holdOut", "0")} to train on all of them`,
    });
  }
  const order = shuffled(count, seed);
  return {
    training: selectSamples(dataset, order.slice(aside).sort()),
    heldOut: selectSamples(dataset, order.slice(0, aside).sort()),
  };
}

/** The positions, in ascending order, of the samples that splitHoldOut sets aside of so many. */
export function heldOutPositions(count: number, share: number, seed: number): Uint32Array {
  return shuffled(count, seed).slice(0, Math.round(share * count)).sort();
}

function shuffled(count: number, seed: number): Uint32Array {
  const order = positions(count);
  shuffle(order, new RandomGenerator((seed ^ STREAM) >>> 0));
  return order;
}
