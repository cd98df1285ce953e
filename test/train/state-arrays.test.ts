// States of trainings through the bytes of a file and back: what goes on from them ends in the same bits. And states that
// cannot be.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import { readSafetensors } from "../../src/formats/safetensors/read.ts";
import type { Tensor } from "../../src/formats/safetensors/tensor.ts";
import { writeSafetensors } from "../../src/formats/safetensors/write.ts";
import { stateArrays, stateFrom, stateSizes } from "../../src/train/state-arrays.ts";
import { parseCsv } from "../../src/train/data/csv.ts";
import { prepareDataset } from "../../src/train/data/prepare.ts";
import { FIRST_ORDER_OPTIMISERS } from "../../src/train/optimisers/index.ts";
import type { GradientRecipe, Recipe, SecondOrderRecipe } from "../../src/train/recipes.ts";
import { RECIPES } from "../../src/train/recipes.ts";
import type { TrainingSource } from "../../src/train/source.ts";
import type { TrainingState } from "../../src/train/state.ts";
import { compileTarget } from "../../src/train/target/target.ts";
import type { TrainedNetwork } from "../../src/train/trainer.ts";
import { train } from "../../src/train/trainer.ts";
import { told } from "../diagnostics/thrown.ts";

const exponential: TrainingSource = { kind: "function", targets: [await compileTarget("exp(x)", ["x"])], domain: [{ name: "x", low: 0, high: 1 }] };
const product: TrainingSource = { kind: "function", targets: [await compileTarget("x*y", ["x", "y"])], domain: ["x", "y"].map((name) => ({ name, low: -1, high: 1 })) };
const rows = Array.from({ length: 37 }, (_, i) => `${i / 8},${(i * 5) % 7},${(i * i) / 64}`);
const data: TrainingSource = { kind: "data", dataset: prepareDataset(parseCsv(["x,z,y", ...rows, ""].join("\n"), "samples.csv"), { holdOut: 0.2, seed: 1 }) };

const weighed = rows.map((row, i) => `${row},${i % 4}`);
const weightedData: TrainingSource = {
  kind: "data",
  dataset: prepareDataset(parseCsv(["x,z,y,w", ...weighed, ""].join("\n"), "samples.csv"), { weight: "w", holdOut: 0.2, seed: 1 }),
};

/** The states at all reports, and how the training ends. */
function run(source: TrainingSource, recipe: Recipe, resume?: TrainingState, reportEvery?: number): { readonly states: readonly TrainingState[]; readonly result: TrainedNetwork } {
  const training = train({ recipe, source, seed: 11, ...(resume === undefined ? {} : { resume }), ...(reportEvery === undefined ? {} : { reportEvery }) });
  const states: TrainingState[] = [];
  for (let step = training.next(); ; step = training.next()) {
    if (step.done === true) return { states, result: step.value };
    states.push(structuredClone(step.value.state()));
  }
}

/** Through the bytes of a file. */
function stored(state: TrainingState, recipe: Recipe, source: TrainingSource): TrainingState {
  const sizes = stateSizes(recipe, source);
  const bytes = writeSafetensors({ metadata: new Map(), tensors: stateArrays(state, sizes) });
  return stateFrom(readSafetensors(bytes, "c").tensors, sizes, "c");
}

const short: GradientRecipe = { ...RECIPES.article, hidden: [3, 2], iterations: 60, batch: 8, schedule: "warmup:20,cosine" };
const secondOrder: SecondOrderRecipe = { name: "article", method: "second-order", hidden: [3, 2], activation: "leaky_relu:0.2", initialiser: "lecun-normal", optimiser: "levenberg-marquardt", iterations: 30 };
const refined: Recipe = { ...RECIPES.best, hidden: [3], start: { ...RECIPES.best.start, iterations: 40, batch: 16 } };

describe("a state through a file", () => {
  test("is the same, and goes on to the same network, whatever is trained", () => {
    fc.assert(
      fc.property(fc.constantFrom(exponential, product, data, weightedData), fc.constantFrom(...FIRST_ORDER_OPTIMISERS), fc.nat(59), (source, optimiser, position) => {
        const recipe = { ...short, optimiser: optimiser.name, learningRate: optimiser.defaultLearningRate };
        const { states, result } = run(source, recipe);
        const state = stored(states[position], recipe, source);
        expect(state).toEqual(states[position]);
        expect(run(source, recipe, state).result).toEqual(result);
      }),
      { numRuns: 40 },
    );
  });

  test.each([
    { source: product, name: "of two variables" },
    { source: data, name: "on data" },
    { source: weightedData, name: "on weighted data" },
    { source: data, activation: "leaky_relu:0.2", name: "on data, of rectifiers" },
    { source: data, activation: "leaky_relu:0.2", hidden: [12], name: "on data of fewer samples than rectifiers have parameters, without the gradient" },
  ])("in every stage of a refinement $name", ({ source, activation, hidden = [3] }) => {
    const recipe = { ...refined, hidden, ...(activation === undefined ? {} : { activation }) };
    const { states, result } = run(source, recipe);
    for (const state of states) expect(stored(state, recipe, source)).toEqual(state);
    const at = (share: number): TrainingState => states[Math.floor(share * (states.length - 1))];
    for (const share of [0.1, 0.5, 0.8, 1]) expect(run(source, recipe, stored(at(share), recipe, source)).result).toEqual(result);
  });

  test.each([{ source: product, name: "two variables" }, { source: data, name: "data" }])("by a second-order optimiser: $name", ({ source }) => {
    const { states, result } = run(source, secondOrder);
    for (const state of states) expect(stored(state, secondOrder, source)).toEqual(state);
    const middle = states[Math.floor(states.length / 2)];
    expect(run(source, secondOrder, stored(middle, secondOrder, source)).result).toEqual(result);
  });

  test("numbers that only bits tell apart stay what they are", () => {
    const [state] = run(exponential, short).states;
    if (state.stage !== "gradient") throw new Error("it is of the gradient");
    state.step.optimiser[0].set([-0, Infinity, 1e-45]);
    const back = stored(state, short, exponential);
    expect(back).toEqual(state);
    expect(back.stage === "gradient" && Object.is(back.step.optimiser[0][0], -0)).toBe(true);
  });
});

