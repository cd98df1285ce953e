// nnc train: trains a network on a function and writes the model file.

import { z } from "zod";
import { DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import type { Model, TrainingRecord } from "../../network/model.ts";
import type { Recipe, RecipeName } from "../../train/recipes.ts";
import { DEFAULT_SEED } from "../../train/recipes.ts";
import type { Goal } from "../../verify/check.ts";
import { defineCommand } from "../command.ts";
import { readDomainVariable } from "../domain.ts";
import { checkOutput, writeOutput } from "../files.ts";
import { readNumber, readNumbers } from "../numbers.ts";
import { DEFAULT_MODEL, DOMAIN_OPTION, FORCE_OPTION, readPath, TARGET_OPTION } from "../options.ts";
import { progressDisplay } from "../progress.ts";
import { showCount } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import { DEFAULT_RECIPE, DEFAULT_TARGET, trainingCommand } from "../training-command.ts";
import { flag, text, texts } from "../validate.ts";
import { VERSION } from "../version.ts";

const schema = z.object({
  output: text(readPath).default(DEFAULT_MODEL),
  target: texts((given) => given),
  domain: texts(readDomainVariable),
  hidden: text(readNumbers).optional(),
  activation: z.string().optional(),
  iterations: text(readNumber).optional(),
  batch: text(readNumber).optional(),
  "learning-rate": text(readNumber).optional(),
  seed: text(readNumber).default(DEFAULT_SEED),
  recipe: z.string().default(DEFAULT_RECIPE),
  force: flag,
});

type Settings = z.infer<typeof schema>;

export const train = defineCommand({
  name: "train",
  summary: "train a network on a function and write it to a model file (ONNX)",
  options: [
    {
      name: "output",
      short: "o",
      kind: "value",
      describe: `the model file, ./${DEFAULT_MODEL} where it is left out, - for standard output`,
    },
    { ...TARGET_OPTION, describe: `${TARGET_OPTION.describe} (exp(x))` },
    { ...DOMAIN_OPTION, describe: `${DOMAIN_OPTION.describe} (0:1)` },
    { name: "hidden", kind: "value", describe: "units of each hidden layer (16,32)" },
    {
      name: "activation",
      kind: "value",
      describe: "after every layer, the last one included: leaky_relu:0.2, relu, identity (leaky_relu:0.2)",
    },
    { name: "iterations", kind: "value", describe: "steps of the optimiser (10000)" },
    { name: "batch", kind: "value", describe: "fresh samples per step (100)" },
    { name: "learning-rate", kind: "value", describe: "of the optimiser (1e-3)" },
    { name: "seed", kind: "value", describe: `0 to 4294967295; the same seed gives the same file (${DEFAULT_SEED})` },
    {
      name: "recipe",
      kind: "value",
      describe: "how to train: article, the recipe of the article on e^x (article)",
      choices: [DEFAULT_RECIPE],
    },
    FORCE_OPTION,
  ],
  examples: [
    ["nnc train", "e^x on [0, 1]"],
    ["nnc train --target 'sin(x)' --domain -pi:pi -o sin.onnx", "another function"],
    ["nnc train --target 'x*y' --domain x=0:1 --domain y=-1:1", "of two variables"],
  ],
  schema,
  run,
});

async function run(settings: Settings, terminal: Terminal): Promise<number> {
  const { output, force, seed } = settings;
  if (output === "-") refuseTerminal();
  else checkOutput(output, "model", force);
  const unchanged = await recipeNamed(settings.recipe);
  const recipe = adjusted(unchanged, settings);
  const { goalOf } = await import("../goal.ts");
  const goal = await goalOf(
    undefined,
    settings.target.length > 0 ? settings.target : [DEFAULT_TARGET],
    settings.domain,
  );
  if (goal === undefined) throw new RangeError("a training has a target");
  const targets = goal.targets.map(({ expression }) => expression);
  const command = trainingCommand({ targets, domain: goal.domain, recipe, unchanged, seed });
  terminal.detail(command);
  const model = await trained(goal, recipe, seed, command, terminal);
  const { writeModel } = await import("../../formats/index.ts");
  const bytes = writeModel(model, VERSION);
  if (output === "-") {
    await terminal.print(bytes);
  } else {
    writeOutput(output, bytes, "model", force);
    terminal.say(`wrote ${output} (${showCount(bytes.length)} bytes)`);
  }
  return 0;
}

async function trained(goal: Goal, recipe: Recipe, seed: number, command: string, terminal: Terminal): Promise<Model> {
  const [trainer, { measureTraining }] = await Promise.all([
    import("../../train/trainer.ts"),
    import("../training-summary.ts"),
  ]);
  const { targets, domain } = goal;
  const start = performance.now();
  const show = progressDisplay(terminal, () => performance.now());
  const training = trainer.train({ recipe, targets, domain, seed });
  try {
    let step = training.next();
    for (; step.done !== true; step = training.next()) {
      show(step.value);
      // Lets signals through.
      await new Promise((resume) => setImmediate(resume));
    }
    show(undefined);
    const { network } = step.value;
    terminal.say(`trained in ${((performance.now() - start) / 1000).toFixed(1)} s`);
    const { error, lines } = measureTraining(network, goal);
    lines.forEach((line) => terminal.say(line));
    const { name, iterations, batch } = recipe;
    const record: TrainingRecord = {
      targets: targets.map(({ expression }) => expression),
      domain,
      recipe: name,
      seed,
      iterations,
      batch,
      command,
      error,
    };
    return { network, record };
  } finally {
    show(undefined);
  }
}

async function recipeNamed(name: string): Promise<Recipe> {
  const { RECIPES } = await import("../../train/recipes.ts");
  const isRecipe = (word: string): word is RecipeName => Object.hasOwn(RECIPES, word);
  if (isRecipe(name)) return RECIPES[name];
  const names = Object.keys(RECIPES);
  throw new DiagnosticError({
    category: "usage",
    message: `there is no recipe '${name}'`,
    place: "--recipe",
    note: `recipes: ${names.join(", ")}`,
    hint: didYouMean(name, names) ?? `write --recipe ${names.join(" or --recipe ")}`,
  });
}

function adjusted(recipe: Recipe, settings: Settings): Recipe {
  return {
    ...recipe,
    hidden: settings.hidden ?? recipe.hidden,
    activation: settings.activation ?? recipe.activation,
    iterations: settings.iterations ?? recipe.iterations,
    batch: settings.batch ?? recipe.batch,
    learningRate: settings["learning-rate"] ?? recipe.learningRate,
  };
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
