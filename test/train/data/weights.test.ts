// Weights of samples: how they are read, and that one of weight 2 counts as two, one of weight 0 as none.

import { describe, expect, test } from "vitest";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { programOf } from "../../../src/run/program-of.ts";
import { parseActivation } from "../../../src/network/activation.ts";
import type { RecordedClasses } from "../../../src/network/model.ts";
import { dataSampler } from "../../../src/train/data/batches.ts";
import { chooseColumns, type ColumnChoice } from "../../../src/train/data/choose-columns.ts";
import { parseCsv } from "../../../src/train/data/csv.ts";
import { prepareDataset } from "../../../src/train/data/prepare.ts";
import { FLOAT64_KERNEL } from "../../../src/train/gemm/scalar/float64-tiles.ts";
import { leastSquaresPlane } from "../../../src/train/linear/least-squares-plane.ts";
import { meanCrossEntropy } from "../../../src/train/losses/mean-cross-entropy.ts";
import { RECIPES, type Recipe } from "../../../src/train/recipes.ts";
import type { Samples } from "../../../src/train/second-order/fixed-samples.ts";
import { layersOf, parameterCount } from "../../../src/train/second-order/flat-layers.ts";
import { LevenbergMarquardt } from "../../../src/train/second-order/marquardt-minimiser.ts";
import { errorMeter } from "../../../src/train/second-order/measured-error.ts";
import { networkResiduals } from "../../../src/train/second-order/network-residuals.ts";
import { train } from "../../../src/train/trainer.ts";
import { evaluate } from "../../../src/verify/evaluate.ts";
import { thrownDiagnostic } from "../../diagnostics/thrown.ts";

const choose = (lines: readonly string[], choice: ColumnChoice) => chooseColumns(parseCsv(lines.join("\n"), "t.csv"), choice);
const names = (variables: readonly { readonly name: string }[]) => variables.map(({ name }) => name);

describe("the column", () => {
  const lines = ["a,w,b,y", "1,0.5,2,3", "2,0,3,4", "4,2,5,5"];

  test("is neither input nor output, wherever it stands", () => {
    const { inputs, outputs, samples } = choose(lines, { weight: "w" });
    expect([names(inputs), names(outputs), [...(samples.weights ?? [])]]).toEqual([["a", "b"], ["y"], [0.5, 0, 2]]);
    const last = choose(lines, { weight: "y", outputs: ["b"] });
    expect([names(last.inputs), names(last.outputs)]).toEqual([["a", "w"], ["b"]]);
    expect(names(choose(lines, { weight: "y" }).outputs)).toEqual(["b"]);
    expect(choose(lines, {}).samples.weights).toBeUndefined();
  });

  test("goes with the samples where some are left out or held out", () => {
    const { samples } = choose(["a,w,y", "1,1,3", "2,,4", "3,3,5", ",4,6", "5,5,8"], { weight: "w", missing: "drop" });
    expect([...(samples.weights ?? [])]).toEqual([1, 3, 5]);
    const many = Array.from({ length: 30 }, (_, row) => `${row},${row * row},${row + 1}`);
    const { training, heldOut, standardised } = prepareDataset(parseCsv(["x,y,w", ...many].join("\n"), "t.csv"), { weight: "w", holdOut: 0.5, seed: 1 });
    for (const part of [training, heldOut]) expect([...(part?.samples.weights ?? [])]).toEqual([...(part?.samples.points ?? [])].map((x) => x + 1));
    const mean = [...(standardised.samples.weights ?? [])].reduce((sum, weight) => sum + weight, 0) / training.lines.length;
    expect(mean).toBeCloseTo(1, 12);
  });

  test.each<[string, readonly string[], ColumnChoice, object]>([
    ["a negative weight", ["x,y,w", "1,2,1", "2,3,-0.5", "3,4,1"], { weight: "w" }, {
      category: "model",
      message: "a weight is -0.5",
      place: "t.csv: line 3, column 3 (w)",
      note: "a weight says how much a sample counts: 0 for not at all",
      hint: "write a number from 0 on; of samples with standard deviations of their own it is one divided by the square",
    }],
    ["only one weight", ["x,y,w", "1,2,0", "2,3,1", "3,4,0"], { weight: "w" }, {
      category: "model",
      message: "all weights in 'w' but one are 0",
      place: "t.csv: column 3 (w)",
      note: "nothing can be learned from fewer than two samples that count",
      hint: "name another column by --weight, or leave it out",
    }],
    ["no weight at all", ["x,y,w", "1,2,0", "2,3,0"], { weight: "w" }, {
      category: "model",
      message: "all weights in 'w' are 0",
      place: "t.csv: column 3 (w)",
      note: "nothing can be learned from fewer than two samples that count",
      hint: "name another column by --weight, or leave it out",
    }],
    ["a missing weight", ["x,y,w", "1,2,1", "2,3,", "3,4,1"], { weight: "w" }, {
      category: "model",
      message: "a value is missing",
      place: "t.csv: line 3, column 3 (w)",
      note: "one cell is missing, in 'w'",
      hint: "fill in what is missing, or leave such samples out by --missing drop",
    }],
    ["a column of two roles", ["x,y,w", "1,2,1", "2,3,1"], { weight: "y", outputs: ["y"] }, {
      category: "usage",
      message: "the column 'y' is a weight and an input or output",
      place: "--weight",
      hint: "leave it out of one of them",
    }],
    ["no such column", ["x,y,weight", "1,2,1", "2,3,1"], { weight: "wieght" }, {
      category: "usage",
      message: "t.csv has no column 'wieght'",
      place: "--weight",
      note: "its columns are x, y, weight",
      hint: "did you mean 'weight'?",
    }],
  ])("%s is refused", (_, lines_, choice, diagnostic) => {
    expect(thrownDiagnostic(() => choose(lines_, choice))).toEqual(diagnostic);
  });
});

