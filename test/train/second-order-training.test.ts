// Trainings by the second-order optimiser: against closed forms, from one iteration to the next, and what is refused.

import { describe, expect, test } from "vitest";
import { leastSquaresLine } from "../../src/train/linear/least-squares.ts";
import { parseCsv } from "../../src/train/data/csv.ts";
import { prepareDataset } from "../../src/train/data/prepare.ts";
import type { SecondOrderRecipe } from "../../src/train/recipes.ts";
import { defaultSamples } from "../../src/train/second-order/refinement.ts";
import { sampleTargets } from "../../src/train/second-order/fixed-samples.ts";
import type { TrainingSource } from "../../src/train/source.ts";
import { compileTarget } from "../../src/train/target/target.ts";
import type { TrainedNetwork, TrainingProgress } from "../../src/train/trainer.ts";
import { train } from "../../src/train/trainer.ts";
import { thrownDiagnostic } from "../diagnostics/thrown.ts";

const targets = [await compileTarget("exp(x)", ["x"])];
const domain = [{ name: "x", low: 0, high: 1 }];
const exponential: TrainingSource = { kind: "function", targets, domain };
const product: TrainingSource = {
  kind: "function",
  targets: [await compileTarget("x*y", ["x", "y"]), await compileTarget("x-y^2", ["x", "y"])],
  domain: ["x", "y"].map((name) => ({ name, low: -1, high: 1 })),
};
const columns = Array.from({ length: 40 }, (_, i) => ({ x: 100 + i / 8, y: 3 - i / 4 + ((i * 7) % 5) }));
const dataset = prepareDataset(parseCsv(["x,y", ...columns.map(({ x, y }) => `${x},${y}`), ""].join("\n"), "samples.csv"), { holdOut: 0, seed: 1 });
const data: TrainingSource = { kind: "data", dataset };

const usual: SecondOrderRecipe = {
  name: "article",
  method: "second-order",
  hidden: [8],
  activation: "leaky_relu:0.2",
  initialiser: "lecun-normal",
  optimiser: "levenberg-marquardt",
  iterations: 60,
};
const straight: SecondOrderRecipe = { ...usual, hidden: [], activation: "identity" };

function run(source: TrainingSource, recipe: SecondOrderRecipe, seed = 7): { readonly reports: readonly TrainingProgress[]; readonly result: TrainedNetwork } {
  const training = train({ source, recipe, seed });
  const reports: TrainingProgress[] = [];
  for (let step = training.next(); ; step = training.next()) {
    if (step.done === true) return { reports, result: step.value };
    reports.push(step.value);
  }
}

const parametersOf = ({ network }: TrainedNetwork): readonly (readonly number[])[] =>
  network.values.flatMap((value) => (value.kind === "parameter" ? [[...value.data]] : []));

describe("a straight line is the least-squares one", () => {
  test.each([1, 2, 3])("through e^x, from seed %i", (seed) => {
    const { points, values } = sampleTargets(targets, domain, defaultSamples(1, 2), 0);
    const { W, b } = leastSquaresLine([...points], [...values]);
    const { result, reports } = run(exponential, straight, seed);
    expect(parametersOf(result)).toEqual([[Math.fround(W)], [Math.fround(b)]]);
    expect(reports.length).toBeLessThan(60);
    const squares = points.map((x, i) => (W * x + b - values[i]) ** 2);
    const smallest = squares.reduce((sum, square) => sum + square, 0) / squares.length;
    expect(Math.abs((result.losses.at(-1) ?? NaN) - smallest)).toBeLessThanOrEqual(1e-6 * smallest);
  });

  test("through data, in the units of the file", () => {
    const { W, b } = leastSquaresLine(columns.map(({ x }) => x), columns.map(({ y }) => y));
    const [[slope], [offset]] = parametersOf(run(data, straight).result);
    expect(Math.abs(slope - W)).toBeLessThanOrEqual(1e-6 * Math.abs(W));
    expect(Math.abs(offset - b)).toBeLessThanOrEqual(1e-6 * Math.abs(b));
  });
});

describe.each([
  { name: "a function", source: exponential, samples: 1025 },
  { name: "two functions of two variables", source: product, samples: 2048 },
  { name: "data", source: data, samples: 40 },
])("on $name", ({ source, samples }) => {
  const { reports, result } = run(source, usual);

  test("the loss never grows, and falls", () => {
    const { losses } = result;
    losses.slice(1).forEach((loss, i) => expect(loss).toBeLessThanOrEqual(losses[i]));
    expect(losses.at(-1)).toBeLessThan(0.5 * losses[0]);
  });

  test("every iteration is reported, with all losses so far", () => {
    expect(reports).toHaveLength(result.losses.length);
    reports.forEach((report, position) => {
      const loss = result.losses[position];
      expect(report).toMatchObject({ stage: "gradient", iteration: position + 1, iterations: 60, loss, samples: (position + 1) * samples });
      expect(report.losses).toEqual(result.losses.subarray(0, position + 1));
    });
    expect(result.maximumErrors).toHaveLength(0);
  });

  test("the same seed gives the same bits, another one others", () => {
    expect(run(source, usual).result).toEqual(result);
    expect(parametersOf(run(source, usual, 8).result)).not.toEqual(parametersOf(result));
  });
});

test("a target that the start meets already is left as it is", async () => {
  const zero: TrainingSource = { ...exponential, kind: "function", targets: [await compileTarget("0*x", ["x"])], domain };
  const { result, reports } = run(zero, { ...straight, hidden: [1] });
  expect(result.losses.at(-1)).toBeLessThanOrEqual(1e-30);
  expect(reports.length).toBeLessThanOrEqual(60);
});

describe("refused", () => {
  test("more parameters than it takes", () => {
    expect(thrownDiagnostic(() => run(exponential, { ...usual, hidden: [40, 50] }))).toEqual({
      category: "usage",
      message: "the network has 2181 parameters, too many for the second-order optimiser",
      place: "--hidden",
      note: "it takes at most 2048: its time grows with the square of their number",
      hint: "use smaller layers or a first-order optimiser such as adam",
    });
  });

  test.each([0, 1.5, 10_000_001])("%d iterations", (iterations) => {
    expect(thrownDiagnostic(() => run(exponential, { ...usual, iterations }))).toEqual({
      category: "usage",
      message: `the number of iterations is ${iterations}`,
      place: "--iterations",
      note: "it must be a whole number from 1 to 10000000",
    });
  });

  test("a network whose values leave float32 between its layers", async () => {
    const wide: TrainingSource = { kind: "function", targets: [await compileTarget("x/1e5", ["x"])], domain: [{ name: "x", low: -3e38, high: 3e38 }] };
    expect(thrownDiagnostic(() => run(wide, { ...usual, hidden: [8, 8, 8] }, 3))).toEqual({
      category: "check",
      message: "the trained network gives values that are not finite",
      place: "training",
      note: "in float32 the root mean square of its error is Infinity",
      hint: "use a narrower --domain, or another --seed",
    });
  });
});
