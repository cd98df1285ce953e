// What the JSON of several commands has in common, as schemas. Prints nothing.

import * as z from "zod/mini";

/** The same schema with a sentence on what it holds, for whoever reads the JSON Schema. */
export function noted<Schema extends z.ZodMiniType>(schema: Schema, description: string): Schema {
  return schema.check(z.describe(description));
}

/** As toJson writes it: what JSON has no number for is text. */
export const number = z
  .union([z.number(), z.enum(["NaN", "Infinity", "-Infinity", "-0"])])
  .register(z.globalRegistry, { id: "number", description: "A number; as text where JSON has none." });

export const numbers = z.array(number);

/** A whole number, not negative. */
export const count = z.int().check(z.nonnegative());

export const words = z.array(z.string());

export const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** The file that a model was read from. */
export const modelFile = z.strictObject({ file: noted(z.string(), "Without its folder; - is standard input."), sha256 });

export const domainVariable = z.strictObject({ name: z.string(), low: number, high: number });

/** The expressions of targets, one for each output element; null where there are none. */
export const targets = noted(z.nullable(words), "Expressions, one for each element of the outputs.");

/** One variable for each element of the inputs; null where nothing says it. */
export const domain = z.array(domainVariable);

const ofErrors = {
  maximum: noted(number, "The largest |network - target| that was seen."),
  at: noted(numbers, "The input where it was seen."),
  rootMeanSquare: number,
  samples: noted(count, "Inputs that were evaluated."),
  byOutput: noted(z.optional(numbers), "The largest of each output, where there are several."),
  right: noted(z.optional(count), "Samples of a classifier that are told right."),
};

export const measuredError = z.strictObject(ofErrors);

/** With units in the last place. */
export const errorReport = z.strictObject({ ...ofErrors, maximumUlp: number, ulpAt: numbers });

/** An input with its results, and what they should be. */
export const difference = z.strictObject({ input: numbers, expected: numbers, computed: numbers });

export const passed = noted(z.boolean(), "Whether the exit code is 0.");
