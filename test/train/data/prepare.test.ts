// Preparing a table: contradictions against a naive search, notes, errors measured on data, batches in epochs.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { dataSampler } from "../../../src/train/data/batches.ts";
import { chooseColumns } from "../../../src/train/data/choose-columns.ts";
import { findContradictions } from "../../../src/train/data/contradictions.ts";
import { parseCsv } from "../../../src/train/data/csv.ts";
import { measureOnData } from "../../../src/train/data/dataset-error.ts";
import { prepareDataset } from "../../../src/train/data/prepare.ts";
import { processorMilliseconds } from "../../processor-time.ts";

const table = (text: string) => parseCsv(text, "t.csv");

describe("contradictions", () => {
  test("are those a comparison of all pairs finds", () => {
    const digit = fc.integer({ min: -1, max: 1 });
    const rows = fc.array(fc.tuple(digit, fc.constantFrom(0, 1, 0.1), fc.integer({ min: 0, max: 3 })), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(rows, (given) => {
        const all = [[-1, 0.5, 0], [1, 0.7, 3], ...given];
        const dataset = chooseColumns(table(["a,b,y", ...all.map((row) => row.join(","))].join("\n")), {});
        const firsts = all.map((row) => all.findIndex((other) => other[0] === row[0] && other[1] === row[1]));
        const wrong = all.flatMap((row, at) => (row[2] === all[firsts[at]][2] ? [] : [{ at, difference: Math.abs(row[2] - all[firsts[at]][2]) }]));
        const [one] = wrong;
        expect(findContradictions(dataset)).toEqual(
          one === undefined
            ? undefined
            : { count: wrong.length, line: one.at + 2, earlierLine: firsts[one.at] + 2, leastError: Math.max(...wrong.map(({ difference }) => difference)) / 2 },
        );
      }),
      { seed: 1 },
    );
  });

  test("are found in a quarter of a million samples in no time", () => {
    const count = 250_000;
    const points = Float32Array.from({ length: count }, (_, i) => i % (count - 1));
    const values = Float64Array.from({ length: count }, (_, i) => i);
    const variable = { name: "x", header: "x", number: 1, low: 0, high: count };
    const dataset = { file: "t.csv", inputs: [variable], outputs: [variable], samples: { points, values }, lines: Uint32Array.from({ length: count }, (_, i) => i + 2) };
    const spent = processorMilliseconds(() => {
      expect(findContradictions(dataset)).toEqual({ count: 1, line: count + 1, earlierLine: 2, leastError: (count - 1) / 2 });
    });
    expect(spent).toBeLessThan(2000);
  });
});

describe("prepared datasets", () => {
  const rows = Array.from({ length: 40 }, (_, row) => `${row},${row % 7},${3 * row - 1}`);

  test("are split and standardised by the samples trained on alone", () => {
    const { training, heldOut, standardised, notes } = prepareDataset(table(["a,b,y", ...rows].join("\n")), { holdOut: 0.25, seed: 5 });
    expect([training.lines.length, heldOut?.lines.length, notes]).toEqual([30, 10, []]);
    const ys = [...training.samples.values];
    const mean = ys.reduce((sum, y) => sum + y, 0) / 30;
    expect(standardised.scaling.outputs[0].mean).toBeCloseTo(mean, 10);
    expect(standardised.samples.points).toHaveLength(60);
  });

  test("say what is worth knowing", () => {
    // In float32 the times are 1,024 apart.
    const text = "time,y\n1700000000,1\n1700001000,2\n1700002000,3\n1700000000,1.5\n1700001000,8\n";
    expect(prepareDataset(table(text), { holdOut: 0, seed: 1 }).notes).toEqual([
      "2 samples have the inputs of an earlier one and other outputs, the first on line 5, after line 2; the error cannot be less than 3.00",
      "the input 'time', 1.70e+9 ± 766, is far from 0 for its spread, which costs digits in float32; subtract a constant from it",
    ]);
    expect(prepareDataset(table("x,y\n1,1\n1,2\n2,3\n"), { holdOut: 0, seed: 1 }).notes).toEqual([
      "one sample has the inputs of an earlier one and other outputs, on line 3, after line 2; the error cannot be less than 0.500",
    ]);
  });
});

describe("errors on data", () => {
  const dataset = chooseColumns(table("x,y,z\n1,10,100\n2,20,200\n3,30,300.5\n"), { outputs: ["y", "z"] });

  test("are the largest and the root mean square over all outputs", () => {
    expect(measureOnData(dataset, Float32Array.of(10, 101, 17, 200, 30, 300.5))).toEqual({ maximum: 3, at: [2], rootMeanSquare: Math.sqrt(10 / 6), samples: 3, byOutput: [3, 1] });
  });

  test("are infinite where a result is no number", () => {
    expect(measureOnData(dataset, Float32Array.of(10, 100, 20, 200, NaN, 300))).toEqual({ maximum: Infinity, at: [3], rootMeanSquare: Infinity, samples: 3, byOutput: [Infinity, 0.5] });
  });
});

describe("batches", () => {
  test("go through all samples once in each epoch, in another order every time, whatever their size", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 30 }), fc.nat(), (count, batch, seed) => {
        const samples = { points: Float32Array.from({ length: 2 * count }, (_, i) => i), values: Float64Array.from({ length: count }, (_, i) => i / 10) };
        const sample = dataSampler(samples, 2, new RandomGenerator(seed));
        const seen: number[] = [];
        const [inputs, outputs] = [new Float32Array(2 * batch), new Float32Array(batch)];
        while (seen.length < 4 * count) {
          sample(inputs, outputs);
          outputs.forEach((y, row) => {
            const at = inputs[2 * row] / 2;
            expect([inputs[2 * row + 1], y]).toEqual([2 * at + 1, Math.fround(at / 10)]);
            seen.push(at);
          });
        }
        const whole = Array.from({ length: count }, (_, at) => at);
        for (let epoch = 0; (epoch + 1) * count <= seen.length; epoch++) {
          expect(seen.slice(epoch * count, (epoch + 1) * count).sort((a, b) => a - b)).toEqual(whole);
        }
      }),
      { seed: 1 },
    );
  });

  test("are shuffled anew: two epochs of many samples differ", () => {
    const samples = { points: Float32Array.from({ length: 50 }, (_, i) => i), values: new Float64Array(50) };
    const sample = dataSampler(samples, 1, new RandomGenerator(1));
    const epochs = [new Float32Array(50), new Float32Array(50)];
    epochs.forEach((inputs) => sample(inputs, new Float32Array(50)));
    expect(epochs[0]).not.toEqual(epochs[1]);
  });
});
