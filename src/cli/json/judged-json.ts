// How far a model is from samples, as a schema. Prints nothing.

import * as z from "zod/mini";
import { count, noted, number, numbers, sha256, words } from "./json-parts.ts";

const sampleError = z.strictObject({ maximum: number, line: count, rootMeanSquare: number, samples: count });

const judgedSample = z.strictObject({
  line: noted(count, "Of the file, from 1."),
  point: numbers,
  wanted: number,
  computed: number,
  error: number,
  isHeldOut: z.nullable(z.boolean()),
});

const told = z.strictObject({ right: count, samples: count });

const judgedClasses = z.strictObject({
  name: z.string(),
  labels: words,
  told,
  heldOut: z.nullable(told),
  confusion: noted(z.array(z.array(count)), "Rows are what samples have, columns what they are told to have."),
  crossEntropy: number,
  calibration: z.strictObject({
    bins: z.array(z.strictObject({ samples: count, meanProbability: number, shareRight: number })),
    expectedError: number,
  }),
  worst: z.array(z.strictObject({ line: count, label: z.string(), told: z.string(), probability: number })),
});

/** What is not known is null; `classes` is there of classifiers alone. */
export const judgedSamples = z.strictObject({
  file: z.string(),
  sha256,
  isTrainedOn: noted(z.nullable(z.boolean()), "Whether the model was trained on this very file."),
  samples: count,
  heldOut: noted(z.nullable(count), "Samples that the training set aside."),
  inputs: words,
  outputs: z.array(
    z.strictObject({
      name: z.string(),
      unit: noted(z.nullable(z.string()), "That of the errors, of the column's header."),
      error: sampleError,
      heldOut: z.nullable(sampleError),
      worst: z.array(judgedSample),
    }),
  ),
  classes: z.optional(z.array(judgedClasses)),
});
