// What an attempt of a run ends with: its network, how good it is and how it went.

import type { TrainingHistory } from "../network/model.ts";
import type { Network } from "../network/network.ts";
import type { TrainingSource } from "../train/source.ts";
import type { Attempt } from "./events.ts";
import type { Measurement } from "./measurement.ts";
import { measure } from "./measurement.ts";

/** What is known of a network before it is measured. */
export interface UnmeasuredNetwork extends Attempt {
  readonly network: Network;
  /** How it went; undefined where it was constructed. */
  readonly history: TrainingHistory | undefined;
}

export interface Trained extends UnmeasuredNetwork, Measurement {
  /** What a wanted error is compared with: the larger one of both errors; of a classifier the share of samples told wrong, held-out ones
   * where there are some. */
  readonly worst: number;
  /** Whether another seed would give another network. */
  readonly dependsOnSeed: boolean;
}

/** The network with its errors. */
export function measured(trained: Omit<Trained, keyof Measurement | "worst">, source: TrainingSource): Trained {
  const measurement = measure(trained.network, source);
  const { error, heldOut } = measurement;
  const judged = heldOut ?? error;
  const worst = judged.right === undefined ? Math.max(error.maximum, heldOut?.maximum ?? 0) : 1 - judged.right / judged.samples;
  return { ...trained, ...measurement, worst };
}
