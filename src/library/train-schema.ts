// The options that `train` takes, and of which types they must be. Judges no values but those that a recorded command could not say again.

import * as z from "zod/mini";
import { isProblem } from "../diagnostics/problem.ts";
import type { RunEvent } from "../run/events.ts";
import { readColumnNames } from "../run/settings/columns.ts";
import type { TrainingSettings } from "../run/settings/training-settings.ts";
import { MISSING } from "../train/data/missing.ts";
import { TASKS } from "../train/data/task.ts";
import { JUMPS } from "../train/recipes.ts";
import { domain, expressions, finiteNumber, mustBe, oneOf, optionsLike, text, tolerance } from "./options.ts";
import type { Domain } from "./written-domain.ts";

/** A table with a header of column names, as `nnc train --data` reads it. */
export interface SamplesFile {
  /** As the model records it. */
  readonly name: string;
  /** Comma-separated values. */
  readonly contents: string | Uint8Array;
}

/** As the options of `nnc train`; what is left out is what it is there. */
export interface TrainOptions extends Omit<TrainingSettings, "target" | "domain"> {
  /** One expression for each output; exp(x) where neither a target nor samples are given. */
  readonly target?: string | readonly string[] | undefined;
  /** Of the target's variables. */
  readonly domain?: Domain | undefined;
  /** What to train on in place of a target. */
  readonly samples?: SamplesFile | undefined;
  /**
   * Sees what happens; a training stands still meanwhile. What it is given belongs to the training and is only to be read; what it throws
   * ends the training, and `train` throws it.
   */
  readonly observe?: ((event: RunEvent) => void) | undefined;
}

const bytesOrText = z.custom<string | Uint8Array>(
  (value) => typeof value === "string" || ArrayBuffer.isView(value),
  mustBe("a text or a Uint8Array"),
);

export const columns = z
  .array(z.string(mustBe("the name of a column")), mustBe("a list of the names of columns"))
  .check(z.refine(areReadAgain, "there must be names, without commas and without blanks at their ends: a recorded command says them so"));

function areReadAgain(names: readonly string[]): boolean {
  const read = readColumnNames(names.join(","));
  return !isProblem(read) && read.length === names.length && read.every((name, position) => name === names[position]);
}

export const samplesFile = z.strictObject({ name: text, contents: bytesOrText }, mustBe("an object with a name and contents"));

/** All that may be left out. */
export const TRAIN_OPTIONS = optionsLike({
  target: z.optional(expressions),
  domain: z.optional(domain),
  samples: z.optional(samplesFile),
  inputs: z.optional(columns),
  outputs: z.optional(columns),
  weight: z.optional(text),
  task: z.optional(oneOf(TASKS)),
  missing: z.optional(oneOf(MISSING)),
  holdOut: z.optional(finiteNumber),
  splitSeed: z.optional(finiteNumber),
  hidden: z.optional(z.array(finiteNumber, mustBe("a list of numbers, one for each layer"))),
  activation: z.optional(text),
  outputActivation: z.optional(text),
  jumps: z.optional(oneOf(JUMPS)),
  maxError: z.optional(tolerance),
  smallest: z.optional(z.boolean(mustBe("true or false"))),
  iterations: z.optional(finiteNumber),
  batch: z.optional(finiteNumber),
  optimiser: z.optional(text),
  learningRate: z.optional(finiteNumber),
  schedule: z.optional(text),
  initialiser: z.optional(text),
  loss: z.optional(text),
  seed: z.optional(finiteNumber),
  recipe: z.optional(text),
  observe: z.optional(z.custom<NonNullable<TrainOptions["observe"]>>((value) => typeof value === "function", mustBe("a function"))),
} satisfies { readonly [Name in keyof Required<TrainOptions>]: z.ZodMiniType<TrainOptions[Name]> });
