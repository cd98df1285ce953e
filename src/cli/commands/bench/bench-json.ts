// What nnc bench prints with --json, as a schema: times, sizes and errors of each contender; what there is none of is null.

import * as z from "zod/mini";
import { LANGUAGE_NAMES } from "../../../languages/index.ts";
import type { JsonFormat } from "../../json/json-format.ts";
import { count, domain, errorReport, modelFile, noted, number, targets, words } from "../../json/json-parts.ts";

const leftOut = z.strictObject({ contender: z.string(), title: z.string(), kind: z.enum(["missing", "unsuited", "failed"]), reason: z.string() });

const row = z.strictObject({
  contender: z.string(),
  title: z.string(),
  nanoseconds: noted(number, "Of a call, the median of rounds."),
  waitingNanoseconds: noted(z.nullable(number), "Of a call that waits for the result of the one before."),
  ratio: noted(number, "Its nanoseconds by those of the emitted function."),
  instructions: z.nullable(number),
  codeBytes: z.nullable(count),
  dataBytes: z.nullable(count),
  stackBytes: z.nullable(count),
  error: z.nullable(errorReport),
  difference: noted(number, "The largest from what the emitted function gives."),
});

export const benchJson = {
  title: "what was measured",
  version: 1,
  fields: {
    model: modelFile,
    target: targets,
    domain,
    inputs: noted(count, "Inputs at which results were compared."),
    sections: z.array(
      z.strictObject({
        language: z.enum([...LANGUAGE_NAMES, "python"]),
        compiler: z.string(),
        version: z.string(),
        options: words,
        rows: z.array(row),
        leftOut: z.array(leftOut),
      }),
    ),
    leftOut: z.array(leftOut),
    uncounted: noted(z.nullable(z.string()), "Why no instructions were counted."),
    missing: noted(words, "Compilers that are not there."),
  },
} as const satisfies JsonFormat;
