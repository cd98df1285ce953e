// What a command that was given --json prints where it fails before it has a result, as a schema. Prints nothing.

import * as z from "zod/mini";
import type { DiagnosticCategory } from "../../diagnostics/ids.ts";
import { noted } from "./json-parts.ts";
import type { JsonFormat } from "./json-format.ts";

const CATEGORIES = ["check", "usage", "model", "toolchain", "file", "defect"] as const satisfies readonly DiagnosticCategory[];

export const failureJson = {
  title: "why there is no result",
  version: 1,
  fields: {
    error: z.strictObject({
      id: noted(z.string().check(z.regex(/^[a-z0-9-]+$/)), "Of the kind of failure, as docs/diagnostics.md lists them."),
      category: z.enum(CATEGORIES),
      message: z.string(),
      place: z.nullable(z.string()),
      note: z.nullable(z.string()),
      hint: z.nullable(z.string()),
    }),
  },
} as const satisfies JsonFormat;
