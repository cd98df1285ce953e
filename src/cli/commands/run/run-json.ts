// What nnc run prints with --json, as a schema: points with results, and targets where there are any.

import * as z from "zod/mini";
import type { JsonFormat } from "../../json/json-format.ts";
import { judgedSamples } from "../../json/judged-json.ts";
import { count, noted, numbers, words } from "../../json/json-parts.ts";

export const runJson = {
  title: "results at points",
  version: 1,
  fields: {
    inputs: words,
    outputs: words,
    targets: z.optional(words),
    points: z.array(
      z.strictObject({
        line: noted(z.optional(count), "Of the file of samples, from 1."),
        point: numbers,
        outside: noted(z.optional(z.boolean()), "Whether it lies outside the domain; left out where none is known."),
        results: numbers,
        targets: z.optional(numbers),
      }),
    ),
    data: z.optional(judgedSamples),
  },
} as const satisfies JsonFormat;
