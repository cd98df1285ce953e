// The judgement of a network by samples against one that is written out.

import { expect, test } from "vitest";
import type { Dataset } from "../../src/train/data/dataset.ts";
import { judgeSamples } from "../../src/verify/judge-samples.ts";

const column = (header: string, number: number) => ({ name: header.slice(0, 1), header, number, low: 0, high: 9 });

const dataset: Dataset = {
  file: "t.csv",
  inputs: [column("x", 1)],
  outputs: [column("y [V]", 2), column("z", 3)],
  samples: { points: Float32Array.of(0, 1, 2, 3), values: Float64Array.of(10, 0, 20, 0, 30, 0, 40, 0) },
  lines: Uint32Array.of(2, 3, 5, 6),
};
const results = Float32Array.of(11, 0, 18, 0, 30, NaN, 42, 0);

test("each output has its own errors, in its own unit, those held out apart", () => {
  const [y, z] = judgeSamples(dataset, results, Uint32Array.of(0, 2));
  expect({ ...y, worst: y.worst.map(({ line, isHeldOut }) => [line, isHeldOut]) }).toEqual({
    name: "y",
    unit: "V",
    error: { maximum: 2, line: 3, rootMeanSquare: 1.5, samples: 4 },
    heldOut: { maximum: 1, line: 2, rootMeanSquare: Math.sqrt(1 / 2), samples: 2 },
    worst: [[3, false], [6, false], [2, true], [5, true]],
  });
  expect(y.worst[0]).toEqual({ line: 3, point: [1], wanted: 20, computed: 18, error: 2, isHeldOut: false });
  // What is no number is as far off as can be.
  expect([z.unit, z.error, z.worst[0].line]).toEqual([undefined, { maximum: Infinity, line: 5, rootMeanSquare: Infinity, samples: 4 }, 5]);
});

test("where it is not known which samples were held out, nothing is said of them", () => {
  const [y] = judgeSamples(dataset, results, undefined);
  expect([y.heldOut, y.worst.map(({ isHeldOut }) => isHeldOut)]).toEqual([undefined, [undefined, undefined, undefined, undefined]]);
});

test("five lines of one output are named, fewer of many", () => {
  const lines = Uint32Array.from({ length: 30 }, (_, row) => row + 2);
  const of = (outputs: number): readonly number[] => {
    const many = { ...dataset, outputs: Array.from({ length: outputs }, (_, place) => column("y", place)), lines,
      samples: { points: new Float32Array(30), values: new Float64Array(30 * outputs) } };
    return judgeSamples(many, Float32Array.from({ length: 30 * outputs }, (_, i) => i), undefined).map(({ worst }) => worst.length);
  };
  expect([of(1)[0], of(10)[0], of(40)[0]]).toEqual([5, 2, 1]);
});
