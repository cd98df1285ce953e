// What nnc diff prints with --json, as a schema. What there is none of, or what cannot be compared, is null.

import * as z from "zod/mini";
import { FORMAT_IDS } from "../../../formats/format-names.ts";
import type { JsonFormat } from "../../json/json-format.ts";
import { judgedSamples } from "../../json/judged-json.ts";
import { count, difference, domain, measuredError, noted, number, numbers, passed, sha256, targets, words } from "../../json/json-parts.ts";

const shape = z.array(count);
const array = z.strictObject({ name: z.string(), shape });

const side = z.strictObject({
  file: z.string(),
  sha256,
  format: z.enum(FORMAT_IDS),
  bytes: count,
  network: noted(z.string(), "The network in a line."),
  inputs: z.array(array),
  outputs: z.array(array),
  parameters: count,
  multiplyAdds: count,
  parameterBytes: count,
  workingBytes: noted(count, "Working memory of a call."),
  target: targets,
  domain: z.nullable(domain),
  command: noted(z.nullable(z.string()), "That trains it again."),
  error: noted(z.nullable(measuredError), "Against its target."),
  maxAbsError: noted(z.nullable(number), "No error is larger: proved."),
  data: noted(z.nullable(judgedSamples), "How far it is from the samples of --data."),
});

const both = <Schema extends z.ZodMiniType>(schema: Schema) => z.strictObject({ first: schema, second: schema });

export const diffJson = {
  title: "what changed between two models",
  version: 2,
  fields: {
    ...both(side).shape,
    operations: noted(z.array(z.strictObject({ op: z.string(), first: count, second: count })), "How many of each the networks have, as they are computed."),
    parameters: z.array(
      z.strictObject({
        name: z.string(),
        ...both(z.nullable(shape)).shape,
        elements: z.nullable(count),
        changed: noted(z.nullable(count), "Elements with other bits."),
        largestChange: z.nullable(number),
        rootMeanSquareChange: z.nullable(number),
      }),
    ),
    compared: noted(z.nullable(domain), "The domain that results were compared over."),
    difference: noted(z.nullable(measuredError), "The largest |second - first| of results that was seen, and where."),
    inputs: noted(z.nullable(count), "Inputs whose results were compared bit by bit."),
    differing: noted(z.nullable(count), "Those whose bits differ."),
    firstDifference: noted(z.nullable(difference), "The first of these; expected is what the first model computes."),
    classes: z.nullable(
      z.strictObject({
        differing: noted(count, "Inputs that they tell other classes of."),
        at: z.nullable(numbers),
        told: noted(z.nullable(words), "There, by the first and by the second."),
      }),
    ),
    obstacle: noted(z.nullable(z.string()), "Why results cannot be compared."),
    maxError: noted(z.nullable(number), "What --max-error allows."),
    passed,
    failure: z.nullable(z.string()),
  },
} as const satisfies JsonFormat;
