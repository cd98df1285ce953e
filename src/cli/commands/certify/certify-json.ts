// What nnc certify prints with --json, as schemas: of the error, of properties and around points. What is not proved is null.

import * as z from "zod/mini";
import { PROPERTY_NAMES } from "../../../certify/properties/property-name.ts";
import type { JsonFormat } from "../../json/json-format.ts";
import { count, domain, modelFile, noted, number, numbers, passed, words } from "../../json/json-parts.ts";

const form = z.enum(["network", "table"]);
const failure = noted(z.nullable(z.string()), "Why the exit code is not 0.");

const figures = {
  maxAbsError: noted(z.nullable(number), "No error is larger, at any float32 of the domain."),
  maxRelError: z.nullable(number),
  maxUlpError: noted(z.nullable(number), "In units in the last place."),
  networkError: noted(z.nullable(number), "The part of the network in real arithmetic."),
  roundingError: noted(z.nullable(number), "The part of roundings, and of a table."),
  foundError: noted(z.nullable(number), "The largest that was found, where one is searched for."),
};

export const certificateJson = {
  title: "what is proved of the error",
  version: 1,
  fields: {
    model: modelFile,
    target: words,
    domain,
    form,
    maxError: z.nullable(number),
    passed,
    failure,
    ...figures,
    search: z.nullable(z.strictObject({ boxes: count, tightness: number, isTight: z.boolean() })),
    outputs: z.nullable(z.array(z.strictObject({ target: z.string(), ...figures, maxAbsError: number, networkError: number, at: numbers }))),
  },
} as const satisfies JsonFormat;

export const propertiesJson = {
  title: "what is known of properties",
  version: 1,
  fields: {
    model: modelFile,
    domain,
    form,
    passed,
    failure,
    properties: z.array(
      z.strictObject({
        property: z.enum(PROPERTY_NAMES),
        output: z.string(),
        input: z.nullable(z.string()),
        verdict: z.enum(["proved", "refuted", "undecided"]),
        of: z.nullable(z.enum(["emitted", "network"])),
        direction: z.nullable(z.enum(["rising", "falling"])),
        figures: noted(z.record(z.string(), number), "Bounds by their names."),
        witness: noted(z.nullable(z.array(z.strictObject({ at: numbers, value: number }))), "Results that refute it."),
        reason: z.nullable(z.string()),
      }),
    ),
  },
} as const satisfies JsonFormat;

export const aroundJson = {
  title: "whether classes stay the same around points",
  version: 1,
  fields: {
    model: modelFile,
    radius: number,
    passed,
    failure,
    points: z.array(
      z.strictObject({
        line: noted(z.nullable(count), "Of the file of samples, from 1."),
        point: numbers,
        class: noted(z.int(), "From 0; -1 where a score is no number."),
        label: z.nullable(z.string()),
        verdict: z.enum(["proved", "refuted", "undecided"]),
        boxes: count,
        at: z.nullable(numbers),
        otherClass: z.nullable(z.int()),
        share: noted(z.nullable(number), "Of the box, by volume, that it is proved of."),
      }),
    ),
  },
} as const satisfies JsonFormat;
