// What nnc quantize prints with --json, as a schema.

import * as z from "zod/mini";
import type { JsonFormat } from "../../json/json-format.ts";
import { count, measuredError, modelFile, noted, number, numbers, passed, words } from "../../json/json-parts.ts";

const size = z.strictObject({ fileBytes: count, parameterBytes: count, workingBytes: noted(count, "Working memory of a call.") });
const both = <Schema extends z.ZodMiniType>(schema: Schema) => z.strictObject({ float: schema, quantised: schema });
const range = z.strictObject({ low: number, high: number });

export const quantizeJson = {
  title: "a model that was quantised",
  version: 1,
  fields: {
    ...modelFile.shape,
    layers: z.array(
      z.strictObject({
        name: z.string(),
        op: z.string(),
        weights: count,
        channels: count,
        range: noted(range, "Of what it is given, as it was seen."),
        input: noted(z.strictObject({ scale: number, zero: z.int() }), "(integer - zero)*scale is what it is given."),
        leastScale: noted(number, "Of the weights, over the channels."),
        greatestScale: number,
        largestSum: noted(count, "No partial sum of the accumulator is larger, whatever the input: proved, below 2^31."),
      }),
    ),
    keptFloat: noted(words, "Layers that stay floats."),
    loss: noted(
      z.strictObject({
        maximum: noted(number, "The largest |quantised - float| of all outputs."),
        at: noted(numbers, "The input where it is."),
        rootMeanSquare: number,
        samples: count,
        outputs: z.array(z.strictObject({ name: z.string(), maximum: number, rootMeanSquare: number, low: number, high: number })),
        agreeing: noted(z.nullable(count), "Inputs that both tell the same class of."),
        data: noted(z.nullable(both(measuredError)), "Against the samples."),
      }),
      "At the inputs it was calibrated with.",
    ),
    size: both(size),
    sums: noted(z.nullable(z.strictObject({ least: z.int(), greatest: z.int() })), "What all integer sums of the emitted function lie within, by types and weights."),
    maxLoss: noted(z.nullable(number), "What --max-loss allows."),
    passed,
  },
} as const satisfies JsonFormat;
