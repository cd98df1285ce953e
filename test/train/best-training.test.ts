// The recipe best: folding where it applies, else the gradient and second-order steps, and the better of both. Measured in
// the bits of emitted code over dense sweeps that share no points with the training.

import { describe, expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import type { DomainVariable } from "../../src/network/model.ts";
import type { Network } from "../../src/network/network.ts";
import { sin } from "../../src/numeric/elementary/index.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import { parseActivation } from "../../src/network/activation.ts";
import type { DenseArchitecture } from "../../src/train/architecture.ts";
import { denseNetwork } from "../../src/train/architecture.ts";
import { parseCsv } from "../../src/train/data/csv.ts";
import { prepareDataset } from "../../src/train/data/prepare.ts";
import { toEnd } from "../../src/train/to-end.ts";
import { foldNetwork } from "../../src/train/fold-network.ts";
import type { BestRecipe } from "../../src/train/recipes.ts";
import { RECIPES } from "../../src/train/recipes.ts";
import type { TrainingSource } from "../../src/train/source.ts";
import type { Target } from "../../src/train/target/target.ts";
import { compileTarget } from "../../src/train/target/target.ts";
import type { TrainedNetwork, TrainingProgress } from "../../src/train/trainer.ts";
import { train, trainPausing } from "../../src/train/trainer.ts";
import { DENSE, sweepError } from "../verify/sweep-error.ts";
import { countedPauses } from "./counted-pauses.ts";

interface Run extends TrainedNetwork {
  readonly reports: readonly TrainingProgress[];
}

function run(source: TrainingSource, recipe: Parameters<typeof train>[0]["recipe"] = RECIPES.best, seed = 3): Run {
  const training = train({ recipe, source, seed });
  const reports: TrainingProgress[] = [];
  let next = training.next();
  for (; next.done !== true; next = training.next()) reports.push(next.value);
  return { ...next.value, reports };
}

const bits = ({ values }: Network) =>
  values.flatMap((value) => (value.kind === "parameter" ? [...new Uint32Array(Float32Array.from(value.data).buffer)] : []));
const activations = ({ values }: Network) => values.filter((value) => value.kind === "operation" && value.op.name === "leaky_relu").length;
const stages = ({ reports }: Run) => [...new Set(reports.map(({ stage }) => stage))];
const worst = (network: Network, targets: readonly Target[], domain: readonly DomainVariable[], samples: number) =>
  sweepError(lower(runPasses(network)), targets, domain, samples).maximum;

const interval = (low: number, high: number): readonly DomainVariable[] => [{ name: "x", low, high }];
const unit = interval(0, 1);
const exponential = await compileTarget("exp(x)", ["x"]);
const ofExponential: TrainingSource = { kind: "function", targets: [exponential], domain: unit };
const quick = { ...RECIPES.best, activation: "leaky_relu:0.2", hidden: [5], start: { ...RECIPES.best.start, iterations: 150 } } satisfies BestRecipe;

test("a construction pauses often, and gives the same", () => {
  const options = { recipe: RECIPES.best, source: ofExponential, seed: 3 };
  const { pauses, result } = countedPauses(trainPausing(options));
  expect(pauses).toBeGreaterThan(50);
  expect(result).toEqual(toEnd(train(options)));
});

describe("one input, one output", () => {
  test("e^x on [0, 1] is met within 1e-6 by the article's network, constructed: no loss, no progress, whatever the seed", () => {
    const one = run(ofExponential);
    expect(worst(one.network, [exponential], unit, DENSE)).toBeLessThanOrEqual(1e-6);
    expect(one.losses).toEqual(new Float64Array());
    expect(one.reports).toEqual([]);
    expect(activations(one.network)).toBe(3);
    expect(bits(run(ofExponential, RECIPES.best, 4).network)).toEqual(bits(one.network));
  });

  test("a jump costs half of it, and a construction that follows the rest is taken without a search", async () => {
    const targets = [await compileTarget("sign(x-0.3)", ["x"])];
    const found = run({ kind: "function", targets, domain: unit });
    expect(found.reports).toEqual([]);
    expect(worst(found.network, targets, unit, 16_385)).toBeLessThan(1.001);
    for (const half of [interval(0, 0.299), interval(0.301, 1)]) expect(worst(found.network, targets, half, 4097)).toBeLessThan(5e-4);
  });

  // Of half the units; the share of the target's range, and whether the output keeps its activation: it does where nothing is negative.
  test.each([
    ["sin(2*pi*x)", 0, 1, 2, 3e-4, 2],
    ["log(1+x)", 0, 4, Math.log(5), 2e-5, 3],
    ["tanh(3*x)", -1, 1, 2 * Math.tanh(3), 1.4e-4, 2],
    ["1/(1+25*x^2)", -1, 1, 1 - 1 / 26, 2.4e-4, 3],
    ["sqrt(x+0.01)", 0, 1, Math.sqrt(1.01) - 0.1, 4e-5, 3],
    ["x^3 - x", -1.5, 1.5, 3.75, 2.4e-4, 2],
  ])("%s on [%d, %d]", async (expression, low, high, range, share, activated) => {
    const targets = [await compileTarget(expression, ["x"])];
    const { network } = run({ kind: "function", targets, domain: interval(low, high) }, { ...RECIPES.best, hidden: [8, 16] });
    expect(worst(network, targets, interval(low, high), 16_385)).toBeLessThanOrEqual(share * range);
    expect(activations(network)).toBe(activated);
  });

  test("an output activation that was asked for is there, whatever the sign", async () => {
    const targets = [await compileTarget("x - 0.5", ["x"])];
    const source: TrainingSource = { kind: "function", targets, domain: unit };
    const small = { ...RECIPES.best, hidden: [4, 4] };
    const { network } = run(source, { ...small, outputActivation: "leaky_relu:0.2" });
    expect(activations(network)).toBe(3);
    expect(worst(network, targets, unit, 2049)).toBeLessThan(1e-6);
    const none = run(ofExponential, { ...small, outputActivation: "identity" }).network;
    expect(activations(none)).toBe(2);
    expect(worst(none, [exponential], unit, 2049)).toBeLessThan(1e-3);
  });
});

describe("where folding does not apply", () => {
  const variables = ["x", "y"];
  const square = variables.map((name) => ({ name, low: -1, high: 1 }));

  test("two inputs and two outputs go through the gradient and then a refinement, which makes nothing worse", async () => {
    const targets = [await compileTarget("x*y", variables), await compileTarget("x - y", variables)];
    const source: TrainingSource = { kind: "function", targets, domain: square };
    const found = run(source, quick);
    expect(stages(found)).toEqual(["gradient", "refinement"]);
    expect(found.losses).toHaveLength(150);
    const started = run(source, { ...quick, ...quick.start, method: "gradient", outputActivation: "identity" });
    expect(found.losses).toEqual(started.losses);
    const errorOf = ({ network }: Run) => worst(network, targets, square, 10_000);
    expect(errorOf(found)).toBeLessThan(0.5 * errorOf(started));
    expect(activations(found.network)).toBe(1);
    expect(bits(run(source, quick).network)).toEqual(bits(found.network));
    expect(bits(run(source, quick, 4).network)).not.toEqual(bits(found.network));
  });

  test("a refinement's best never gets worse from one report to the next", async () => {
    const source: TrainingSource = { kind: "function", targets: [await compileTarget("exp(x*y)", variables)], domain: square };
    const errors = run(source, quick).reports.flatMap((report) => (report.stage === "refinement" ? [report.maximumError] : []));
    expect(errors.length).toBeGreaterThan(3);
    errors.slice(1).forEach((error, i) => expect(error).toBeLessThanOrEqual(errors[i]));
    expect(errors[errors.length - 1]).toBeLessThan(0.5 * errors[0]);
  });

  test("a network too large to refine is left as the gradient leaves it", () => {
    const large = { ...RECIPES.best, hidden: [1, 1100], activation: "identity", start: { ...quick.start, initialiser: "lecun-normal", iterations: 3, batch: 4 } };
    const found = run(ofExponential, large);
    expect(stages(found)).toEqual(["gradient"]);
    expect(bits(found.network)).toEqual(bits(run(ofExponential, { ...large, ...large.start, method: "gradient" }).network));
  });

  test("data end in the units of the file, without an activation after the last layer", () => {
    const rows = Array.from({ length: 40 }, (_, row) => `${row},${(row * 7) % 40},${1000 + 3 * row}`);
    const dataset = prepareDataset(parseCsv(["t,u,p", ...rows].join("\n"), "t.csv"), { holdOut: 0.2, seed: 1 });
    const found = run({ kind: "data", dataset }, { ...quick, hidden: [2] });
    expect(stages(found)).toEqual(["gradient", "refinement"]);
    expect(activations(found.network)).toBe(1);
    const line: Target = { expression: "1000 + 3*t", variables: ["t", "u"], evaluate: (point) => 1000 + 3 * point[0] };
    const domain = ["t", "u"].map((name) => ({ name, low: 0, high: 39 }));
    // Of values from 1000 on, and far from all samples in two corners.
    expect(worst(found.network, [line], domain, 1025)).toBeLessThan(30);
  });

  test("a table of one input is followed without steps, in its units", () => {
    const rows = Array.from({ length: 40 }, (_, row) => `${row},${1000 + 3 * row}`);
    const dataset = prepareDataset(parseCsv(["t,p", ...rows].join("\n"), "t.csv"), { holdOut: 0, seed: 1 });
    const found = run({ kind: "data", dataset }, { ...quick, hidden: [2] });
    expect(found.reports).toEqual([]);
    expect(activations(found.network)).toBe(1);
    const line: Target = { expression: "1000 + 3*t", variables: ["t"], evaluate: (point) => 1000 + 3 * point[0] };
    expect(worst(found.network, [line], [{ name: "t", low: 0, high: 39 }], 1025)).toBeLessThan(1e-3);
    expect(bits(run({ kind: "data", dataset }, { ...quick, hidden: [2] }, 4).network)).toEqual(bits(found.network));
  });
});

describe("few samples", () => {
  const recipe = { ...RECIPES.best, hidden: [8, 16] };

  /** A network for samples of a function on [0, 10] with normal noise, and how it is from the function at other points. */
  function fromSamples(count: number, noise: number, truth: (x: number) => number) {
    const generator = new RandomGenerator(5);
    const rows = Array.from({ length: count }, () => {
      const x = 10 * generator.uniform();
      return `${x},${truth(x) + noise * generator.normal()}`;
    });
    const dataset = prepareDataset(parseCsv(["x,y", ...rows].join("\n"), "t.csv"), { holdOut: 0, seed: 1 });
    const found = run({ kind: "data", dataset }, recipe);
    const target: Target = { expression: "truth", variables: ["x"], evaluate: (point) => truth(point[0]) };
    return { found, error: sweepError(lower(runPasses(found.network)), [target], interval(0.8, 9.4), 2001) };
  }

  const line = (x: number): number => 2 * x + 1;
  const wave = (x: number): number => sin(0.6 * x);

  test("of a line give the line, between the samples too", () => {
    const { found, error } = fromSamples(48, 0, line);
    expect(found.reports).toEqual([]);
    expect(error.maximum).toBeLessThan(1e-3);
  });

  test("of two inputs are refined without the gradient, and go on from a state", () => {
    const rows = Array.from({ length: 48 }, (_, row) => `${(row * 7) % 48},${(row * 11) % 48},${row % 5}`);
    const dataset = prepareDataset(parseCsv(["x,z,y", ...rows].join("\n"), "t.csv"), { holdOut: 0, seed: 1 });
    const source = { kind: "data", dataset } as const;
    const found = run(source, recipe);
    expect(stages(found)).toEqual(["refinement"]);
    const training = train({ recipe, source, seed: 3 });
    for (let i = 0; i < 4; i++) training.next();
    const reached = training.next().value;
    if (reached === undefined || !("state" in reached)) throw new Error("no state");
    const resumed = train({ recipe, source, seed: 3, resume: reached.state() });
    let next = resumed.next();
    while (next.done !== true) next = resumed.next();
    expect(bits(next.value.network)).toEqual(bits(found.network));
  });

  test.each([[40, line], [200, line], [40, wave], [200, wave], [2000, wave]])("%d with noise: the noise is not followed", (count, truth) => {
    const { error } = fromSamples(count, 0.1, truth);
    expect(error.rootMeanSquare).toBeLessThan(count < 100 ? 0.1 : 0.05);
  });
});

describe("where folding applies and does badly, the gradient and a refinement are tried too", () => {
  const architecture: DenseArchitecture = {
    inputs: 1, hidden: quick.hidden, outputs: 1, activation: parseActivation(quick.activation), outputActivation: parseActivation("identity"),
  };

  /** The network found for a target far too fast for five units, and the one that folding alone gives. */
  async function both(expression: string): Promise<{ readonly found: Run; readonly folded: Network; readonly errorOf: (network: Network) => number }> {
    const targets = [await compileTarget(expression, ["x"])];
    const found = run({ kind: "function", targets, domain: unit }, quick);
    const parameters = toEnd(foldNetwork(architecture, targets, unit))?.parameters;
    if (parameters === undefined) throw new Error("folding applies to one input and one output");
    const errorOf = (network: Network): number => worst(network, targets, unit, 8193);
    return { found, folded: denseNetwork(architecture, 1, parameters), errorOf };
  }

  test("and taken where they do better: a line under the ripple", async () => {
    const { found, folded, errorOf } = await both("4*x + sin(1000*x)");
    expect(stages(found)).toEqual(["gradient", "refinement"]);
    expect(errorOf(found.network)).toBeLessThan(0.75 * errorOf(folded));
  });

  test("and left where they do not: nothing is better than a constant", async () => {
    const { found, folded } = await both("sin(1000*x)");
    expect(stages(found)).toEqual(["gradient", "refinement"]);
    expect(bits(found.network)).toEqual(bits(folded));
    // Another seed might have done better: that it was tried shows.
    expect(found.losses).toHaveLength(150);
  });
});
