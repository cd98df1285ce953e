// The options of nnc train: what they are called, how they are described and how their texts are read.

import * as z from "zod/mini";
import type { Problem } from "../../../diagnostics/problem.ts";
import { readColumnName, readColumnNames, readShare } from "../../../run/settings/columns.ts";
import { DEFAULT_SPLIT_SEED } from "../../../run/settings/defaults.ts";
import { readDomainVariable } from "../../../run/settings/domain.ts";
import { readHiddenLayers, showHiddenLayers } from "../../../run/settings/hidden-layers.ts";
import { parseDecimal, readNumber, readTolerance } from "../../../run/settings/numbers.ts";
import type { Choice } from "../../../train/choices.ts";
import { exampleOf } from "../../../train/choices.ts";
import { INITIALISERS } from "../../../train/initialisers/index.ts";
import { LOSSES } from "../../../train/losses/index.ts";
import { OPTIMISERS } from "../../../train/optimisers/index.ts";
import { MISSING, readMissing } from "../../../train/data/missing.ts";
import { readTask, TASKS } from "../../../train/data/task.ts";
import { DEFAULT_SEED, JUMPS, RECIPES, type Jumps } from "../../../train/recipes.ts";
import { SCHEDULES } from "../../../train/schedules/index.ts";
import type { OptionDefinition } from "../../arguments/command.ts";
import { flag, text, texts } from "../../arguments/validate.ts";
import { DEFAULT_MODEL, DOMAIN_OPTION, FORCE_OPTION, readPath, TARGET_OPTION } from "../../options/shared-options.ts";
import { LIVE_OPTIONS, readPort } from "./live-options.ts";

/** TrainingSettings, and what the command line says besides: where files lie, what is shown, what is kept. */
export const trainSchema = z.object({
  target: texts((given) => given),
  domain: texts(readDomainVariable),
  inputs: z.optional(text(readColumnNames)),
  outputs: z.optional(text(readColumnNames)),
  weight: z.optional(text(readColumnName)),
  task: z.optional(text(readTask)),
  missing: z.optional(text(readMissing)),
  holdOut: z.optional(text(readShare)),
  splitSeed: z.optional(text(readNumber)),
  hidden: z.optional(text(readHiddenLayers)),
  activation: z.optional(z.string()),
  iterations: z.optional(text(readNumber)),
  batch: z.optional(text(readNumber)),
  optimiser: z.optional(z.string()),
  learningRate: z.optional(text(readNumber)),
  schedule: z.optional(z.string()),
  initialiser: z.optional(z.string()),
  loss: z.optional(z.string()),
  seed: z.optional(text(readNumber)),
  recipe: z.optional(z.string()),
  outputActivation: z.optional(z.string()),
  jumps: z.optional(text(readJumps)),
  maxError: z.optional(text(readTolerance)),
  smallest: flag,
  output: z._default(text(readPath), DEFAULT_MODEL),
  data: z.optional(text(readPath)),
  resume: flag,
  checkpointEvery: z.optional(text(readInterval)),
  report: z.optional(text(readPath)),
  live: flag,
  livePort: z.optional(text(readPort)),
  force: flag,
});

/** What was said; undefined, empty or false where nothing was. */
export type TrainOptions = z.infer<typeof trainSchema>;

const usual = RECIPES.article;

