// Whole trainings: reproducible, as accurate as the article's, stopped when they diverge, refused when too large.

import { describe, expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import { interpret } from "../../src/program/interpret.ts";
import { valueOf } from "../../src/network/network.ts";
import type { GradientRecipe } from "../../src/train/recipes.ts";
import { DEFAULT_SEED, RECIPES } from "../../src/train/recipes.ts";
import type { TrainingSource } from "../../src/train/source.ts";
import { compileTarget } from "../../src/train/target/target.ts";
import type { TrainedNetwork, TrainingProgress } from "../../src/train/trainer.ts";
import { train } from "../../src/train/trainer.ts";
import { told } from "../diagnostics/thrown.ts";

const exponential = await compileTarget("exp(x)", ["x"]);
const unit = [{ name: "x", low: 0, high: 1 }];

function run(change: Partial<GradientRecipe> = {}, seed = DEFAULT_SEED): TrainedNetwork & { readonly reports: TrainingProgress[] } {
  const training = train({ recipe: { ...RECIPES.article, ...change }, source: { kind: "function", targets: [exponential], domain: unit }, seed });
  const reports: TrainingProgress[] = [];
  for (;;) {
    const step = training.next();
    if (step.done === true) return { ...step.value, reports };
    reports.push(step.value);
  }
}

function diagnosticOf(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    if (error instanceof DiagnosticError) return told(error.diagnostic);
    throw error;
  }
  return undefined;
}

describe("the article's recipe", () => {
  const trained = run();
  const program = lower(trained.network);

  test("fits e^x as well as the article's network does", () => {
    const xs = Float32Array.from({ length: 10_001 }, (_, i) => i / 10_000);
    const [ys] = interpret(program, [xs], xs.length);
    const worst = xs.reduce((most, x, i) => Math.max(most, Math.abs(ys[i] - Math.exp(x))), 0);
    expect(worst).toBeLessThanOrEqual(7e-3);
    const [[near]] = interpret(program, [Float32Array.of(0.2)], 1);
    expect(Math.abs(near - Math.exp(0.2))).toBeLessThanOrEqual(2e-3);
  });

  test("keeps every loss", () => {
    expect(trained.losses).toHaveLength(10_000);
    expect(trained.losses[0]).toBeGreaterThan(0.5);
    expect(trained.losses.slice(-100).every((loss) => loss < 1e-3)).toBe(true);
  });

  test("reports every ten iterations, the last time at its end", () => {
    expect(trained.reports).toHaveLength(1000);
    const [first, last] = [trained.reports[0], trained.reports[999]];
    expect(last).toMatchObject({ stage: "gradient", iteration: 10_000, iterations: 10_000, loss: trained.losses[9999], samples: 1_000_000 });
    expect(first).toMatchObject({ stage: "gradient", iteration: 10, iterations: 10_000, loss: trained.losses[9], samples: 1000 });
    expect(first.losses).toEqual(trained.losses.slice(0, 10));
    expect(last.network()).toEqual(trained.network);
  });
});

describe("trainings", () => {
  test("the same seed gives the same bits, another seed others", () => {
    const parameters = (seed: number) => run({ iterations: 30 }, seed).network.values.filter((value) => value.kind === "parameter");
    expect(parameters(7)).toEqual(parameters(7));
    expect(parameters(7)).not.toEqual(parameters(8));
  });

  test("follow their schedule from the first step to the last", () => {
    const change = { optimiser: "sgd", iterations: 2 };
    const values = (more: Partial<GradientRecipe>) => run({ ...change, ...more }).network.values.filter(({ kind }) => kind === "parameter");
    // Half of twice the rate is exact.
    const constant = values({ learningRate: 0.01, schedule: "constant" });
    expect(values({ learningRate: 0.02, schedule: "warmup:2" })).not.toEqual(constant);
    expect(values({ learningRate: 0.02, schedule: "warmup:2", iterations: 1 })).toEqual(values({ learningRate: 0.01, iterations: 1 }));
    expect(values({ learningRate: 0.02, schedule: "warmup:2,step:1,0.5" })).toEqual(constant);
  });

  test.each(["kink-spreading", "glorot-uniform", "he-normal"])("start from %s and go down", (initialiser) => {
    const { losses } = run({ initialiser, learningRate: 0.01, schedule: "cosine", iterations: 500 });
    expect(losses[499]).toBeLessThan(losses[0] / 50);
  });

  test.each([
    ["sgd", 0.02],
    ["momentum", 0.01],
    ["nesterov", 0.01],
    ["adagrad", 0.05],
    ["rmsprop", 1e-3],
    ["adam", 1e-3],
    ["adamw", 1e-3],
  ])("go down by %s", (optimiser, learningRate) => {
    const { losses } = run({ optimiser, learningRate, iterations: 1000 });
    expect(losses[999]).toBeLessThan(losses[0] / 50);
  });

  test("report every iteration of a short one", () => {
    expect(run({ iterations: 3 }).reports.map(({ iteration }) => iteration)).toEqual([1, 2, 3]);
  });

  test("several variables and targets", async () => {
    const variables = ["u", "v"];
    const targets = [await compileTarget("u + 2*v", variables), await compileTarget("u - v", variables)];
    const domain = [{ name: "u", low: -1, high: 1 }, { name: "v", low: 0, high: 2 }];
    const recipe: GradientRecipe = { ...RECIPES.article, hidden: [], activation: "identity", optimiser: "sgd", learningRate: 0.1, iterations: 3000 };
    const training = train({ recipe, source: { kind: "function", targets, domain }, seed: 1 });
    let step = training.next();
    while (step.done !== true) step = training.next();
    const { network } = step.value;
    expect(network.inputs.map(({ value }) => valueOf(network, value).shape)).toEqual([[1, 2]]);
    expect(network.outputs.map(({ value }) => valueOf(network, value).shape)).toEqual([[1, 2]]);
    const [[sum, difference]] = interpret(lower(network), [Float32Array.of(0.5, 1.5)], 1);
    expect(sum).toBeCloseTo(3.5, 4);
    expect(difference).toBeCloseTo(-1, 4);
  });

  test("the input of one variable has its name", async () => {
    const targets = [await compileTarget("2 * speed", ["speed"])];
    const recipe = { ...RECIPES.article, iterations: 1 };
    const source: TrainingSource = { kind: "function", targets, domain: [{ name: "speed", low: 0, high: 1 }] };
    const training = train({ recipe, source, seed: 1 });
    training.next();
    const end = training.next();
    if (end.done !== true) throw new Error("one iteration is one report");
    expect(end.value.network.values[0].name).toBe("speed");
  });
});

