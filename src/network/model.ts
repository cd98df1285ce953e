// A Model: a network together with what is known of where it came from and how good it is.

import type { Network } from "./network.ts";
import type { Notice } from "./notice.ts";

export interface Model {
  readonly network: Network;
  /** What the training recorded; absent where another tool wrote the model without it. */
  readonly record: TrainingRecord | undefined;
  /** Where the network is one row of a batch that the file or a size given for it fixes: the rows of the batch. */
  readonly fixedBatch?: number;
  /** Whether the size of the inputs' first axis was given, and is not the file's own. */
  readonly isFirstAxisGiven?: boolean;
  /** Where the network is one step of the file's, which is over whole sequences; absent where it is the file's. */
  readonly stream?: StreamFacts;
  /** What the file calls axes of the inputs; absent where it calls none anything. */
  readonly axisNames?: readonly NamedAxis[];
  /** What is worth knowing of how its file was read; absent where there is nothing. */
  readonly notices?: readonly Notice[];
}

/** An axis of an input, counted from 0. */
export interface NamedAxis {
  readonly input: string;
  readonly axis: number;
  readonly name: string;
}

/** How the frames of sequences go through the steps of a network. */
export interface StreamFacts {
  /** Along which sequences run in the inputs of the file's network. */
  readonly axis: number;
  /** Of each input that is a sequence, in a step. */
  readonly frames: number;
  readonly outputs: readonly StreamedOutput[];
}

export interface StreamedOutput {
  readonly name: string;
  /** In a step; 0 of what is no sequence. */
  readonly frames: number;
  /** Frames that come before the first of the whole sequence's; negative where so many of those never come. */
  readonly early: number;
}

/** One variable of a target with the interval it is used on. */
export interface DomainVariable {
  readonly name: string;
  readonly low: number;
  readonly high: number;
}

export interface TrainingRecord {
  /**
   * The functions the outputs approximate, as mathjs expressions of the domain's variables, one per output; none where the
   * network was trained on data.
   */
  readonly targets: readonly string[];
  /** One per element of the network's input, in order. */
  readonly domain: readonly DomainVariable[];
  /** The name of the training recipe. */
  readonly recipe: string;
  readonly seed: number;
  /** Of the optimiser; absent where the recipe leaves them to its method. */
  readonly iterations?: number;
  /** Absent where every iteration takes all samples: there may be fewer iterations then. */
  readonly batch?: number;
  /** The command line that trains this model again, without paths. */
  readonly command: string;
  /** Seen in the domain, or at the samples it was trained on. */
  readonly error: MeasuredError | undefined;
  /** Why the file's errors, which may be right of another network, are not taken for this one's; absent where they are. */
  readonly distrust?: Distrust;
  /** The samples it was trained on; absent where it was trained on targets. */
  readonly data?: DataRecord;
  /** Absent where the network was constructed and not trained. */
  readonly history?: TrainingHistory;
}

/**
 * Why errors that a file records are not taken for those of its network: it was changed after they were measured, the file does not say of which network
 * they are, or its products are fused with their sums, as they were not then.
 */
export type Distrust = "changed" | "unbound" | "fused";

/** How a training went, in few numbers. */
export interface TrainingHistory {
  /** Iterations in each entry of `losses`; the last stretch may be shorter. */
  readonly stride: number;
  /** The mean loss of each stretch of the optimiser's iterations; positive or 0; none where there was no optimiser. */
  readonly losses: readonly number[];
  /** The smallest largest error so far after each iteration of a refinement; none where there was none. */
  readonly maximumErrors: readonly number[];
}

/** The file of samples a network was trained on. */
export interface DataRecord {
  /** Its name without a path. */
  readonly file: string;
  /** Of its bytes, hexadecimal. */
  readonly sha256: string;
  /** The columns the outputs approximate, with their least and greatest values, one per output. */
  readonly outputs: readonly DomainVariable[];
  /**
   * The headers of the columns as they are in the file, units included: of the inputs, then of the outputs. Absent where each is the
   * name of its variable.
   */
  readonly headers?: readonly string[];
  /** The error on samples that were set aside; absent where none were. */
  readonly heldOut: MeasuredError | undefined;
  /** How these were chosen: the same file, share and seed set the same samples aside; absent where none were or it was not recorded. */
  readonly split?: RecordedSplit;
  /** What the outputs are probabilities of; absent where they are numbers. */
  readonly classes?: RecordedClasses;
}

/**
 * `one-of`: every sample has one of these labels, and each output is the probability of one, in this order; where there are two labels
 * and one output, it is the probability of the second. `column` is empty where every label has a column of its own. `each`: every output
 * is the probability that its own column is 1 and not 0.
 */
export type RecordedClasses =
  | { readonly kind: "one-of"; readonly column: string; readonly labels: readonly string[] }
  | { readonly kind: "each" };

/** How samples were set aside. */
export interface RecordedSplit {
  /** Of the samples, more than 0 and less than 1. */
  readonly share: number;
  /** 0 … 2^32 − 1. */
  readonly seed: number;
}

/** The error against the target or the data, measured with the emitted function's own bits. */
export interface MeasuredError {
  /** The largest |network − target| of all outputs that was seen. */
  readonly maximum: number;
  /** The input where it was seen: one number per variable. */
  readonly at: readonly number[];
  /** Of data over all samples; else over inputs that are spread evenly. */
  readonly rootMeanSquare: number;
  /** How many inputs were evaluated. */
  readonly samples: number;
  /** max |network − target| of each output, where there are several. */
  readonly byOutput?: readonly number[];
  /** Of a classifier: how many samples it gives the class they have; of several columns of classes those that are right in all. */
  readonly right?: number;
}
