// What plots are drawn from: the interpreter's own numbers, at points that miss no peak.

import { expect, test } from "vitest";
import { breakpointsOf } from "../../src/analysis/breakpoints.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import { interpret } from "../../src/program/interpret.ts";
import { runPasses } from "../../src/passes/index.ts";
import { compileTarget } from "../../src/train/target/target.ts";
import { sampleCurve, sampleMap, type Sampled } from "../../src/verify/sample.ts";
import { denseNetwork } from "../fixtures.ts";

const one = lower(runPasses(denseNetwork([1, 5, 7, 2], 3)));
const x = { name: "x", low: -1.1, high: 2 };

async function sampled(more: Partial<Sampled> = {}): Promise<Sampled> {
  const targets = [await compileTarget("x", ["x"]), await compileTarget("x*x", ["x"])];
  return { program: one, targets, domain: [x], fixed: [undefined], multiplyAdds: 50, ...more };
}

test("a curve has thousands of points, both ends, every breakpoint, and values of the interpreter and the target", async () => {
  const { points, results } = sampleCurve(await sampled());
  expect(points.length).toBeGreaterThan(4000);
  points.forEach((point, place) => expect(place === 0 || point > points[place - 1]).toBe(true));
  expect(points[0]).toBeGreaterThanOrEqual(-1.1);
  expect(points[0]).toBeCloseTo(-1.1, 3);
  expect(points[points.length - 1]).toBe(2);
  const found = breakpointsOf(one, -1.1, 2);
  if (found.kind === "unknown") throw new Error(found.reason);
  const known = new Set(points);
  found.outputs.forEach((breaks, output) => {
    expect(breaks.length).toBeGreaterThan(3);
    expect(results[output].breakpoints).toEqual(breaks.map(({ value }) => value));
    for (const { value } of breaks) expect(known.has(Math.fround(value))).toBe(true);
  });
  const [computed] = interpret(one, [points], points.length);
  results.forEach((result, output) =>
    points.forEach((point, place) => {
      expect(result.computed[place]).toBe(computed[2 * place + output]);
      expect(result.expected?.[place]).toBe(output === 0 ? point : point * point);
    }),
  );
});

test("costly networks are evaluated at fewer points, and without a target there is none", async () => {
  const { points, results } = sampleCurve(await sampled({ multiplyAdds: 1e6, targets: undefined }));
  expect(points.length).toBe(513);
  expect(Object.keys(results[0])).toEqual(["computed", "breakpoints"]);
});

test("a map is the network over two variables, in the middles of its cells, the others fixed", async () => {
  const network = denseNetwork([3, 4, 1], 5);
  const domain = ["a", "b", "c"].map((name, place) => ({ name, low: place, high: place + 2 }));
  const targets = [await compileTarget("a + b*c", ["a", "b", "c"])];
  const program = lower(runPasses(network));
  const { columns, rows, results } = sampleMap({ program, targets, domain, fixed: [undefined, 1.5, undefined], multiplyAdds: 16 });
  expect([columns, rows, results.length]).toEqual([128, 128, 1]);
  const [{ computed, expected, worst }] = results;
  for (const [column, row] of [[0, 0], [127, 0], [3, 90], [127, 127]]) {
    const point = Float32Array.of((2 * (column + 0.5)) / 128, 1.5, 2 + (2 * (row + 0.5)) / 128);
    expect(computed[row * 128 + column]).toBe(interpret(program, [point], 1)[0][0]);
    expect(expected?.[row * 128 + column]).toBe(point[0] + point[1] * point[2]);
  }
  const errors = computed.map((value, cell) => Math.abs(value - (expected?.[cell] ?? NaN)));
  expect(worst?.error).toBeGreaterThanOrEqual(Math.max(...errors));
  const [a, c] = worst?.at ?? [NaN, NaN];
  const at = interpret(program, [Float32Array.of(a, 1.5, c)], 1)[0][0];
  expect(Math.abs(at - (a + 1.5 * c))).toBe(worst?.error);
});

test("costly networks have maps of fewer cells", async () => {
  expect(sampleMap(await sampled({ program: lower(denseNetwork([2, 1], 1)), domain: [x, { ...x, name: "y" }], fixed: [undefined, undefined], targets: undefined, multiplyAdds: 1e5 })).columns).toBe(32);
});

test("the place where another sweep found the largest error is among the points, of curves and of maps", async () => {
  const place = Math.fround(0.123456);
  expect(sampleCurve(await sampled()).points).not.toContain(place);
  expect(sampleCurve(await sampled({ worstKnown: [place] })).points).toContain(place);
  // A target that is 100 there and nowhere else.
  const [spike] = [await compileTarget(`a == ${place} and b == 0.25 ? 100 : 0`, ["a", "b"])];
  const domain = ["a", "b"].map((name) => ({ name, low: 0, high: 1 }));
  const map = { program: lower(denseNetwork([2, 1], 1)), targets: [spike], domain, fixed: [undefined, undefined], multiplyAdds: 3 };
  expect(sampleMap(map).results[0].worst?.error).toBeLessThan(50);
  expect(sampleMap({ ...map, worstKnown: [place, 0.25] }).results[0].worst).toMatchObject({ at: [place, 0.25] });
});
