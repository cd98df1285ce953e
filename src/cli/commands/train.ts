// nnc train: trains a network on a function and writes the model file.

import * as z from "zod";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import type { DataRecord, DomainVariable, TrainingRecord } from "../../network/model.ts";
import type { Choice } from "../../train/choices.ts";
import { exampleOf } from "../../train/choices.ts";
import { INITIALISERS } from "../../train/initialisers/index.ts";
import { LOSSES } from "../../train/losses/index.ts";
import { OPTIMISERS } from "../../train/optimisers/index.ts";
import type { Recipe } from "../../train/recipes.ts";
import { DEFAULT_SEED, RECIPES } from "../../train/recipes.ts";
import { SCHEDULES } from "../../train/schedules/index.ts";
import type { OptionDefinition } from "../command.ts";
import { defineCommand } from "../command.ts";
import { CHECKPOINT_OPTION, readInterval, RESUME_OPTION } from "../checkpoint-path.ts";
import { COLUMN_OPTIONS, DATA_OPTION, HOLD_OUT_OPTION, SPLIT_SEED_OPTION } from "../data-file.ts";
import { checkOutput, writeOutput } from "../files.ts";
import { DEFAULT_MODEL, DOMAIN_OPTION, FORCE_OPTION, readPath, TARGET_OPTION } from "../options.ts";
import { showCount } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import type { Recordable } from "../training-checkpoints.ts";
import { keepCheckpoint, planTraining } from "../training-checkpoints.ts";
import { trainingCommand } from "../training-command.ts";
import type { Attempt, Found } from "../training-search.ts";
import type { ChosenSource } from "../training-source.ts";
import { chooseSource } from "../training-source.ts";
import { recipeOf, TRAINING_SCHEMA } from "../training-settings.ts";
import { flag, text } from "../validate.ts";
import { VERSION } from "../version.ts";

const schema = z.object({
  ...TRAINING_SCHEMA,
  output: text(readPath).default(DEFAULT_MODEL),
  data: text(readPath).optional(),
  resume: flag,
  "checkpoint-every": text(readInterval).optional(),
  force: flag,
});

type Settings = z.infer<typeof schema>;

const usual = RECIPES.article;

export const train = defineCommand({
  name: "train",
  summary: "train a network on a function and write it to a model file (ONNX)",
  positionals: [],
  options: [
    {
      name: "output",
      short: "o",
      kind: "value",
      describe: `the model file, ./${DEFAULT_MODEL} where it is left out, - for standard output`,
    },
    { ...TARGET_OPTION, describe: `${TARGET_OPTION.describe} (exp(x))` },
    { ...DOMAIN_OPTION, describe: `${DOMAIN_OPTION.describe} (0:1)` },
    DATA_OPTION,
    ...COLUMN_OPTIONS,
    HOLD_OUT_OPTION,
    SPLIT_SEED_OPTION,
    { name: "hidden", kind: "value", describe: "units of each hidden layer, or none (16,32)" },
    {
      name: "activation",
      kind: "value",
      describe: "after every layer: leaky_relu:0.2, relu, identity (leaky_relu:0.2)",
    },
    {
      name: "output-activation",
      kind: "value",
      describe: "after the last layer; without it the same, but none where the recipe best finds a target that is negative somewhere",
    },
    { name: "max-error", kind: "value", describe: "train until the worst error anywhere in the domain is no more; exit code 1 if it cannot be" },
    { name: "smallest", kind: "flag", describe: "with --max-error: find the smallest hidden layers that reach it" },
    { name: "iterations", kind: "value", describe: "steps of the optimiser (10000)" },
    { name: "batch", kind: "value", describe: "fresh samples per step (100)" },
    choice("optimiser", "how parameters follow their gradients", OPTIMISERS, usual.optimiser),
    { name: "learning-rate", kind: "value", describe: "of the optimiser (1e-3; 0.01 for some)" },
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
    CHECKPOINT_OPTION,
    RESUME_OPTION,
    { ...FORCE_OPTION, describe: `${FORCE_OPTION.describe}, or the checkpoint of a training that is unfinished` },
  ],
  examples: [
    ["nnc train", "e^x on [0, 1]"],
    ["nnc train --target 'sin(x)' --domain -pi:pi -o sin.onnx", "another function"],
    ["nnc train --target 'x*y' --domain x=0:1 --domain y=-1:1", "of two variables"],
    ["nnc train --optimiser adamw --schedule warmup:100,cosine", "other steps"],
    ["nnc train --resume", "go on where Ctrl-C stopped it"],
  ],
  schema,
  run,
});

