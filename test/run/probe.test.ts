// What a probe sees of a network, against the network's own formula.

import { expect, test } from "vitest";
import { viewOf } from "../../src/live/drawn-points.ts";
import { parseActivation } from "../../src/network/activation.ts";
import type { Network } from "../../src/network/network.ts";
import { probeOf } from "../../src/run/probe.ts";
import { denseNetwork } from "../../src/train/architecture.ts";
import { parseCsv } from "../../src/train/data/csv.ts";
import { prepareDataset } from "../../src/train/data/prepare.ts";
import { compileTarget } from "../../src/train/target/target.ts";

/** W · x + b, without an activation; a row of W for each output. */
function linear(weights: readonly (readonly number[])[], bias: readonly number[]): Network {
  const architecture = { inputs: weights[0].length, hidden: [], outputs: bias.length, activation: parseActivation("identity"), inputName: "x" };
  return denseNetwork(architecture, 1, [Float32Array.from(weights.flat()), Float32Array.from(bias)]);
}

const unit = (name: string) => ({ name, low: 0, high: 1 });

test("a function of one variable is a curve with both ends", async () => {
  const domain = [{ name: "x", low: -1, high: 3 }];
  const probe = probeOf({ kind: "function", targets: [await compileTarget("2*x", ["x"])], domain });
  expect(probe.arrangement).toEqual({ kind: "curve", variable: domain[0] });
  const { results, errors, worst } = probe.look(linear([[2]], [0.5]));
  expect([probe.points.values[0], probe.points.values[255]]).toEqual([-1, 3]);
  expect(results[0]).toHaveLength(256);
  expect([results[0][0], results[0][255]]).toEqual([-1.5, 6.5]);
  expect(Math.max(...errors[0])).toBeCloseTo(0.5, 6);
  expect(worst).toBeCloseTo(0.5, 6);
});

test("a function of two variables is a map, the first variable rising fastest", async () => {
  const targets = [await compileTarget("x + 10*y", ["x", "y"]), await compileTarget("x", ["x", "y"])];
  const probe = probeOf({ kind: "function", targets, domain: [unit("x"), unit("y")] });
  expect(viewOf(probe)).toMatchObject({ kind: "map", columns: 32, rows: 32, names: ["x + 10*y", "x"], across: unit("x"), up: unit("y") });
  const { results, errors, worst } = probe.look(linear([[1, 10], [1, 0.25]], [0, 0]));
  expect([0, 31, 31 * 32, 1023].map((i) => results[0][i])).toEqual([0, 1, 10, 11]);
  expect([0, 31, 31 * 32, 1023].map((i) => errors[1][i])).toEqual([0, 0, 0.25, 0.25]);
  expect(worst).toBeCloseTo(0.25, 6);
});

test("a function of three variables is a cloud", async () => {
  const target = await compileTarget("a+b+c", ["a", "b", "c"]);
  const probe = probeOf({ kind: "function", targets: [target], domain: ["a", "b", "c"].map(unit) });
  expect(viewOf(probe)).toMatchObject({ kind: "cloud", origin: "points", names: ["a+b+c"] });
  expect(probe.look(linear([[1, 1, 1]], [0])).worst).toBeLessThan(1e-6);
});

test("of data it takes samples across the whole file, in its units", () => {
  const rows = Array.from({ length: 1000 }, (_, i) => `${i},${3 * i + 1}`);
  const dataset = prepareDataset(parseCsv(["x,wind speed", ...rows].join("\n"), "a.csv"), { holdOut: 0, seed: 1 });
  const probe = probeOf({ kind: "data", dataset });
  expect(viewOf(probe)).toMatchObject({ kind: "cloud", origin: "samples", names: ["wind speed"] });
  expect(probe.targets[0]).toHaveLength(256);
  expect([probe.targets[0][0], probe.targets[0][255]]).toEqual([1, 3 * 996 + 1]);
  expect(probe.look(linear([[3]], [0])).worst).toBe(1);
});

