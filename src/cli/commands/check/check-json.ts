// What nnc check prints with --json, as schemas: of inputs that are tried, and of every float. What there is none of is null.

import * as z from "zod/mini";
import { MATHEMATICS } from "../../../codegen/mathematics.ts";
import { LANGUAGE_NAMES } from "../../../languages/index.ts";
import type { JsonFormat } from "../../json/json-format.ts";
import { baselineDocument } from "./baseline/baseline-json.ts";
import { judgedSamples } from "../../json/judged-json.ts";
import { count, difference, domain, errorReport, measuredError, modelFile, noted, number, passed, targets, words } from "../../json/json-parts.ts";

const verdict = {
  maxError: noted(z.nullable(number), "What --max-error allows."),
  math: z.enum(MATHEMATICS),
  passed,
  failures: noted(words, "A sentence for each."),
};

const firstDifference = noted(z.nullable(difference), "The first input whose results are not the expected bits.");
const missing = noted(words, "Compilers that are not there.");

const build = {
  compiler: z.string(),
  options: words,
};

export const checkJson = {
  title: "how results of compiled sources compare",
  version: 1,
  fields: {
    model: modelFile,
    target: targets,
    domain: z.nullable(domain),
    data: z.optional(judgedSamples),
    ...verdict,
    seen: noted(z.nullable(z.union([measuredError, errorReport])), "The error of the function itself."),
    results: z.array(
      z.strictObject({
        ...build,
        language: z.enum(LANGUAGE_NAMES),
        version: z.string(),
        inputs: noted(count, "Inputs whose results were compared."),
        differing: count,
        firstDifference,
        batch: z.nullable(z.strictObject({ calls: count, differing: count, firstDifference, simd: z.boolean() })),
        error: z.nullable(errorReport),
      }),
    ),
    missing,
    baseline: z.optional(baselineDocument),
  },
} as const satisfies JsonFormat;

const worst = z.nullable(z.strictObject({ error: number, at: number }));

export const everyFloatJson = {
  title: "how results at every float compare",
  version: 1,
  fields: {
    model: modelFile,
    target: targets,
    domain: z.nullable(domain),
    ...verdict,
    numbers: noted(count, "Numbers that were tried."),
    first: number,
    last: number,
    measured: noted(
      z.nullable(z.strictObject({ numbers: count, against: z.nullable(z.enum(["libm", "nnc"])) })),
      "Numbers that errors were measured at, and whose float64 functions.",
    ),
    results: z.array(
      z.strictObject({
        ...build,
        language: noted(z.nullable(z.enum(LANGUAGE_NAMES)), "null of nnc's own interpreter."),
        version: z.nullable(z.string()),
        hashes: noted(z.array(count), "Of the bits of all results, for each element of the outputs."),
        differs: z.boolean(),
        firstDifference,
        errors: z.nullable(
          z.array(
            z.strictObject({
              output: z.string(),
              absolute: worst,
              relative: worst,
              ulp: worst,
              targetZero: noted(count, "Numbers for which the target is 0."),
              targetMissing: noted(count, "Numbers for which it is no finite number."),
            }),
          ),
        ),
      }),
    ),
    missing,
  },
} as const satisfies JsonFormat;
