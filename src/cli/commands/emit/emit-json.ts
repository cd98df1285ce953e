// What nnc emit --check prints with --json, as a schema.

import * as z from "zod/mini";
import type { JsonFormat } from "../../json/json-format.ts";
import { noted, sha256, words } from "../../json/json-parts.ts";

export const driftJson = {
  title: "how files differ from what would be emitted",
  version: 1,
  fields: {
    path: noted(z.string(), "The file or folder that was asked about."),
    same: z.boolean(),
    files: z.array(
      z.strictObject({
        path: z.string(),
        state: z.enum(["differs", "missing", "surplus"]),
        models: noted(z.nullable(z.strictObject({ recorded: sha256, now: sha256 })), "Digests, where it was made of another model."),
        diff: noted(words, "Lines of a unified diff."),
      }),
    ),
  },
} as const satisfies JsonFormat;
