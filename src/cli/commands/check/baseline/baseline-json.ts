// What nnc check --json says of a baseline, as a schema. What there is none of is null.

import * as z from "zod/mini";
import { FIGURE_NAMES } from "../../../../baseline/figures.ts";
import type { Described } from "../../../json/json-format.ts";
import { count, noted, number, sha256, words } from "../../../json/json-parts.ts";

export const baselineDocument = z.strictObject({
  file: noted(z.string(), "The baseline."),
  model: noted(z.string(), "What its entry is called."),
  passed: noted(z.boolean(), "Whether nothing is worse than the baseline allows."),
  failures: words,
  recorded: noted(z.boolean(), "Whether --update records what was measured."),
  against: noted(z.nullable(z.string()), "What errors are measured against."),
  compiled: noted(z.nullable(z.strictObject({ compiler: z.string(), machine: z.string() })), "What the size and the instructions are of."),
  figures: z.array(
    z.strictObject({
      name: z.enum(FIGURE_NAMES),
      recorded: z.nullable(number),
      measured: z.nullable(number),
      tolerance: noted(z.nullable(number), "In parts of what is recorded."),
      verdict: z.enum(["same", "better", "within", "worse", "new", "lost", "not comparable"]),
      reason: noted(z.nullable(z.string()), "Why it is not comparable."),
    }),
  ),
  bits: z.nullable(z.strictObject({ inputs: count, sha256, verdict: z.nullable(z.enum(["same", "changed"])) })),
});

export type BaselineJson = Described<typeof baselineDocument>;