describe("one sample of weight k is k of weight 1", () => {
  const random = new RandomGenerator(4);
  const counts = [1, 3, 0, 2, 1, 0, 4, 1, 2, 1];
  const weighted: Samples & { readonly weights: Float64Array } = {
    points: Float32Array.from({ length: 20 }, () => random.uniformIn(-1, 1)),
    values: Float64Array.from({ length: 20 }, () => random.uniformIn(-1, 1)),
    weights: Float64Array.from(counts),
  };
  const rows = counts.flatMap((count, row) => Array.from({ length: count }, () => row));
  const repeated: Samples = {
    points: Float32Array.from(rows.flatMap((row) => [...weighted.points.subarray(2 * row, 2 * row + 2)])),
    values: Float64Array.from(rows.flatMap((row) => [...weighted.values.subarray(2 * row, 2 * row + 2)])),
  };
  const layers = layersOf({ inputs: 2, hidden: [3], outputs: 2, activation: parseActivation("tanh"), outputActivation: parseActivation("identity") });
  const start = Float64Array.from({ length: parameterCount(layers) }, () => random.uniformIn(-1, 1));

  test("to the nearest plane", () => {
    const [one, other] = [weighted, repeated].map((samples) => leastSquaresPlane(samples, 2));
    one.slopes.forEach((slope, at) => expect(slope).toBeCloseTo(other.slopes[at], 10));
    one.offsets.forEach((offset, at) => expect(offset).toBeCloseTo(other.offsets[at], 10));
  });

  test("to second-order steps", () => {
    const [one, other] = [weighted, repeated].map((samples) => {
      const minimiser = new LevenbergMarquardt(networkResiduals(layers, samples), start);
      for (let step = 0; step < 5; step++) minimiser.iterate();
      return minimiser.parameters;
    });
    expect(one.some((value, at) => Math.abs(value - start[at]) > 0.1)).toBe(true);
    one.forEach((value, at) => expect(value).toBeCloseTo(other[at], 8));
  });

  test("to the root mean square error and to the cross-entropy; where all are 0, all count the same", () => {
    const errorOf = (samples: Samples) => errorMeter(layers, samples, FLOAT64_KERNEL)(start).rootMeanSquare;
    expect(errorOf(weighted)).toBeCloseTo(errorOf(repeated), 12);
    expect(errorOf({ ...weighted, weights: new Float64Array(10) })).toBe(errorOf({ points: weighted.points, values: weighted.values }));
    const classes: RecordedClasses = { kind: "one-of", column: "c", labels: ["a", "b"] };
    const wanted = ({ values }: Samples) => values.map((_, at) => at % 2);
    expect(meanCrossEntropy(classes, weighted.values, wanted(weighted), 2, weighted.weights)).toBeCloseTo(
      meanCrossEntropy(classes, repeated.values, wanted(repeated), 2), 12);
  });

  test("to batches: as often in an epoch as its weight says, rounded up or down, and on average exactly", () => {
    const weights = Float64Array.of(0, 0.25, 2.5, 0, 1.25, 1, 0);
    const sample = dataSampler({ points: Float32Array.from(weights.keys()), values: new Float64Array(7), weights }, 1, new RandomGenerator(8));
    const total = weights.map(() => 0);
    const epochs = 4000;
    const [inputs, outputs] = [new Float32Array(7), new Float32Array(7)];
    for (let epoch = 0; epoch < epochs; epoch++) {
      sample(inputs, outputs);
      const seen = weights.map((_, which) => inputs.filter((one) => one === which).length);
      seen.forEach((count, which) => {
        const expected = (weights[which] * 7) / 5;
        expect(Math.abs(count - expected)).toBeLessThan(1);
        total[which] += count;
      });
    }
    total.forEach((count, which) => expect(count / epochs).toBeCloseTo((weights[which] * 7) / 5, 1));
    expect([total[0], total[3], total[6]]).toEqual([0, 0, 0]);
  });
});

