// nnc train: trains a network on a function and writes the model file.

import * as z from "zod/mini";
import { DiagnosticError } from "../../../diagnostics/diagnostic.ts";
import { writeModel } from "../../../formats/index.ts";
import type { DataRecord, DomainVariable, TrainingRecord } from "../../../network/model.ts";
import type { Choice } from "../../../train/choices.ts";
import { exampleOf } from "../../../train/choices.ts";
import { INITIALISERS } from "../../../train/initialisers/index.ts";
import { LOSSES } from "../../../train/losses/index.ts";
import { OPTIMISERS } from "../../../train/optimisers/index.ts";
import type { Recipe } from "../../../train/recipes.ts";
import { DEFAULT_SEED, RECIPES } from "../../../train/recipes.ts";
import { SCHEDULES } from "../../../train/schedules/index.ts";
import { sourceSizes } from "../../../train/source.ts";
import type { OptionDefinition } from "../../arguments/command.ts";
import { defineCommand } from "../../arguments/command.ts";
import { CHECKPOINT_OPTION, readInterval, RESUME_OPTION } from "../../files/checkpoint-file.ts";
import { COLUMN_OPTIONS, DATA_OPTION, HOLD_OUT_OPTION, SPLIT_SEED_OPTION } from "../../files/samples-file.ts";
import { checkOutput, writeOutput } from "../../files/write-file.ts";
import { showHiddenLayers } from "../../../run/settings/hidden-layers.ts";
import { DEFAULT_MODEL, DOMAIN_OPTION, FORCE_OPTION, readPath, TARGET_OPTION } from "../../options/shared-options.ts";
import { showCount } from "../../terminal/table.ts";
import { LIVE_OPTIONS, livePort, readPort, withLiveView } from "./live-options.ts";
import type { LiveView } from "./live-view.ts";
import { refuseTerminal } from "../../terminal/refuse-terminal.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import type { Recordable } from "./plan-training.ts";
import { keepCheckpoint, planTraining } from "./plan-training.ts";
import { trainingCommand } from "./training-command.ts";
import type { Runner, Trained } from "../../../run/attempt.ts";
import { runTraining } from "../../../run/attempt.ts";
import type { Attempt, Found } from "../../../run/search.ts";
import { searchSeeds, searchSmallest } from "../../../run/search.ts";
import type { ChosenSource } from "../../../run/choose-source.ts";
import { chooseSource } from "../../../run/choose-source.ts";
import { recipeOf, TRAINING_SCHEMA } from "../../../run/settings/training-settings.ts";
import { flag, text } from "../../arguments/validate.ts";
import { VERSION } from "../../entry/version.ts";

const schema = z.object({
  ...TRAINING_SCHEMA,
  output: z._default(text(readPath), DEFAULT_MODEL),
  data: z.optional(text(readPath)),
  resume: flag,
  "checkpoint-every": z.optional(text(readInterval)),
  report: z.optional(text(readPath)),
  live: flag,
  "live-port": z.optional(text(readPort)),
  force: flag,
});

type Settings = z.infer<typeof schema>;

const usual = RECIPES.article;

export const train = defineCommand({
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
    { name: "max-error", kind: "value", describe: "train until no larger error is seen in the domain; exit code 1 if it cannot be" },
    { name: "smallest", kind: "flag", describe: "with --max-error: find the smallest hidden layers that reach it" },
    { name: "iterations", kind: "value", describe: "steps of the optimiser (10000; 100 of levenberg-marquardt, at most)" },
    { name: "batch", kind: "value", describe: "fresh samples per step (100)" },
    choice("optimiser", "how parameters are changed", OPTIMISERS, usual.optimiser),
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
    { name: "report", kind: "value", describe: "also write a page on the model to this file (HTML), as nnc report does" },
    ...LIVE_OPTIONS,
    CHECKPOINT_OPTION,
    RESUME_OPTION,
    { ...FORCE_OPTION, describe: `${FORCE_OPTION.describe}, or the checkpoint of a training that is unfinished` },
  ],
  examples: [
    ["nnc train", "e^x on [0, 1]"],
    ["nnc train --target 'sin(x)' --domain -pi:pi -o sin.onnx", "another function"],
    ["nnc train --target 'x*y' --domain x=0:1 --domain y=-1:1", "of two variables"],
    ["nnc train --recipe article --live", "watched in a browser"],
    ["nnc train --optimiser adamw --schedule warmup:100,cosine", "other steps"],
    ["nnc train --resume", "go on where Ctrl-C stopped it"],
  ],
  schema,
  run,
});

