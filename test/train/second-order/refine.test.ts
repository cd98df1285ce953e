// Whole refinements: better than the start, measured as emitted code computes, reproducible, and never worse than the start.

import { FLOAT32_KERNEL } from "../../../src/train/gemm/scalar/float32-tiles.ts";
import { describe, expect, test } from "vitest";
import { lower } from "../../../src/codegen/lower/lower.ts";
import { interpret } from "../../../src/program/interpret.ts";
import { denseNetwork } from "../../../src/train/architecture.ts";
import { flatten, layersOf, unflatten } from "../../../src/train/second-order/flat-layers.ts";
import type { RefinableArchitecture } from "../../../src/train/second-order/flat-layers.ts";
import { errorMeter } from "../../../src/train/second-order/measured-error.ts";
import { refine } from "../../../src/train/second-order/refine.ts";
import { isRefinable } from "../../../src/train/second-order/refinement.ts";
import type { RefinementOptions, RefinementProblem, RefinementReport } from "../../../src/train/second-order/refinement.ts";
import { roundParameters } from "../../../src/train/second-order/round-parameters.ts";
import { sampleTargets } from "../../../src/train/second-order/fixed-samples.ts";
import { compileTarget } from "../../../src/train/target/target.ts";
import { toEnd } from "../../../src/train/to-end.ts";
import { thrownDiagnostic } from "../../diagnostics/thrown.ts";
import { architectureOf, drained, startOf } from "./networks.ts";

const exponential = await compileTarget("exp(x)", ["x"]);
const line = await compileTarget("3*x-1", ["x"]);
const saddle = [await compileTarget("x*y", ["x", "y"]), await compileTarget("x-y^2", ["x", "y"])];
const unit = [{ name: "x", low: -1, high: 1 }];
const square = [
  { name: "x", low: -1, high: 1 },
  { name: "y", low: -1, high: 1 },
];
const SHORT: RefinementOptions = {
  stages: [
    { exponent: 2, iterations: 30 },
    { exponent: 8, iterations: 15 },
  ],
  samples: 400,
};

function problemOf(architecture: RefinableArchitecture, source: RefinementProblem["source"], seed = 1): RefinementProblem {
  return { architecture, parameters: unflatten(layersOf(architecture), startOf(architecture, seed)), source };
}

const small = architectureOf(1, [8], 1, "leaky_relu:0.2", "identity");

