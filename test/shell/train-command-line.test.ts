// The command that a model records: what trains the same again.

import { expect, test } from "vitest";
import { trainingCommand } from "../../src/shell/train-command-line.ts";
import type { TrainingSubject } from "../../src/run/choose-source.ts";
import type { DescribedTraining } from "../../src/run/said-settings.ts";
import { saidSettings } from "../../src/run/said-settings.ts";
import { RECIPES } from "../../src/train/recipes.ts";

const commandOf = (training: DescribedTraining): string => trainingCommand(saidSettings(training));

test("the training command names what is unusual, and the seed", () => {
  const unchanged = RECIPES.article;
  const subject = { targets: ["exp(x)"], domain: [{ name: "x", low: 0, high: 1 }] };
  const usual = { subject, recipe: unchanged, unchanged, seed: 7 };
  expect(commandOf({ ...usual, recipe: RECIPES.best, unchanged: RECIPES.best })).toBe("nnc train --seed 7");
  expect(commandOf(usual)).toBe("nnc train --recipe article --seed 7");
  const recipe = { ...unchanged, hidden: [4, 2], activation: "relu", iterations: 5, batch: 6, learningRate: 0.01 };
  const domain = [...subject.domain, { name: "y", low: -1, high: 2 }];
  expect(commandOf({ ...usual, subject: { targets: ["x*y", "it's"], domain }, recipe })).toBe(
    "nnc train --target 'x*y' --target 'it'\\''s' --domain x=0:1 --domain y=-1:2 --recipe article " +
      "--hidden 4,2 --activation relu --iterations 5 --batch 6 --learning-rate 0.01 --seed 7",
  );
});

test("the training command names a file of samples and what was said about it", () => {
  const bare = { data: "my samples.csv", inputs: undefined, outputs: undefined, weight: undefined, task: undefined, missing: undefined, holdOut: undefined, splitSeed: 1 };
  const command = (subject: TrainingSubject): string => commandOf({ subject, recipe: RECIPES.best, unchanged: RECIPES.best, seed: 2 });
  expect(command(bare)).toBe("nnc train --data 'my samples.csv' --seed 2");
  expect(command({ ...bare, inputs: ["a", "b c"], outputs: ["y"], weight: "1/s^2", holdOut: 0, splitSeed: 0 })).toBe(
    "nnc train --data 'my samples.csv' --inputs 'a,b c' --outputs y --weight '1/s^2' --hold-out 0 --split-seed 0 --seed 2",
  );
});
