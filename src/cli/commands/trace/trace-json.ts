// What nnc trace prints with --json, as a schema: the steps of gradient descent on a line.

import * as z from "zod/mini";
import type { JsonFormat } from "../../json/json-format.ts";
import { count, domainVariable, noted, number, numbers } from "../../json/json-parts.ts";

const line = z.strictObject({ W: number, b: number });

export const traceJson = {
  title: "the steps of a line",
  version: 1,
  fields: {
    target: z.string(),
    domain: domainVariable,
    learningRate: number,
    batch: count,
    seed: noted(z.optional(count), "Of the samples, where they were drawn."),
    steps: z.array(
      z.strictObject({
        step: count,
        x: numbers,
        t: numbers,
        y: numbers,
        loss: number,
        parameters: line,
        byHand: line,
        byBackPropagation: line,
        next: line,
        updated: line,
      }),
    ),
  },
} as const satisfies JsonFormat;
