// What is said of a classifier against counts made another way, and against probabilities whose calibration is known.

import fc from "fast-check";
import { expect, test } from "vitest";
import { RandomGenerator } from "../../src/numeric/random.ts";
import type { Dataset } from "../../src/train/data/dataset.ts";
import { judgeClasses } from "../../src/verify/judge-classes.ts";

function datasetOf(values: Float64Array, outputs: number): Dataset {
  const rows = values.length / outputs;
  const variable = (name: string, number: number) => ({ name, header: name, number, low: 0, high: 1 });
  return {
    file: "t.csv",
    inputs: [variable("x", 1)],
    outputs: Array.from({ length: outputs }, (_, output) => variable(`p${output}`, output + 2)),
    samples: { points: new Float32Array(rows), values },
    lines: Uint32Array.from({ length: rows }, (_, row) => row + 2),
  };
}

test("counts, confusions, cross-entropy and the worst samples are those of a plain loop", () => {
  const drawn = fc.record({ rows: fc.integer({ min: 1, max: 40 }), labels: fc.integer({ min: 3, max: 6 }), seed: fc.nat(1e6) });
  fc.assert(fc.property(drawn, ({ rows, labels, seed }) => {
    const random = new RandomGenerator(seed);
    const has = Array.from({ length: rows }, () => Math.floor(random.uniform() * labels));
    const results = Float32Array.from({ length: rows * labels }, () => Math.round(random.uniform() * 8) / 8);
    const values = Float64Array.from({ length: rows * labels }, (_, at) => (has[Math.floor(at / labels)] === at % labels ? 1 : 0));
    const names = Array.from({ length: labels }, (_, label) => `c${label}`);
    const heldOut = Uint32Array.from(has.keys()).filter((row) => row % 4 === 0);
    const [one] = judgeClasses(datasetOf(values, labels), { kind: "one-of", column: "kind", labels: names }, results, heldOut);
    const told = has.map((_, row) => {
      const own = [...results.subarray(row * labels, (row + 1) * labels)];
      return own.indexOf(Math.max(...own));
    });
    const right = (rowsOf: readonly number[]) => ({ right: rowsOf.filter((row) => told[row] === has[row]).length, samples: rowsOf.length });
    expect(one.told).toEqual(right([...has.keys()]));
    expect(one.heldOut).toEqual(right([...heldOut]));
    expect(one.confusion).toEqual(names.map((_, row) => names.map((__, column) => has.filter((label, sample) => label === row && told[sample] === column).length)));
    const logs = has.map((label, row) => Math.log(Math.max(2 ** -126, results[row * labels + label])));
    expect(one.crossEntropy).toBeCloseTo(-logs.reduce((sum, value) => sum + value, 0) / rows, 9);
    const wrong = [...has.keys()].filter((row) => told[row] !== has[row]);
    expect(one.worst.length).toBe(Math.min(10, wrong.length));
    for (const { line, label, told: said, probability } of one.worst) {
      expect([label, said, probability]).toEqual([names[has[line - 2]], names[told[line - 2]], results[(line - 2) * labels + told[line - 2]]]);
    }
    expect(one.calibration.bins.reduce((sum, { samples }) => sum + samples, 0)).toBe(rows);
  }), { seed: 1, numRuns: 100 });
});

test("of one output the second label where it is more than a half; what is not a number is told wrong", () => {
  const results = Float32Array.of(0.5, 0.75, 0.25, NaN);
  const [one] = judgeClasses(datasetOf(Float64Array.of(0, 1, 1, 1), 1), { kind: "one-of", column: "", labels: ["no", "yes"] }, results, undefined);
  expect(one).toMatchObject({ name: "class", told: { right: 2, samples: 4 }, heldOut: undefined, confusion: [[1, 0], [1, 1]] });
  expect(one.worst.map(({ line, told }) => [line, told])).toEqual([[4, "no"], [5, "NaN"]]);
});

test("numbers that are no probabilities are judged all the same, NaN as the least sure", () => {
  const results = Float32Array.of(-2, -3, 5, -1, NaN, 1, -4, -3);
  const values = Float64Array.of(0, 1, 0, 1, 1, 0, 1, 0);
  const [one] = judgeClasses(datasetOf(values, 2), { kind: "one-of", column: "y", labels: ["a", "b"] }, results, undefined);
  expect(one.told).toEqual({ right: 0, samples: 4 });
  expect(one.worst.map(({ line, told }) => [line, told])).toEqual([[3, "a"], [2, "a"], [5, "b"], [4, "NaN"]]);
});

test("each question has labels and counts of its own", () => {
  const judged = judgeClasses(datasetOf(Float64Array.of(1, 0, 1, 1), 2), { kind: "each" }, Float32Array.of(0.9, 0.2, 0.4, 0.8), undefined);
  expect(judged.map(({ name, labels, told }) => [name, labels, told])).toEqual([
    ["p0", ["0", "1"], { right: 1, samples: 2 }],
    ["p1", ["0", "1"], { right: 2, samples: 2 }],
  ]);
});

test("probabilities that come true are calibrated, and ones twice as sure are off by what they claim too much", () => {
  const random = new RandomGenerator(9);
  const rows = 20_000;
  const probabilities = Float64Array.from({ length: rows }, () => 0.5 + random.uniform() / 4);
  const values = probabilities.map((probability) => (random.uniform() < probability ? 1 : 0));
  const classes = { kind: "one-of", column: "y", labels: ["0", "1"] } as const;
  const errorOf = (results: Float32Array) => judgeClasses(datasetOf(values, 1), classes, results, undefined)[0].calibration.expectedError;
  expect(errorOf(Float32Array.from(probabilities))).toBeLessThan(0.015);
  // Of 1/2 … 3/4 twice the distance from a half is 1/8 too much on the average.
  expect(errorOf(Float32Array.from(probabilities, (probability) => 2 * probability - 0.5))).toBeCloseTo(0.125, 1.5);
});
