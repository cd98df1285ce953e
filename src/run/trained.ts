// What an attempt of a run ends with: its network, how good it is and how it went.

import type { MeasuredError, TrainingHistory } from "../network/model.ts";
import type { Network } from "../network/network.ts";
import type { Pausing } from "../train/pausing.ts";
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
  /**
   * What a wanted error is compared with: the larger one of both errors; of a classifier the larger share of samples told wrong, of those
   * trained on and those held out.
   */
  readonly worst: number;
  /** Whether another seed would give another network. */
  readonly dependsOnSeed: boolean;
}

/** The network with its errors. */
export function* measured(trained: Omit<Trained, keyof Measurement | "worst">, source: TrainingSource): Pausing<Trained> {
  const measurement = yield* measure(trained.network, source);
  const { error, heldOut } = measurement;
  const worst = Math.max(worstOf(error), heldOut === undefined ? 0 : worstOf(heldOut));
  return { ...trained, ...measurement, worst };
}

function worstOf({ maximum, right, samples }: MeasuredError): number {
  return right === undefined ? maximum : 1 - right / samples;
}

/** What `worst` is of a network that tells classes, or of one that does not. */
export function nameOfWorst(tellsClasses: boolean): string {
  return tellsClasses ? "largest share told wrong" : "largest error seen";
}
