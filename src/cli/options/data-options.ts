// The options by which a trained network is judged on samples, and how the file that they name is read and matched with a model.

import * as z from "zod/mini";
import type { ModelSamples, SampledModel } from "../../run/model-samples.ts";
import { saysNothing } from "../../run/settings/says-nothing.ts";
import { readColumnNames } from "../../run/settings/columns.ts";
import { MISSING, readMissing, type Missing } from "../../train/data/missing.ts";
import type { OptionDefinition } from "../arguments/command.ts";
import { text } from "../arguments/validate.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { readPath } from "./shared-options.ts";

/** @param purpose of the samples, after `a file of samples`. */
export function dataOptions(purpose: string): readonly OptionDefinition[] {
  return [
    { name: "data", kind: "value", describe: `a CSV or Parquet file, or arrays of numpy (.npy, .npz), of samples ${purpose}; - for standard input` },
    { name: "inputs", kind: "value", describe: "columns of --data for the inputs (those called as the model's, else in their order)" },
    { name: "outputs", kind: "value", describe: "columns of --data for the outputs, likewise" },
    { name: "missing", kind: "value", describe: "what becomes of samples of --data with missing cells: refuse, or drop them (refuse)", choices: MISSING },
  ];
}

/** For the schema of a command with these options. */
export const dataFields = {
  data: z.optional(text(readPath)),
  inputs: z.optional(text(readColumnNames)),
  outputs: z.optional(text(readColumnNames)),
  missing: z.optional(text(readMissing)),
};

/** What these options say. */
export interface DataSettings {
  readonly data?: string | undefined;
  readonly inputs?: readonly string[] | undefined;
  readonly outputs?: readonly string[] | undefined;
  readonly missing?: Missing | undefined;
}

/**
 * The samples with values for the outputs; undefined without --data.
 *
 * @param terminal where it is shown how far the reading is.
 * @throws DiagnosticError: file and model as readSamplesFile, usage as judgingSamples and for columns of no file.
 */
export async function readJudgingSamples(settings: DataSettings, model: SampledModel, terminal?: Terminal): Promise<ModelSamples | undefined> {
  return await readModelSamples(settings, model, "judge", terminal);
}

/** The same, but columns for the outputs may be missing. */
export async function readInputSamples(settings: DataSettings, model: SampledModel, terminal?: Terminal): Promise<ModelSamples | undefined> {
  return await readModelSamples(settings, model, "evaluate", terminal);
}

async function readModelSamples(
  settings: DataSettings,
  model: SampledModel,
  purpose: "judge" | "evaluate",
  terminal: Terminal | undefined,
): Promise<ModelSamples | undefined> {
  const found = await readSamplesFor(settings, [model], purpose, terminal);
  return found?.[0];
}

/** As readJudgingSamples, of one file for each of several models. */
export async function readSamplesFor(
  { data, inputs, outputs, missing }: DataSettings,
  models: readonly SampledModel[],
  purpose: "judge" | "evaluate",
  terminal: Terminal | undefined,
): Promise<readonly ModelSamples[] | undefined> {
  if (data === undefined) {
    if (inputs !== undefined) throw saysNothing("inputs");
    if (outputs !== undefined) throw saysNothing("outputs");
    if (missing !== undefined) throw saysNothing("missing");
    return undefined;
  }
  // Loaded where it is needed: it takes a library that reads CSV.
  const { readSamplesFile } = await import("../files/samples-file.ts");
  const { judgingSamples, samplesOfModel } = await import("../../run/model-samples.ts");
  const find = purpose === "judge" ? judgingSamples : samplesOfModel;
  const columns = { ...(inputs === undefined ? {} : { inputs }), ...(outputs === undefined ? {} : { outputs }), missing };
  const samples = await readSamplesFile(data, terminal);
  return models.map((model) => find(model, samples, columns));
}
