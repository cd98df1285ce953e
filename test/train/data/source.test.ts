// The seam between trainers and where samples come from: functions and data look the same, and data end in raw units.

import { describe, expect, test } from "vitest";
import { lower } from "../../../src/codegen/lower/lower.ts";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { interpret } from "../../../src/program/interpret.ts";
import { parseActivation } from "../../../src/network/activation.ts";
import { denseNetwork } from "../../../src/train/architecture.ts";
import { parseCsv } from "../../../src/train/data/csv.ts";
import { measureOnData } from "../../../src/train/data/dataset-error.ts";
import { prepareDataset } from "../../../src/train/data/prepare.ts";
import { uniformSampler } from "../../../src/train/sampler.ts";
import { sampleTargets } from "../../../src/train/second-order/fixed-samples.ts";
import type { TrainingSource } from "../../../src/train/source.ts";
import { batchSampler, finishedParameters, fixedSamples, sourceSizes, trainingDomain } from "../../../src/train/source.ts";
import { compileTarget } from "../../../src/train/target/target.ts";

const domain = [{ name: "u", low: 0, high: 2 }];
const targets = [await compileTarget("exp(u)", ["u"])];
const ofFunction: TrainingSource = { kind: "function", targets, domain };

/** p = 3·a − 2·b + 100, which a single layer holds. */
const rows = Array.from({ length: 30 }, (_, row) => [row / 4, (row * 7) % 11, (3 * row) / 4 - 2 * ((row * 7) % 11) + 100]);
const prepared = prepareDataset(parseCsv(["a,b,p", ...rows.map((row) => row.join(","))].join("\n"), "t.csv"), { holdOut: 0.2, seed: 1 });
const ofData: TrainingSource = { kind: "data", dataset: prepared };

describe("functions", () => {
  test("have the names and intervals of their domain and the samples of their samplers", () => {
    expect(sourceSizes(ofFunction)).toEqual({ inputNames: ["u"], outputs: 1 });
    expect(trainingDomain(ofFunction)).toBe(domain);
    expect(fixedSamples(ofFunction, 9, 0.5)).toEqual(sampleTargets(targets, domain, 9, 0.5));
    const [one, other] = [batchSampler(ofFunction, new RandomGenerator(4)), uniformSampler(targets, domain, new RandomGenerator(4))].map((sample) => {
      const batch = [new Float32Array(5), new Float32Array(5)] as const;
      sample(...batch);
      return batch;
    });
    expect(one).toEqual(other);
  });

  test("have nothing folded in", () => {
    expect(finishedParameters(ofFunction, [Float64Array.of(0.1), Float64Array.of(2)])).toEqual([Float32Array.of(0.1), Float32Array.of(2)]);
  });
});

describe("data", () => {
  test("have the names of their columns and standardised samples", () => {
    expect(sourceSizes(ofData)).toEqual({ inputNames: ["a", "b"], outputs: 1 });
    const { points } = fixedSamples(ofData, 5, 0);
    expect(points).toHaveLength(48);
    const [as, bs] = [0, 1].map((column) => [...points].filter((_, i) => i % 2 === column));
    expect(trainingDomain(ofData)).toEqual([
      { name: "a", low: Math.min(...as), high: Math.max(...as) },
      { name: "b", low: Math.min(...bs), high: Math.max(...bs) },
    ]);
    const [inputs, outputs] = [new Float32Array(48), new Float32Array(24)];
    batchSampler(ofData, new RandomGenerator(1))(inputs, outputs);
    expect([...inputs].sort()).toEqual([...points].sort());
  });

  test("end in a network of raw units: a layer that is right in standardised units is right on samples never seen", () => {
    const { inputs, outputs } = prepared.standardised.scaling;
    const weights = Float64Array.of((3 * inputs[0].deviation) / outputs[0].deviation, (-2 * inputs[1].deviation) / outputs[0].deviation);
    const finished = finishedParameters(ofData, [weights, Float64Array.of(0)]);
    expect(finished[0][0]).toBeCloseTo(3, 5);
    expect(finished[1][0]).toBeCloseTo(100, 4);
    const architecture = { inputs: 2, hidden: [], outputs: 1, activation: parseActivation("identity") };
    const program = lower(denseNetwork(architecture, 1, finished));
    const { heldOut } = prepared;
    if (heldOut === undefined) throw new Error("samples are held out");
    const [results] = interpret(program, [heldOut.samples.points], 6);
    expect(measureOnData(heldOut, results).maximum).toBeLessThan(1e-4);
  });
});
