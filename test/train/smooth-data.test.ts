// Tables of several inputs or outputs without further options: the activation that suits the samples, and how close second-order steps over
// tanh come at points that no training saw.

import { describe, expect, test } from "vitest";
import type { Network } from "../../src/network/network.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { programOf } from "../../src/run/program-of.ts";
import { chosenActivation } from "../../src/train/chosen-activation.ts";
import { parseCsv } from "../../src/train/data/csv.ts";
import { prepareDataset } from "../../src/train/data/prepare.ts";
import type { BestRecipe } from "../../src/train/recipes.ts";
import { RECIPES } from "../../src/train/recipes.ts";
import type { DataSource } from "../../src/train/source.ts";
import { train } from "../../src/train/trainer.ts";
import { evaluate } from "../../src/verify/evaluate.ts";

type Formula = (x: number, y: number) => readonly (number | string)[];

const wave: Formula = (x, y) => [Math.sin(x) * Math.cos(y)];
const kink: Formula = (x, y) => [Math.abs(x - 1.5) + Math.max(y, 0.3 * x)];
const both: Formula = (x, y) => [Math.sin(x) * Math.cos(y), x * y];

function points(rows: number, seed: number): readonly (readonly [x: number, y: number])[] {
  const random = new RandomGenerator(seed);
  return Array.from({ length: rows }, () => [random.uniformIn(0, 3), random.uniformIn(0, 3)]);
}

/** Rows x, y of a square, with noise of so large a deviation on the outputs. */
function table(formula: Formula, rows: number, noise = 0): DataSource {
  const random = new RandomGenerator(99);
  const outputs = formula(1, 1).map((_, at) => `z${at}`);
  const noisy = (value: number | string): number | string => (typeof value === "string" ? value : value + noise * random.normal());
  const lines = points(rows, 1).map(([x, y]) => [x, y, ...formula(x, y).map(noisy)].join(","));
  const csv = parseCsv([["x", "y", ...outputs].join(","), ...lines].join("\n"), "t.csv");
  return { kind: "data", dataset: prepareDataset(csv, { inputs: ["x", "y"], outputs, holdOut: 0, seed: 1 }) };
}

const small: BestRecipe = { ...RECIPES.best, hidden: [8, 8] };

function trained(source: DataSource, recipe = small) {
  const training = train({ recipe, source, seed: 3 });
  const stages = new Set<string>();
  let iterations = 0;
  let next = training.next();
  for (; next.done !== true; next = training.next()) {
    stages.add(next.value.stage);
    iterations = next.value.iteration;
  }
  return { network: next.value.network, stages: [...stages], iterations };
}

/** Over all outputs, at points that are not among the rows. */
function rootMeanSquare({ network }: { readonly network: Network }, formula: Formula): number {
  const fresh = points(2000, 2);
  const results = evaluate(programOf(network), { width: 2, count: fresh.length, values: Float32Array.from(fresh.flat()) });
  const wanted = fresh.flatMap(([x, y]) => formula(x, y).map(Number));
  return Math.sqrt(wanted.reduce((sum, value, at) => sum + (results[at] - value) ** 2, 0) / wanted.length);
}

describe("what follows the hidden layers", () => {
  test.each([
    ["a smooth surface", table(wave, 300), small, "tanh"],
    ["two outputs at once", table(both, 300), small, "tanh"],
    ["a smooth surface under noise", table(wave, 1000, 0.05), small, "tanh"],
    ["planes that meet at kinks", table(kink, 500), small, "tanh"],
    ["a plane, which rectifiers hold exactly", table((x, y) => [2 * x - y], 300), small, "leaky_relu:0.2"],
    ["a kink that tanh is slower to follow, and follows better", table((x, y) => [Math.max(x, y)], 1000), small, "tanh"],
    ["noise and fewer rows than parameters", table(wave, 60, 0.1), small, "leaky_relu:0.2"],
    ["words, which are classes", table((x, y) => [x > y ? "over" : "under"], 100), small, "leaky_relu:0.2"],
    ["no hidden layer", table(wave, 100), { ...small, hidden: [] }, "leaky_relu:0.2"],
    ["more parameters than second-order steps take", table(wave, 100), { ...small, hidden: [43, 43] }, "leaky_relu:0.2"],
    ["what was said", table(wave, 100), { ...small, activation: "relu" }, "relu"],
  ])("%s", (_, source, recipe, activation) => {
    expect(chosenActivation(recipe, source)).toBe(activation);
  });

  test("a table of one input and one output is constructed of leaky ReLUs", () => {
    const csv = parseCsv("x,y\n0,0\n1,1\n2,4\n3,9\n4,16\n", "t.csv");
    const dataset = prepareDataset(csv, { inputs: ["x"], outputs: ["y"], holdOut: 0, seed: 1 });
    expect(chosenActivation(RECIPES.best, { kind: "data", dataset })).toBe("leaky_relu:0.2");
  });
});

describe("second-order steps over tanh", () => {
  test("105 parameters and 300 rows: a hundredth of the error of rectifiers, without the gradient", () => {
    const source = table(wave, 300);
    const found = trained(source);
    expect(found.stages).toEqual(["refinement"]);
    const error = rootMeanSquare(found, wave);
    expect(error).toBeLessThan(3e-4);
    expect(error).toBeLessThan(0.03 * rootMeanSquare(trained(source, { ...small, activation: "leaky_relu:0.2" }), wave));
  });

  test("two outputs of one table", () => {
    expect(rootMeanSquare(trained(table(both, 300)), both)).toBeLessThan(3e-3);
  });

  test("noise is not followed: the steps end early, and the network is closer to the surface than the rows are", () => {
    const found = trained(table(wave, 1000, 0.05));
    expect(found.iterations).toBeLessThan(60);
    expect(rootMeanSquare(found, wave)).toBeLessThan(0.05 / 3);
  });

  test("a smooth activation that was said takes the same way", () => {
    const found = trained(table(wave, 300), { ...small, activation: "softplus" });
    expect(found.stages).toEqual(["refinement"]);
    expect(rootMeanSquare(found, wave)).toBeLessThan(1e-3);
  });

  // It is constant among the rows that are followed, where that one is set aside.
  test.each([3, 17, 31, 44, 58, 62, 79, 90])("an input that is the same but in row %d does no harm", (other) => {
    const rows = points(100, 5).map(([x, y], row) => [x, y, row === other ? 1 : 0, Math.sin(x) * Math.cos(y)].join(","));
    const csv = parseCsv(["x,y,switch,z", ...rows].join("\n"), "t.csv");
    const dataset = prepareDataset(csv, { inputs: ["x", "y", "switch"], outputs: ["z"], holdOut: 0, seed: 1 });
    const { network } = trained({ kind: "data", dataset }, { ...small, activation: "tanh" });
    expect(network.values.every((value) => value.kind !== "parameter" || value.data.every(Number.isFinite))).toBe(true);
  });
});