describe("what has weight 0 teaches nothing", () => {
  const recipe: Recipe = { ...RECIPES.best, hidden: [8] };

  /** The largest error at the rows whose weight is 1. */
  function worst(header: string, lines: readonly string[], outputs: number, method: Recipe = recipe): number {
    const dataset = prepareDataset(parseCsv([header, ...lines].join("\n"), "t.csv"), { weight: "w", holdOut: 0, seed: 1 });
    const training = train({ recipe: method, source: { kind: "data", dataset }, seed: 3 });
    let next = training.next();
    while (next.done !== true) next = training.next();
    const { points, values, weights = new Float64Array() } = dataset.training.samples;
    const results = evaluate(programOf(next.value.network), { width: dataset.training.inputs.length, count: weights.length, values: points });
    return values.reduce((most, value, at) => (weights[Math.floor(at / outputs)] === 1 ? Math.max(most, Math.abs(results[at] - value)) : most), 0);
  }

  const table = (of: (x: number, y: number) => number | string, garbage: (row: number) => number | string): readonly string[] =>
    Array.from({ length: 120 }, (_, row) => {
      const [x, y] = [(row % 12) / 4, Math.floor(row / 12) / 4];
      return row % 5 === 3 ? `${x},${y},${garbage(row)},0` : `${x},${y},${of(x, y)},1`;
    });

  test("a table of one input", () => {
    const rows = Array.from({ length: 60 }, (_, row) => (row % 7 === 3 ? `${row},${1000 * (row % 2)},0` : `${row},${Math.sin(row / 10)},1`));
    expect(worst("x,y,w", rows, 1, RECIPES.best)).toBeLessThan(1e-3);
  });

  test.each<[string, Recipe]>([
    ["second-order steps over tanh", { ...recipe, activation: "tanh" }],
    ["the gradient and second-order steps over leaky ReLUs", { ...recipe, activation: "leaky_relu:0.2" }],
    ["the gradient alone", { ...RECIPES.article, hidden: [8] }],
  ])("a table of two inputs by %s", (_, method) => {
    expect(worst("x,y,z,w", table((x, y) => Math.sin(x) + y, (row) => 50 * (row % 3)), 1, method)).toBeLessThan(0.3);
  });

  test("classes", () => {
    expect(worst("x,y,z,w", table((x, y) => (x > y ? "over" : "under"), () => "under"), 1)).toBeLessThan(0.6);
  });
});
