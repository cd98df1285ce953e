// Writes the settings of a training as JSON, for a checkpoint, and reads them again: each one as the text that its option takes.

import * as z from "zod/mini";
import type { Problem } from "../../diagnostics/problem.ts";
import { isProblem } from "../../diagnostics/problem.ts";
import { readColumnNames, readShare } from "./columns.ts";
import { readDomainVariable, showDomainVariable } from "./domain.ts";
import { readHiddenLayers, showHiddenLayers } from "./hidden-layers.ts";
import { MISSING } from "../../train/data/missing.ts";
import { TASKS } from "../../train/data/task.ts";
import { JUMPS } from "../../train/recipes.ts";
import { readNumber, readTolerance } from "./numbers.ts";
import type { TrainingSettings } from "./training-settings.ts";

/** Nothing for what was not said. */
export function settingsToJson(settings: TrainingSettings): string {
  const { target = [], domain = [], hidden, inputs, outputs, smallest } = settings;
  return JSON.stringify({
    target: target.length === 0 ? undefined : target,
    domain: domain.length === 0 ? undefined : domain.map(showDomainVariable),
    hidden: hidden && showHiddenLayers(hidden),
    inputs: inputs?.join(","),
    outputs: outputs?.join(","),
    weight: settings.weight,
    task: settings.task,
    missing: settings.missing,
    "hold-out": settings.holdOut?.toString(),
    "split-seed": settings.splitSeed?.toString(),
    activation: settings.activation,
    iterations: settings.iterations?.toString(),
    batch: settings.batch?.toString(),
    optimiser: settings.optimiser,
    "learning-rate": settings.learningRate?.toString(),
    schedule: settings.schedule,
    initialiser: settings.initialiser,
    loss: settings.loss,
    seed: settings.seed?.toString(),
    recipe: settings.recipe,
    "output-activation": settings.outputActivation,
    jumps: settings.jumps,
    "max-error": settings.maxError?.toString(),
    smallest: smallest === true ? true : undefined,
  });
}

const text = z.optional(z.string());
const texts = z.optional(z.array(z.string()));
const schema = z.strictObject({
  target: texts,
  domain: texts,
  hidden: text,
  inputs: text,
  outputs: text,
  weight: text,
  task: z.optional(z.enum(TASKS)),
  missing: z.optional(z.enum(MISSING)),
  "hold-out": text,
  "split-seed": text,
  activation: text,
  iterations: text,
  batch: text,
  optimiser: text,
  "learning-rate": text,
  schedule: text,
  initialiser: text,
  loss: text,
  seed: text,
  recipe: text,
  "output-activation": text,
  jumps: z.optional(z.enum(JUMPS)),
  "max-error": text,
  smallest: z.optional(z.boolean()),
});

/** Undefined where the text is not what `settingsToJson` gives. */
export function settingsFromJson(json: string): TrainingSettings | undefined {
  try {
    return settingsOf(schema.parse(JSON.parse(json)));
  } catch {
    return undefined;
  }
}

/** Throws for a text that its reader refuses. */
function settingsOf(given: z.infer<typeof schema>): TrainingSettings {
  const { target, domain, activation, optimiser, schedule, initialiser, loss, recipe, jumps, weight, task, missing, smallest } = given;
  return {
    target,
    domain: domain?.map((one) => read(one, readDomainVariable)),
    hidden: optional(given.hidden, readHiddenLayers),
    inputs: optional(given.inputs, readColumnNames),
    outputs: optional(given.outputs, readColumnNames),
    weight,
    task,
    missing,
    holdOut: optional(given["hold-out"], readShare),
    splitSeed: optional(given["split-seed"], readNumber),
    activation,
    iterations: optional(given.iterations, readNumber),
    batch: optional(given.batch, readNumber),
    optimiser,
    learningRate: optional(given["learning-rate"], readNumber),
    schedule,
    initialiser,
    loss,
    seed: optional(given.seed, readNumber),
    recipe,
    outputActivation: given["output-activation"],
    jumps,
    maxError: optional(given["max-error"], readTolerance),
    smallest,
  };
}

function read<Value>(given: string, reader: (text: string) => Value | Problem): Value {
  const value = reader(given);
  if (isProblem(value)) throw new RangeError(value.problem);
  return value;
}

function optional<Value>(given: string | undefined, reader: (text: string) => Value | Problem): Value | undefined {
  return given === undefined ? undefined : read(given, reader);
}