test("reports come exactly where they are asked for, too", () => {
  const many = { ...short, iterations: 3000 };
  const counts = (every?: number) => run(exponential, many, undefined, every).states.map(({ losses }) => losses.length);
  expect(counts()).not.toContain(7);
  const asked = counts(7);
  expect(asked.filter((count) => count % 7 === 0)).toEqual(Array.from({ length: 428 }, (_, position) => 7 * (position + 1)));
  expect(run(exponential, many, undefined, 7).result).toEqual(run(exponential, many).result);
});

describe("a state that cannot be", () => {
  const source = data;
  const gradient = run(source, short).states[30];
  const ofRectifiers: Recipe = { ...refined, activation: "leaky_relu:0.2" };
  const refinement = run(source, ofRectifiers).states.at(-1) ?? gradient;

  const cases: readonly (readonly [change: Readonly<Record<string, Tensor | undefined>>, tensor: string, note: string])[] = [
    [{ losses: undefined }, "losses", "it is missing"],
    [{ losses: { shape: [31], data: new Float32Array(31) } }, "losses", "its elements are of another type"],
    [{ losses: { shape: [61], data: new Float64Array(61) } }, "losses", "it has the shape [61]"],
    [{ losses: { shape: [2], data: Float64Array.of(1, NaN) } }, "losses", "element 1 is NaN"],
    [{ generator: { shape: [4], data: new Uint32Array(4) } }, "generator", "its words are all 0"],
    [{ "training.l1.W": { shape: [1, 3], data: new Float32Array(3) } }, "training.l1.W", "it has the shape [1, 3]"],
    [{ "training.l1.b": { shape: [3], data: Float32Array.of(0, Infinity, 0) } }, "training.l1.b", "element 1 is Infinity"],
    [{ "optimiser.2.l3.b": undefined }, "optimiser.2.l3.b", "it is missing"],
    [{ "epoch.order": { shape: [30], data: new Uint32Array(30) } }, "epoch.order", "a sample is there twice"],
    [{ "epoch.order": { shape: [30], data: Uint32Array.from({ length: 30 }, (_, i) => i + 1) } }, "epoch.order", "element 29 is 30"],
    [{ "epoch.next": { shape: [], data: Uint32Array.of(31) } }, "epoch.next", "element 0 is 31"],
    [{ "refinement.stage": { shape: [], data: Int32Array.of(0) } }, "refinement.stage", "the recipe has no refinement"],
  ];

  function diagnosed(state: TrainingState, recipe: Recipe, change: Readonly<Record<string, Tensor | undefined>>): unknown {
    const sizes = stateSizes(recipe, source);
    const tensors = new Map<string, Tensor>(stateArrays(state, sizes));
    for (const [name, tensor] of Object.entries(change)) {
      if (tensor === undefined) tensors.delete(name);
      else tensors.set(name, tensor);
    }
    try {
      return stateFrom(tensors, sizes, "c");
    } catch (error) {
      return error instanceof DiagnosticError ? told(error.diagnostic) : error;
    }
  }

  const diagnostic = (tensor: string, note: string) => ({
    category: "model",
    message: "the checkpoint cannot be gone on from",
    place: `c: tensor "${tensor}"`,
    note,
    hint: "the file is damaged or belongs to another training; train again without --resume",
  });

  test.each(cases)("of the gradient: %o", (change, tensor, note) => {
    expect(diagnosed(gradient, short, change)).toEqual(diagnostic(tensor, note));
  });

  test.each<readonly [change: Readonly<Record<string, Tensor>>, tensor: string, note: string]>([
    [{ "refinement.stage": { shape: [], data: Int32Array.of(4) } }, "refinement.stage", "element 0 is 4"],
    [{ "refinement.stage": { shape: [], data: Int32Array.of(-1) } }, "refinement.stage", "element 0 is -1"],
    [{ "refinement.stage_ended": { shape: [], data: Uint8Array.of(2) } }, "refinement.stage_ended", "element 0 is 2"],
    [{ "refinement.norms": { shape: [100], data: new Float64Array(100) } }, "refinement.norms", "it has the shape [100]"],
    [{ "refinement.damping": { shape: [], data: Float64Array.of(NaN) } }, "refinement.damping", "element 0 is NaN"],
    [{ "refinement.best_exponent": { shape: [], data: Float64Array.of(3) } }, "refinement.best_exponent", "element 0 is 3"],
    [{ "refinement.since_best": { shape: [], data: Uint32Array.of(99) } }, "refinement.since_best", "element 0 is 99"],
    [{ losses: { shape: [39], data: new Float64Array(39) } }, "losses", "it has the shape [39]"],
  ])("of a refinement: %o", (change, tensor, note) => {
    expect(diagnosed(refinement, ofRectifiers, change)).toEqual(diagnostic(tensor, note));
  });
});