export const TRAIN_OPTIONS: readonly OptionDefinition[] = [
  {
    name: "output",
    short: "o",
    kind: "value",
    describe: `the model file, ./${DEFAULT_MODEL} where it is left out, - for standard output`,
  },
  { ...TARGET_OPTION, describe: `${TARGET_OPTION.describe} (exp(x))` },
  { ...DOMAIN_OPTION, describe: `${DOMAIN_OPTION.describe} (0:1)` },
  {
    name: "data",
    kind: "value",
    describe: "a CSV or Parquet file of samples, or arrays of numpy (.npy, .npz); of CSV the first line has the names, then a line of numbers for each; - for standard input",
  },
  { name: "inputs", kind: "value", describe: "columns of --data, such as a,b (all but the outputs)" },
  { name: "outputs", kind: "value", describe: "columns of --data, such as y (the last column)" },
  { name: "weight", kind: "value", describe: "a column of --data that says how much each sample counts: 0 for not at all, twice as much for two of the same (all alike)" },
  {
    name: "task",
    kind: "value",
    describe: "what the outputs of --data are: numbers to be followed, or classes to be told apart (classes of words and of 0 and 1, else numbers)",
    choices: TASKS,
  },
  { name: "missing", kind: "value", describe: "what becomes of samples with missing cells: refuse, or drop them (refuse)", choices: MISSING },
  { name: "hold-out", kind: "value", describe: "the share of samples set aside to measure the error on, 0 for none (0.2; 0 of fewer than 20, and of one input without noise)" },
  {
    name: "split-seed",
    kind: "value",
    describe: `which samples are set aside: the same seed sets the same ones aside (${DEFAULT_SPLIT_SEED})`,
  },
  { name: "hidden", kind: "value", describe: `units of each hidden layer, or none (${showHiddenLayers(usual.hidden)})` },
  {
    name: "activation",
    kind: "value",
    describe: "after every layer: leaky_relu:0.2, relu, tanh, gelu, identity and more (leaky_relu:0.2; of several inputs or outputs tanh, for samples where it does better)",
  },
  {
    name: "output-activation",
    kind: "value",
    describe:
      "after the last layer; without it the same, but none where it cannot give all values of the target, or where the " +
      "recipe best would have it bend among them",
  },
  {
    name: "jumps",
    kind: "value",
    describe: "how a target of one variable is followed where it jumps: bridged, by lines that cost little elsewhere; steep, by steps between two floats (bridged)",
    choices: JUMPS,
  },
  { name: "max-error", kind: "value", describe: "train until no larger error is seen in the domain, or no larger share of classes is told wrong; exit code 1 if it cannot be" },
  { name: "smallest", kind: "flag", describe: "with --max-error: find the smallest hidden layers that reach it" },
  { name: "iterations", kind: "value", describe: `steps of the optimiser (${usual.iterations}; 100 of levenberg-marquardt, at most)` },
  { name: "batch", kind: "value", describe: `fresh samples per step (${usual.batch})` },
  choice("optimiser", "how parameters are changed", OPTIMISERS, usual.optimiser),
  { name: "learning-rate", kind: "value", describe: `of the optimiser (${usual.learningRate}; 0.01 for some)` },
  choice("schedule", "how the learning rate changes", SCHEDULES, usual.schedule),
  choice("initialiser", "the parameters to start from", INITIALISERS, usual.initialiser),
  choice("loss", "what is made small", LOSSES, usual.loss),
  { name: "seed", kind: "value", describe: `0 to 4294967295; the same seed gives the same file (${DEFAULT_SEED})` },
  {
    name: "recipe",
    kind: "value",
    describe:
      "how to train: best, whatever gets closest; article, the recipe of the article on e^x, which all options of the " +
      "optimiser imply (best)",
    choices: Object.keys(RECIPES),
  },
  { name: "report", kind: "value", describe: "also write a page on the model to this file (HTML), as nnc report does" },
  ...LIVE_OPTIONS,
  {
    name: "checkpoint-every",
    kind: "value",
    describe:
      "iterations from one checkpoint to the next; 0 for none. Without it one is written about every second and removed after " +
      "the training; with it the last one is kept. It lies beside the model: nnc-model.checkpoint.safetensors",
  },
  {
    name: "resume",
    kind: "flag",
    describe: "go on from the checkpoint beside the model, as if the training had never been stopped; all settings come from it",
  },
  { ...FORCE_OPTION, describe: `${FORCE_OPTION.describe}, or the checkpoint of a training that is unfinished` },
];

/** An option that chooses from a registry. */
function choice(name: string, describe: string, registry: readonly Choice[], usualName: string): OptionDefinition {
  const choices = registry.map((item) => item.name);
  return { name, kind: "value", describe: `${describe}: ${registry.map(exampleOf).join(", ")} (${usualName})`, choices };
}

function readJumps(given: string): Jumps | Problem {
  const found = JUMPS.find((name) => name === given);
  return found ?? { problem: `'${given}' is no way to follow a jump`, hint: `write ${JUMPS.join(" or ")}` };
}

/** Iterations: a whole number, 0 for never. */
function readInterval(given: string): number | Problem {
  const value = parseDecimal(given);
  if (value !== undefined && Number.isSafeInteger(value) && value >= 0) return value;
  return { problem: `'${given}' is no number of iterations`, hint: "give a whole number such as 100, or 0 for no checkpoints" };
}
