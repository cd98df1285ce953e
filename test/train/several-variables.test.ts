// Functions and samples of several variables by their own recipe: how much closer than the nearest plane a small network comes, at points
// that no training saw.

import { expect, test } from "vitest";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { programOf } from "../../src/run/program-of.ts";
import { parseCsv } from "../../src/train/data/csv.ts";
import { prepareDataset } from "../../src/train/data/prepare.ts";
import { leastSquaresPlane, planeAt } from "../../src/train/linear/least-squares-plane.ts";
import { RECIPES } from "../../src/train/recipes.ts";
import type { Samples } from "../../src/train/second-order/fixed-samples.ts";
import type { TrainingSource } from "../../src/train/source.ts";
import { compileTarget } from "../../src/train/target/target.ts";
import { train } from "../../src/train/trainer.ts";
import { evaluate } from "../../src/verify/evaluate.ts";

/** The worst error of a trained network at fresh points, and that of the plane nearest to these very points. */
function worstErrors(source: TrainingSource, hidden: readonly number[], { points, values }: Samples, inputs: number) {
  const training = train({ recipe: { ...RECIPES.best, hidden }, source, seed: 3 });
  let next = training.next();
  while (next.done !== true) next = training.next();
  const count = points.length / inputs;
  const outputs = values.length / count;
  const results = evaluate(programOf(next.value.network), { width: inputs, count, values: points });
  const plane = leastSquaresPlane({ points, values }, inputs);
  let [network, flat] = [0, 0];
  values.forEach((value, at) => {
    network = Math.max(network, Math.abs(results[at] - value));
    flat = Math.max(flat, Math.abs(planeAt(plane, at % outputs, points, Math.floor(at / outputs) * inputs) - value));
  });
  return { network, plane: flat };
}

function drawn(count: number, ranges: readonly (readonly [low: number, high: number])[], seed: number): Float32Array {
  const random = new RandomGenerator(seed);
  return Float32Array.from({ length: count * ranges.length }, (_, at) => {
    const [low, high] = ranges[at % ranges.length];
    return low + (high - low) * random.uniform();
  });
}

test("the reach of an arm of three links, a formula of six variables", async () => {
  const names = ["a", "b", "c", "p", "q", "r"];
  const ranges = names.map((_, at): readonly [number, number] => (at < 3 ? [0.5, 1] : [-1.5, 1.5]));
  const target = await compileTarget("a*cos(p)+b*cos(p+q)+c*cos(p+q+r)", names);
  const domain = names.map((name, at) => ({ name, low: ranges[at][0], high: ranges[at][1] }));
  const points = drawn(4000, ranges, 7);
  const values = Float64Array.from({ length: 4000 }, (_, row) => target.evaluate(points.subarray(6 * row, 6 * row + 6)));
  const { network, plane } = worstErrors({ kind: "function", targets: [target], domain }, [12], { points, values }, 6);
  expect(plane).toBeGreaterThan(1);
  expect(network).toBeLessThan(plane / 30);
});

test("a table of three inputs and two outputs: a sensor's pressure and humidity, both bent by the temperature", () => {
  const ranges = [[-10, 50], [300, 1100], [10, 95]] as const;
  const truth = (point: ArrayLike<number>): readonly number[] => [
    point[1] * (1 + 2e-3 * (point[0] - 20) + 1.5e-5 * (point[0] - 20) ** 2),
    point[2] / (1 + 4e-3 * (point[0] - 20)) + 2e-3 * point[2] * Math.sin(point[1] / 150),
  ];
  const rowsOf = (points: Float32Array): readonly string[] =>
    Array.from({ length: points.length / 3 }, (_, row) => [...points.subarray(3 * row, 3 * row + 3), ...truth(points.subarray(3 * row))].join(","));
  const table = parseCsv(["t,raw p,raw h,p,h", ...rowsOf(drawn(300, ranges, 1))].join("\n"), "t.csv");
  const dataset = prepareDataset(table, { inputs: ["t", "raw p", "raw h"], outputs: ["p", "h"], holdOut: 0, seed: 1 });
  const points = drawn(2000, ranges, 2);
  const values = Float64Array.from({ length: 4000 }, (_, at) => truth(points.subarray(3 * Math.floor(at / 2)))[at % 2]);
  const { network, plane } = worstErrors({ kind: "data", dataset }, [8, 16], { points, values }, 3);
  expect(plane).toBeGreaterThan(10);
  expect(network).toBeLessThan(plane / 25);
});
