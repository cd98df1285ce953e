// A Model: a network together with what is known of where it came from and how good it is.

import type { Network } from "./network.ts";

export interface Model {
  readonly network: Network;
  /** What the training recorded; absent where another tool wrote the model without it. */
  readonly record: TrainingRecord | undefined;
}

/** One variable of a target with the interval it is used on. */
export interface DomainVariable {
  readonly name: string;
  readonly low: number;
  readonly high: number;
}

export interface TrainingRecord {
  /** The functions the outputs approximate, as mathjs expressions of the domain's variables, one per output. */
  readonly targets: readonly string[];
  /** One per element of the network's input, in order. */
  readonly domain: readonly DomainVariable[];
  /** The name of the training recipe. */
  readonly recipe: string;
  readonly seed: number;
  readonly iterations: number;
  readonly batch: number;
  /** The command line that trains this model again, without paths. */
  readonly command: string;
  readonly error: MeasuredError | undefined;
}

/** The error against the target over a sweep of the domain, measured with the emitted function's own bits. */
export interface MeasuredError {
  /** max |network − target|. */
  readonly maximum: number;
  /** The input where the maximum occurs: one number per variable. */
  readonly at: readonly number[];
  readonly rootMeanSquare: number;
  /** How many inputs were evaluated. */
  readonly samples: number;
}