describe("trainings that diverge", () => {
  const nan = "the loss of that iteration is NaN";
  test.each([
    ["adam", 1e6, "a parameter", 3, "the loss of that iteration is 4.5517754679375365e+37"],
    ["adam", 1e7, "the loss", 2, "the loss of that iteration is Infinity"],
    ["sgd", 1e6, "the loss", 3, nan],
    ["sgd", 1e38, "the loss", 2, nan],
  ] as const)("%s at learning rate %d stops at the first value that is not finite", (optimiser, learningRate, what, iteration, note) => {
    expect(diagnosticOf(() => run({ optimiser, learningRate }))).toEqual({
      category: "check",
      message: `the training diverged: ${what} is not finite in iteration ${iteration}`,
      place: `iteration ${iteration}`,
      note,
      hint: `use a --learning-rate smaller than ${learningRate}`,
    });
    if (iteration > 1) expect(run({ optimiser, learningRate, iterations: iteration - 1 }).losses.every(Number.isFinite)).toBe(true);
  });

  test("a loss that overflows stops it while all parameters are finite", () => {
    const change = { hidden: [], activation: "identity", learningRate: 3e19 };
    expect(diagnosticOf(() => run(change))).toMatchObject({
      message: "the training diverged: the loss is not finite in iteration 2",
      note: "the loss of that iteration is Infinity",
    });
  });
});

describe("options out of range", () => {
  const whole = (most: number) => `it must be a whole number from 1 to ${most}`;
  const positive = "it must be a positive number within the range of float32";
  test.each<[Partial<GradientRecipe>, object]>([
    [{ iterations: 0 }, { message: "the number of iterations is 0", place: "--iterations", note: whole(10_000_000) }],
    [{ iterations: 1e9 }, { message: "the number of iterations is 1000000000", place: "--iterations", note: whole(10_000_000) }],
    [{ batch: 0.5 }, { message: "the batch is 0.5", place: "--batch", note: whole(65_536) }],
    [{ learningRate: 0 }, { message: "the learning rate is 0", place: "--learning-rate", note: positive }],
    [{ learningRate: -1 }, { message: "the learning rate is -1", place: "--learning-rate", note: positive }],
    [{ learningRate: NaN }, { message: "the learning rate is NaN", place: "--learning-rate", note: positive }],
    [{ learningRate: 1e39 }, { message: "the learning rate is 1e+39", place: "--learning-rate", note: positive }],
    [{ learningRate: 1e-50 }, { message: "the learning rate is 1e-50", place: "--learning-rate", note: positive }],
    [{ hidden: [0] }, { message: "the size of hidden layer 1 is 0", place: "--hidden", note: whole(4096) }],
    [
      { batch: 65_536, hidden: [4000] },
      {
        message: "a batch of 65536 makes 262275072 values in the layers",
        place: "--batch",
        note: "at most 16777216 are allowed",
        hint: "use a smaller batch or smaller layers",
      },
    ],
  ])("%j", (change, expected) => {
    expect(diagnosticOf(() => run(change))).toEqual({ category: "usage", ...expected });
  });

  test.each([
    [{ optimiser: "adan" }, "there is no optimiser 'adan'", "--optimiser"],
    [{ schedule: "consine" }, "there is no schedule 'consine'", "--schedule"],
    [{ initialiser: "hee" }, "there is no initialiser 'hee'", "--initialiser"],
    [{ loss: "msee" }, "there is no loss 'msee'", "--loss"],
  ])("%j", (change, message, place) => {
    expect(diagnosticOf(() => run(change))).toMatchObject({ category: "usage", message, place });
  });

  test.each([-1, 0.5, 2 ** 32, NaN])("the seed %d", (seed) => {
    expect(diagnosticOf(() => run({}, seed))).toEqual({
      category: "usage",
      message: `the seed is ${seed}`,
      place: "--seed",
      note: "it must be a whole number from 0 to 4294967295",
    });
  });
});