async function run(given: Settings, terminal: Terminal): Promise<number> {
  const { output, force } = given;
  const port = livePort(given);
  if (output === "-") refuseTerminal("a model", "--output", "redirect it: nnc train -o - > model.onnx");
  else checkOutput(output, "model", force);
  checkReport(given);
  const { settings, path, restored } = await planTraining(given);
  checkSearch(settings);
  const { seed = DEFAULT_SEED } = settings;
  const { recipe, unchanged } = recipeOf(settings);
  if (settings["output-activation"] !== undefined && settings.data !== undefined) throw dataHasNone();
  const chosen = await chooseSource(settings, terminal, restored?.data);
  const commandOf = (of: { readonly recipe: Recipe; readonly seed: number }) => trainingCommand({ subject: chosen.subject, unchanged, ...of });
  terminal.detail(commandOf({ recipe, seed }));
  const record = (result: Recordable): TrainingRecord => recordOf(result, chosen, commandOf({ recipe: result.recipe, seed: result.seed }));
  return withLiveView(chosen.source, port, terminal, async (live) => {
    const trainOnce = runnerOf(settings, chosen, terminal, live);
    const { attempt, saved, finish } = keepCheckpoint({ settings, path, restored, chosen, recipe, record, trainOnce }, terminal);
    const { trained, failure } = await saved(() => found(settings, attempt, chosen, recipe, terminal));
    trained.lines.forEach((line) => terminal.say(line));
    const written = await write(settings, trained, record(trained), terminal);
    finish();
    const lines = [...trained.lines, ...written, ...(failure === undefined ? [] : [failure.diagnostic.message])];
    await live?.finish(trained, { lines, good: failure === undefined });
    if (failure !== undefined) throw failure;
    return 0;
  });
}

/** The model and, where it is asked for, the report; what was said of them. */
async function write({ output, report, force }: Settings, { network }: Trained, record: TrainingRecord, terminal: Terminal): Promise<readonly string[]> {
  const bytes = writeModel({ network, record }, VERSION);
  const lines: string[] = [];
  if (output === "-") {
    await terminal.print(bytes);
  } else {
    writeOutput(output, bytes, "model", force);
    lines.push(`wrote ${output} (${showCount(bytes.length)} bytes)`);
  }
  if (report !== undefined) {
    await writeReportOn(bytes, output, report, force);
    lines.push(`wrote ${report}`);
  }
  lines.forEach((line) => terminal.say(line));
  return lines;
}

/** A training of the run, shown on the terminal and the page. */
function runnerOf(settings: Settings, { source }: ChosenSource, terminal: Terminal, live: LiveView | undefined): Runner {
  const nameOf = ({ hidden }: Recipe, seed: number): string => {
    if (settings["max-error"] === undefined) return "";
    return settings.smallest ? `hidden ${showHiddenLayers(hidden)}` : `seed ${seed}`;
  };
  return (recipe, seed, hooks) => runTraining(source, recipe, seed, terminal, hooks, { attempt: nameOf(recipe, seed), live });
}

async function found(settings: Settings, attempt: Attempt, { source }: ChosenSource, recipe: Recipe, terminal: Terminal): Promise<Found> {
  const { seed = DEFAULT_SEED, "max-error": wanted, smallest } = settings;
  if (wanted === undefined) return { trained: await attempt(recipe, seed), failure: undefined };
  if (!smallest) return searchSeeds(attempt, recipe, seed, wanted, terminal);
  const { inputNames, outputs } = sourceSizes(source);
  return searchSmallest(attempt, recipe, { inputs: inputNames.length, outputs }, seed, wanted, terminal);
}

function recordOf(trained: Recordable, { source, file }: ChosenSource, command: string): TrainingRecord {
  const { recipe, seed, error, heldOut, history } = trained;
  const common = { recipe: recipe.name, seed, ...stepsOf(recipe), command, error, ...(history === undefined ? {} : { history }) };
  if (source.kind === "function") {
    return { targets: source.targets.map(({ expression }) => expression), domain: source.domain, ...common };
  }
  const { inputs, outputs } = source.dataset.training;
  const interval = ({ name, low, high }: DomainVariable): DomainVariable => ({ name, low, high });
  const data: DataRecord = { file: file?.name ?? "", sha256: file?.sha256 ?? "", outputs: outputs.map(interval), heldOut };
  return { targets: [], domain: inputs.map(interval), ...common, data };
}

/** What is recorded of the steps. */
function stepsOf(recipe: Recipe): Pick<TrainingRecord, "iterations" | "batch"> {
  switch (recipe.method) {
    case "gradient":
      return { iterations: recipe.iterations, batch: recipe.batch };
    case "second-order":
      return { iterations: recipe.iterations };
    case "best":
      return {};
  }
}

/** @throws DiagnosticError where the report cannot be written. */
function checkReport({ report, output, force }: Settings): void {
  if (report === undefined) return;
  if (report === "-" || report === output) {
    throw new DiagnosticError({
      category: "usage",
      message: report === "-" ? "standard output is for the model" : `the model and the report cannot both be ${report}`,
      place: "--report",
      hint: "name a file: --report report.html",
    });
  }
  checkOutput(report, "report", force);
}

async function writeReportOn(model: Uint8Array, path: string, report: string, force: boolean): Promise<void> {
  const [{ prepareModel }, { reportOn }] = await Promise.all([import("../../files/model-file.ts"), import("../report/model-report.ts")]);
  writeOutput(report, new TextEncoder().encode(await reportOn(prepareModel(model, path))), "report", force);
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
