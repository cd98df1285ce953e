// Makes a model of integers of 8 bits of one of floats. Prints nothing and opens no file.

import * as z from "zod/mini";
import type { LoadedModel } from "../pipeline/load-model.ts";
import { quantisedModel, type QuantisedModel } from "../pipeline/quantised.ts";
import { refuseWithState } from "../pipeline/without-state.ts";
import { CALIBRATIONS, type Calibration } from "../quantise/calibrate.ts";
import { samplesOfModel } from "../run/model-samples.ts";
import { MISSING, type Missing } from "../train/data/missing.ts";
import { modelGiven, mustBe, oneOf, optionsLike, optionsOf } from "./options.ts";
import { samplesIn } from "./samples-in.ts";
import { columns, samplesFile, type SamplesFile } from "./train-schema.ts";

export interface QuantizeOptions {
  /** What to calibrate with; points of the recorded domain where it is left out. */
  readonly samples?: SamplesFile | undefined;
  /** Columns of the samples, where they are not called as the model's. */
  readonly inputs?: readonly string[] | undefined;
  readonly outputs?: readonly string[] | undefined;
  readonly missing?: Missing | undefined;
  /** Which range is taken of what is seen: all, or all but the outermost 0.005 % at each end. */
  readonly calibrate?: Calibration | undefined;
  /** Whether the zero points of values between layers are 0. */
  readonly symmetricActivations?: boolean | undefined;
  /** Layers that stay floats, by their names. */
  readonly keepFloat?: readonly string[] | undefined;
}

/** A model as `read` gives it of the bytes, and how it was made. */
export interface QuantizedModel extends LoadedModel, Omit<QuantisedModel, "loaded"> {}

const QUANTIZE_OPTIONS = optionsLike({
  samples: z.optional(samplesFile),
  inputs: z.optional(columns),
  outputs: z.optional(columns),
  missing: z.optional(oneOf(MISSING)),
  calibrate: z.optional(oneOf(CALIBRATIONS)),
  symmetricActivations: z.optional(z.boolean(mustBe("true or false"))),
  keepFloat: z.optional(z.array(z.string(mustBe("the name of a layer")), mustBe("a list of the names of layers"))),
} satisfies { readonly [Name in keyof Required<QuantizeOptions>]: z.ZodMiniType<QuantizeOptions[Name]> });

/**
 * The bytes of the file that `nnc quantize` writes, the model that they hold, and what was lost.
 *
 * @throws DiagnosticError: usage where the options cannot be used or there is nothing to calibrate with, model where the samples do not fit, nothing can be
 * quantised or a value is not finite.
 */
export async function quantize(model: LoadedModel, options: QuantizeOptions = {}): Promise<QuantizedModel> {
  const given = optionsOf<QuantizeOptions>(QUANTIZE_OPTIONS, options, "quantize");
  const { samples, calibrate = "min-max", symmetricActivations = false, keepFloat = [], inputs, outputs, missing } = given;
  const { program, model: { record } } = modelGiven(model, "quantize");
  refuseWithState({ program }, { data: true });
  const choice = { ...(inputs === undefined ? {} : { inputs }), ...(outputs === undefined ? {} : { outputs }), missing };
  const found = samples && samplesOfModel({ program, record }, await samplesIn(samples), choice);
  const choices = { calibration: calibrate, hasSymmetricActivations: symmetricActivations, keptFloat: keepFloat };
  const { loaded, ...made } = await quantisedModel(model, found, choices);
  return { ...loaded, ...made };
}