describe("refine", () => {
  test("fits e^x with eight hidden units, from parameters that fit nothing", () => {
    const { result, reports } = drained(refine(problemOf(small, { kind: "targets", targets: [exponential], domain: unit }), SHORT));
    expect(result.start.maximumError).toBeGreaterThan(0.5);
    expect(result.maximumError).toBeLessThanOrEqual(0.03);
    expect(result.rootMeanSquare).toBeLessThan(result.maximumError);
    expect(reports).toHaveLength(result.maximumErrors.length);
    expect(reports.map(({ iteration }) => iteration)).toEqual(reports.map((_, i) => i + 1));
    reports.slice(1).forEach((report, i) => expect(report.maximumError).toBeLessThanOrEqual(reports[i].maximumError));
  });

  test.each([0, 5, 30, 33])("pauses within the iteration after %d others, and what it says of its state there can be gone on from", (before) => {
    const problem = problemOf(small, { kind: "targets", targets: [exponential], domain: unit });
    const search = refine(problem, SHORT);
    const reports: RefinementReport[] = [];
    let pauses = 0;
    for (let next = search.next(); next.done !== true && pauses === 0; next = search.next()) {
      if (next.value !== undefined) reports.push(next.value);
      else if (reports.length === before) pauses++;
    }
    expect([reports.length, pauses]).toEqual([before, 1]);
    const { result } = drained(refine(problem, SHORT, reports.at(-1)?.state()));
    expect(result).toEqual(drained(refine(problem, SHORT)).result);
  });

  test("states the error of the bits emitted code computes", () => {
    const architecture = architectureOf(2, [6, 4], 2, "leaky_relu:0.2");
    const { result } = drained(refine(problemOf(architecture, { kind: "targets", targets: saddle, domain: square }), { ...SHORT, measured: 700 }));
    const { points, values } = sampleTargets(saddle, square, 700, 0.25);
    const [outputs] = interpret(lower(denseNetwork(architecture, 1, result.parameters)), [points], 700);
    const errors = values.map((value, i) => Math.abs(outputs[i] - value));
    expect(result.maximumError).toBe(errors.reduce((most, error) => Math.max(most, error), 0));
    expect(result.maximumError).toBeLessThan(0.5 * result.start.maximumError);
  });

  test("gets a straight line right to the last bits of float32", () => {
    const linear = architectureOf(1, [4], 1, "identity");
    const { result } = drained(refine(problemOf(linear, { kind: "targets", targets: [line], domain: unit }), SHORT));
    expect(result.maximumError).toBeLessThanOrEqual(1e-6);
  });

  test("refines on data, more of it than it minimises over", () => {
    const samples = sampleTargets(saddle, square, 900, 0.1);
    const architecture = architectureOf(2, [6, 4], 2, "leaky_relu:0.2", "identity");
    const { result } = drained(refine(problemOf(architecture, { kind: "samples", samples, measured: samples }), SHORT));
    expect(result.maximumError).toBeLessThan(0.5 * result.start.maximumError);
    expect(result.maximumError).toBe(errorMeter(layersOf(architecture), samples, FLOAT32_KERNEL)(Float32Array.from(flatten(result.parameters))).maximumError);
  });

  test("gives the same bits every time", () => {
    const bits = () => drained(refine(problemOf(small, { kind: "targets", targets: [exponential], domain: unit }), SHORT));
    expect(JSON.stringify(bits())).toBe(JSON.stringify(bits()));
  });

  test("returns the start where nothing measured is better", () => {
    const problem = problemOf(small, { kind: "targets", targets: [exponential], domain: unit });
    const { result } = drained(refine(problem, { ...SHORT, stages: [] }));
    const again = drained(refine({ ...problem, parameters: result.parameters }, { ...SHORT, stages: [] })).result;
    expect(again.parameters).toEqual(result.parameters);
    expect(again.maximumError).toBeLessThanOrEqual(again.start.maximumError);
    const spoilt = problem.parameters.map((values) => values.map(() => NaN));
    const hopeless = drained(refine({ ...problem, parameters: spoilt }, SHORT)).result;
    expect(hopeless).toMatchObject({ parameters: spoilt, maximumError: Infinity, start: { maximumError: Infinity } });
  });

  test.each([1, 2, 3, 4, 5, 6])("never makes the measured maximum larger: start %i", (seed) => {
    const first = drained(refine(problemOf(small, { kind: "targets", targets: [exponential], domain: unit }, seed), SHORT)).result;
    expect(first.maximumError).toBeLessThanOrEqual(first.start.maximumError);
    const problem = { ...problemOf(small, { kind: "targets", targets: [exponential], domain: unit }), parameters: first.parameters };
    // Least squares alone makes the maximum larger again: the better start is kept.
    const second = drained(refine(problem, { ...SHORT, stages: [{ exponent: 2, iterations: 20 }] })).result;
    expect(second.start.maximumError).toBe(first.maximumError);
    expect(second.maximumError).toBeLessThanOrEqual(first.maximumError);
  });

  test("refuses a network that is too large", () => {
    const large = architectureOf(1, [64, 64], 1, "relu");
    expect(isRefinable(large)).toBe(false);
    expect(isRefinable(architectureOf(2, [16, 32], 1, "relu"))).toBe(true);
    expect(thrownDiagnostic(() => drained(refine(problemOf(large, { kind: "targets", targets: [exponential], domain: unit }))))).toEqual({
      category: "usage",
      message: "the network has 4353 parameters, too many for the second-order optimiser",
      place: "--hidden",
      note: "it takes at most 2048: its time grows with the square of their number",
      hint: "use smaller layers or a first-order optimiser such as adam",
    });
  });
});

test("rounding fits the last layer to the rounded ones before it", () => {
  const architecture = architectureOf(1, [12], 1, "leaky_relu:0.2", "identity");
  const layers = layersOf(architecture);
  const samples = sampleTargets([exponential], unit, 500, 0.5);
  const block = startOf(architecture, 3);
  // Hidden units far from 0 and nearly alike: rounding them moves the output by much.
  for (let unit = 0; unit < 12; unit++) block[layers[0].biases + unit] += 1000.1 * (unit + 1);
  const measure = errorMeter(layers, samples, FLOAT32_KERNEL);
  const rounded = toEnd(roundParameters(layers, block, samples, 2));
  expect(rounded.slice(0, layers[1].weights)).toEqual(Float32Array.from(block.subarray(0, layers[1].weights)));
  expect(measure(rounded).maximumError).toBeLessThan(0.01 * measure(Float32Array.from(block)).maximumError);
});