async function run(given: Settings, terminal: Terminal): Promise<number> {
  const { output, force } = given;
  if (output === "-") refuseTerminal();
  else checkOutput(output, "model", force);
  const { settings, path, restored } = await planTraining(given);
  checkSearch(settings);
  const { seed = DEFAULT_SEED } = settings;
  const { recipe, unchanged } = recipeOf(settings);
  if (settings["output-activation"] !== undefined && settings.data !== undefined) throw dataHasNone();
  const chosen = await chooseSource(settings, terminal, restored?.data);
  const commandOf = (of: { readonly recipe: Recipe; readonly seed: number }) => trainingCommand({ subject: chosen.subject, unchanged, ...of });
  terminal.detail(commandOf({ recipe, seed }));
  const record = (result: Recordable): TrainingRecord => recordOf(result, chosen, commandOf({ recipe: result.recipe, seed: result.seed }));
  const { attempt, saved, finish } = await keepCheckpoint({ settings, path, restored, chosen, recipe, record }, terminal);
  const { trained, failure } = await saved(() => found(settings, attempt, chosen, recipe, terminal));
  trained.lines.forEach((line) => terminal.say(line));
  const { writeModel } = await import("../../formats/index.ts");
  const bytes = writeModel({ network: trained.network, record: record(trained) }, VERSION);
  if (output === "-") {
    await terminal.print(bytes);
  } else {
    writeOutput(output, bytes, "model", force);
    terminal.say(`wrote ${output} (${showCount(bytes.length)} bytes)`);
  }
  finish();
  if (failure !== undefined) throw failure;
  return 0;
}

async function found(settings: Settings, attempt: Attempt, { source }: ChosenSource, recipe: Recipe, terminal: Terminal): Promise<Found> {
  const { seed = DEFAULT_SEED, "max-error": wanted, smallest } = settings;
  if (wanted === undefined) return { trained: await attempt(recipe, seed), failure: undefined };
  const { searchSeeds, searchSmallest } = await import("../training-search.ts");
  if (!smallest) return searchSeeds(attempt, recipe, seed, wanted, terminal);
  const { sourceSizes } = await import("../../train/source.ts");
  const { inputNames, outputs } = sourceSizes(source);
  return searchSmallest(attempt, recipe, { inputs: inputNames.length, outputs }, seed, wanted, terminal);
}

function recordOf(trained: Recordable, { source, file }: ChosenSource, command: string): TrainingRecord {
  const { recipe, seed, error, heldOut, history } = trained;
  const steps = recipe.method === "gradient" ? { iterations: recipe.iterations, batch: recipe.batch } : {};
  const common = { recipe: recipe.name, seed, ...steps, command, error, ...(history === undefined ? {} : { history }) };
  if (source.kind === "function") {
    return { targets: source.targets.map(({ expression }) => expression), domain: source.domain, ...common };
  }
  const { inputs, outputs } = source.dataset.training;
  const interval = ({ name, low, high }: DomainVariable): DomainVariable => ({ name, low, high });
  const data: DataRecord = { file: file?.name ?? "", sha256: file?.sha256 ?? "", outputs: outputs.map(interval), heldOut };
  return { targets: [], domain: inputs.map(interval), ...common, data };
}

function checkSearch({ smallest, hidden, "max-error": wanted }: Settings): void {
  if (!smallest) return;
  if (wanted === undefined) throw smallestNeeds("an error to reach", "give --max-error as well");
  if (hidden !== undefined) throw smallestNeeds("no --hidden: it chooses the layers", "leave --hidden out");
}

function smallestNeeds(what: string, hint: string): DiagnosticError {
  return new DiagnosticError({ category: "usage", message: `--smallest needs ${what}`, place: "--smallest", hint });
}

function dataHasNone(): DiagnosticError {
  return new DiagnosticError({
    category: "usage",
    message: "a network trained on data has no output activation",
    place: "--output-activation",
    note: "the units of the data are folded into the last layer, after which nothing may follow",
    hint: "leave it out",
  });
}

/** An option that chooses from a registry. */
function choice(name: string, describe: string, registry: readonly Choice[], usualName: string): OptionDefinition {
  const choices = registry.map((item) => item.name);
  return { name, kind: "value", describe: `${describe}: ${registry.map(exampleOf).join(", ")} (${usualName})`, choices };
}


function refuseTerminal(): void {
  if (!process.stdout.isTTY) return;
  throw new DiagnosticError({
    category: "usage",
    message: "a model is binary and would garble the terminal",
    place: "--output",
    hint: "redirect it: nnc train -o - > model.onnx",
  });
}
