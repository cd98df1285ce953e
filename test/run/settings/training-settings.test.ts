// All settings of a training at once: none is forgotten when they are told, written or read.

import { expect, test } from "vitest";
import { settingsFromJson, settingsToJson } from "../../../src/run/settings/settings-json.ts";
import type { TrainingSettings } from "../../../src/run/settings/training-settings.ts";
import { resolvedSettings, saidOf } from "../../../src/run/settings/training-settings.ts";

/** The compiler asks for every one of them. */
const ALL: { readonly [Name in keyof TrainingSettings]-?: NonNullable<TrainingSettings[Name]> } = {
  target: ["sin(a)", "a*b"],
  domain: [{ name: "a", low: -1, high: 1 }, { name: "b", low: 0, high: 0.5 }],
  inputs: ["a", "wind speed"],
  outputs: ["y"],
  weight: "w",
  task: "classes",
  missing: "drop",
  holdOut: 0.25,
  splitSeed: 9,
  hidden: [4, 8],
  activation: "relu",
  iterations: 500,
  batch: 16,
  optimiser: "sgd",
  learningRate: 1e-7,
  schedule: "cosine",
  initialiser: "he-normal",
  loss: "huber:0.1",
  seed: 4,
  recipe: "article",
  outputActivation: "identity",
  jumps: "steep",
  maxError: 0.5,
  smallest: true,
};
const NAMES = Object.keys(ALL);

test("each one that is said is told", () => {
  expect([...saidOf(ALL)].sort()).toEqual([...NAMES].sort());
  expect(Object.keys(resolvedSettings({})).sort()).toEqual([...NAMES].sort());
});

test("nothing is said by what is empty, but that there are no hidden layers", () => {
  expect(saidOf({ target: [], domain: [], smallest: false, seed: undefined })).toEqual([]);
  expect(saidOf({ hidden: [] })).toEqual(["hidden"]);
});

test("they are read as they were written", () => {
  expect(settingsFromJson(settingsToJson(ALL))).toEqual(ALL);
  expect(settingsToJson({ target: [], domain: [], smallest: false })).toBe("{}");
  expect(settingsToJson({ seed: 4, hidden: [], maxError: 0.5 })).toBe('{"hidden":"none","seed":"4","max-error":"0.5"}');
});

test.each(["", "{", "[]", '{"seed":4}', '{"hidden":"x"}', '{"domain":["0"]}', '{"hold-out":"2"}', '{"unknown":"1"}', '{"smallest":"true"}'])(
  "%s is refused",
  (json) => {
    expect(settingsFromJson(json)).toBeUndefined();
  },
);
