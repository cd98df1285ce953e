// Training to tell classes: what it reaches, that it is deterministic and goes on where it was stopped, and what it refuses.

import { describe, expect, test } from "vitest";
import { valueOf, type Network } from "../../src/network/network.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { measure } from "../../src/run/measurement.ts";
import { programOf } from "../../src/run/program-of.ts";
import { parseCsv } from "../../src/train/data/csv.ts";
import { prepareDataset } from "../../src/train/data/prepare.ts";
import type { Task } from "../../src/train/data/task.ts";
import { toEnd } from "../../src/train/to-end.ts";
import { RECIPES, type Recipe } from "../../src/train/recipes.ts";
import type { DataSource } from "../../src/train/source.ts";
import { train, trainPausing, type TrainingProgress } from "../../src/train/trainer.ts";
import type { TrainingOptions } from "../../src/train/training-options.ts";
import { evaluate } from "../../src/verify/evaluate.ts";
import { thrownDiagnostic } from "../diagnostics/thrown.ts";
import { countedPauses } from "./counted-pauses.ts";

function sourceOf(header: string, rows: readonly string[], outputs: readonly string[] = ["y"], task?: Task): DataSource {
  const table = parseCsv([header, ...rows].join("\n"), "t.csv");
  return { kind: "data", dataset: prepareDataset(table, { holdOut: 0, seed: 1, outputs, ...(task === undefined ? {} : { task }) }) };
}

function trained(source: DataSource, said: Partial<TrainingOptions> = {}): Network {
  const training = train({ recipe: RECIPES.best, source, seed: 1, ...said });
  let next = training.next();
  while (next.done !== true) next = training.next();
  return next.value.network;
}

function resultsOf(network: Network, source: DataSource): Float32Array {
  const { inputs, lines, samples } = source.dataset.training;
  return evaluate(programOf(network), { width: inputs.length, count: lines.length, values: samples.points });
}

const random = new RandomGenerator(5);
/** Two rings about one another, which no line divides, and three clouds, which lines do. */
const RINGS = Array.from({ length: 200 }, (_, i) => {
  const [angle, radius] = [2 * Math.PI * random.uniform(), i % 2 === 0 ? 1 : 2.5];
  return `${(radius * Math.cos(angle) + 0.1 * random.normal()).toFixed(4)},${(radius * Math.sin(angle) + 0.1 * random.normal()).toFixed(4)},${i % 2 === 0 ? "inner" : "outer"}`;
});
const CLOUDS = Array.from({ length: 150 }, (_, i) => `${(3 * (i % 3) + 0.5 * random.normal()).toFixed(4)},${(i % 2 + 0.5 * random.normal()).toFixed(4)},c${i % 3}`);

describe("it tells", () => {
  test("a truth table, each row of it", () => {
    const source = sourceOf("a,b,y", ["0,0,0", "0,1,1", "1,0,1", "1,1,0"]);
    const network = trained(source);
    expect([...resultsOf(network, source)].map(Math.round)).toEqual([0, 1, 1, 0]);
    expect(toEnd(measure(network, source)).error).toMatchObject({ right: 4, samples: 4 });
    expect(toEnd(measure(network, source)).error.maximum).toBeLessThan(1e-2);
    // The trials before the training, of which nothing is told.
    expect(countedPauses(trainPausing({ recipe: RECIPES.best, source, seed: 1 })).pauses).toBeGreaterThan(500);
  });

  test("two words by one probability, that of the second", () => {
    const source = sourceOf("a,b,y", RINGS);
    const network = trained(source);
    expect(source.dataset.training.classes).toEqual({ kind: "one-of", column: "y", labels: ["inner", "outer"] });
    expect(toEnd(measure(network, source)).error.right).toBe(200);
    const last = valueOf(network, network.outputs[0].value);
    expect(last.kind === "operation" && last.op.name).toBe("sigmoid");
  });

  test("three by probabilities that add up to 1", () => {
    const source = sourceOf("a,b,y", CLOUDS);
    const network = trained(source);
    expect(toEnd(measure(network, source)).error.right).toBeGreaterThan(145);
    const results = resultsOf(network, source);
    for (let row = 0; row < 150; row++) expect(results[3 * row] + results[3 * row + 1] + results[3 * row + 2]).toBeCloseTo(1, 5);
  });

  test("questions of their own, each by its own probability", () => {
    const source = sourceOf("a,b,or,and", ["0,0,0,0", "0,1,1,0", "1,0,1,0", "1,1,1,1"], ["or", "and"]);
    const network = trained(source);
    expect([...resultsOf(network, source)].map(Math.round)).toEqual([0, 0, 1, 0, 1, 0, 1, 1]);
    expect(toEnd(measure(network, source)).error.right).toBe(4);
  });

  test("by the recipe article too", () => {
    const recipe: Recipe = { ...RECIPES.article, iterations: 500, learningRate: 0.01 };
    const source = sourceOf("a,b,y", CLOUDS);
    expect(toEnd(measure(trained(source, { recipe }), source)).error.right).toBeGreaterThan(145);
  });

  test("quantities of 0 and 1 where these are asked for", () => {
    const source = sourceOf("a,b,y", ["0,0,0", "0,1,1", "1,0,1", "1,1,0"], ["y"], "numbers");
    const network = trained(source);
    const last = valueOf(network, network.outputs[0].value);
    expect(last.kind === "operation" && last.op.name).toBe("gemm");
  });
});

test("the same seed gives the same bits, and so does a training that is gone on with", () => {
  const source = sourceOf("a,b,y", RINGS);
  const states: TrainingProgress[] = [];
  const training = train({ recipe: RECIPES.best, source, seed: 2 });
  let next = training.next();
  for (; next.done !== true; next = training.next()) if (states.length < 40) states.push(next.value);
  const parameters = (network: Network) => network.values.flatMap((value) => (value.kind === "parameter" ? [value.data] : []));
  const whole = parameters(next.value.network);
  expect(parameters(trained(source, { seed: 2 }))).toEqual(whole);
  const stopped = train({ recipe: RECIPES.best, source, seed: 2 });
  let step = stopped.next();
  while (step.done !== true && step.value.iteration < 100) step = stopped.next();
  if (step.done === true) throw new RangeError("it ended before the 100th iteration");
  expect(parameters(trained(source, { seed: 2, resume: step.value.state() }))).toEqual(whole);
});

test("a column that is constant in the part that is fitted does no harm", () => {
  const rows = CLOUDS.map((row, i) => row.replace(",c", `,${i === 7 ? 1 : 0},c`));
  const source = sourceOf("a,b,rare,y", rows);
  expect(toEnd(measure(trained(source), source)).error.right).toBeGreaterThan(145);
});

describe("refused", () => {
  const told = (recipe: Recipe) => thrownDiagnostic(() => trained(sourceOf("a,b,y", CLOUDS), { recipe }));
  const note = "a network that tells classes is trained for the cross-entropy of its probabilities";
  test("another loss", () => {
    expect(told({ ...RECIPES.article, loss: "huber" })).toEqual({
      category: "usage", message: "classes are not told by the huber", place: "--loss", note, hint: "leave it out",
    });
  });
  test("squared errors of the second order", () => {
    const { name, hidden, activation, initialiser } = RECIPES.article;
    expect(told({ name, hidden, activation, initialiser, method: "second-order", optimiser: "levenberg-marquardt", iterations: 5 })).toEqual({
      category: "usage",
      message: "classes are not told by the squared errors that levenberg-marquardt goes for",
      place: "--optimiser",
      note,
      hint: "leave it out",
    });
  });
});
