// What nnc info prints with --json, as a schema: shapes in `shapes`, data by rows.

import * as z from "zod/mini";
import { FORMAT_IDS } from "../../../formats/format-names.ts";
import type { JsonFormat } from "../../json/json-format.ts";
import { count, domain, domainVariable, measuredError, noted, number, numbers, sha256, words } from "../../json/json-parts.ts";

const shape = z.array(count);
const array = z.strictObject({ name: z.string(), shape });

const notice = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("narrowed"), from: z.literal("double"), parameters: count, changed: count, worst: number }),
  z.strictObject({ kind: z.literal("widened"), from: z.enum(["float16", "bfloat16"]), parameters: count }),
  z.strictObject({ kind: z.literal("other-type"), direction: z.enum(["input", "output"]), name: z.string(), from: z.string(), to: z.string() }),
  z.strictObject({ kind: z.literal("quantised"), direction: z.enum(["input", "output"]), name: z.string(), scale: number, zeroPoint: number }),
  z.strictObject({ kind: z.literal("other-arithmetic"), types: words }),
  z.strictObject({ kind: z.literal("open-sequence"), input: z.string(), axis: z.optional(z.string()) }),
  z.strictObject({ kind: z.literal("training-mode"), operator: z.string() }),
  z.strictObject({ kind: z.enum(["newer-operator-set", "newer-format"]), version: count, known: count }),
]);

const classes = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("one-of"), column: z.string(), labels: words }),
  z.strictObject({ kind: z.literal("each") }),
]);

const data = z.strictObject({
  file: z.string(),
  sha256,
  outputs: noted(z.array(domainVariable), "Columns, with their least and greatest values."),
  headers: noted(z.optional(words), "Of the columns as they are in the file, of inputs and then of outputs; left out where each is the name of its variable."),
  heldOut: noted(z.optional(measuredError), "The error on samples that were set aside."),
  split: z.optional(z.strictObject({ share: number, seed: count })),
  classes: z.optional(classes),
});

const training = z.strictObject({
  targets: words,
  domain,
  recipe: z.string(),
  seed: count,
  iterations: z.optional(count),
  batch: z.optional(count),
  command: z.string(),
  error: z.optional(measuredError),
  distrust: noted(z.optional(z.enum(["changed", "unbound"])), "Why recorded errors are not taken for those of this network."),
  data: z.optional(data),
  history: z.optional(z.strictObject({ stride: count, losses: numbers, maximumErrors: numbers })),
});

export const infoJson = {
  title: "what is in a model",
  version: 3,
  fields: {
    model: z.strictObject({ file: z.string(), format: z.enum(FORMAT_IDS), bytes: count, sha256 }),
    network: noted(z.string(), "The network in a line."),
    siblings: noted(z.array(z.strictObject({ file: z.string(), bytes: count, sha256 })), "Files that the model keeps data in."),
    sizes: noted(z.record(z.string(), count), "Those given for axes that the model leaves open, by the names of sizes."),
    shapes: noted(z.record(z.string(), shape), "Those given for inputs."),
    fixed: noted(z.record(z.string(), numbers), "The elements of inputs that are constants; one number is that of all elements."),
    notices: z.array(notice),
    fixedBatch: z.nullable(count),
    inputs: z.array(array),
    outputs: z.array(array),
    states: noted(z.array(z.strictObject({ name: z.string(), shape, next: z.string() })), "What one call leaves to the next, and what it holds then."),
    stateBytes: count,
    stream: noted(
      z.nullable(z.strictObject({ axis: count, frames: count, outputs: z.array(z.strictObject({ name: z.string(), frames: count, early: z.int() })) })),
      "How the frames of sequences go through the function's steps; early are those that come before the model's first.",
    ),
    cost: z.strictObject({ multiplyAdds: count, parameterBytes: count }),
    training: z.nullable(training),
    layers: z.array(
      z.strictObject({
        name: z.string(),
        op: z.string(),
        attributes: z.record(z.string(), z.union([number, numbers])),
        shape,
        arguments: words,
      }),
    ),
    parameters: z.array(z.strictObject({ name: z.string(), shape, values: noted(z.optional(numbers), "With --parameters, by rows.") })),
  },
} as const satisfies JsonFormat;
