// Settings that contradict one another are refused before anything is read.

import { expect, test } from "vitest";
import { checkSettings } from "../../../src/run/settings/check-settings.ts";
import type { TrainingSettings } from "../../../src/run/settings/training-settings.ts";
import { RECIPES } from "../../../src/train/recipes.ts";
import { thrownDiagnostic } from "../../diagnostics/thrown.ts";

const domain = [{ name: "x", low: 0, high: 1 }];

test.each<[string, TrainingSettings, boolean, string, string, string]>([
  ["inputs alone", { inputs: ["a"] }, false, "--inputs", "--inputs without --data says nothing", "give --data samples.csv"],
  ["outputs alone", { outputs: ["a"] }, false, "--outputs", "--outputs without --data says nothing", "give --data samples.csv"],
  ["a weight alone", { weight: "w" }, false, "--weight", "--weight without --data says nothing", "give --data samples.csv"],
  ["a hold-out of 0 alone", { holdOut: 0 }, false, "--hold-out", "--hold-out without --data says nothing", "give --data samples.csv"],
  ["samples and a target", { target: ["x"] }, true, "--target", "there are both data and a target", "give either --data or --target"],
  [
    "samples and a domain", { domain }, true,
    "--domain", "data have no domain", "leave --domain out: the samples say where the function is used",
  ],
  ["smallest without an error", { smallest: true }, false, "--smallest", "--smallest needs an error to reach", "give --max-error as well"],
  [
    "smallest of given layers", { smallest: true, maxError: 1, hidden: [4] }, false,
    "--smallest", "--smallest needs no --hidden: it chooses the layers", "leave --hidden out",
  ],
  [
    "smallest with steep jumps", { smallest: true, maxError: 1, jumps: "steep" }, false,
    "--smallest", "--smallest needs no --jumps steep: the jumps say how many units there must be", "leave one of them out",
  ],
])("%s", (_, settings, hasSamples, place, message, hint) => {
  expect(thrownDiagnostic(() => checkSettings(settings, hasSamples))).toEqual({ category: "usage", message, place, hint });
});

test("an output activation of samples", () => {
  expect(thrownDiagnostic(() => checkSettings({ outputActivation: "relu" }, true))).toEqual({
    category: "usage",
    message: "a network trained on data has no output activation",
    place: "--output-activation",
    note: "the units of the data are folded into the last layer, after which nothing may follow",
    hint: "leave it out",
  });
});

test("settings that fit together come to a recipe", () => {
  expect(checkSettings({ target: ["x", "x^2"], domain }, false).recipe).toEqual(RECIPES.best);
  expect(checkSettings({ inputs: ["a"], outputs: ["y"], holdOut: 0.1, splitSeed: 7 }, true).recipe).toEqual(RECIPES.best);
  expect(checkSettings({ smallest: true, maxError: 0.5, recipe: "article" }, false).recipe).toEqual(RECIPES.article);
});
