// The search for the largest error against exhaustion: every float32 of small domains, and places where errors are known to be.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { DomainVariable } from "../../src/network/model.ts";
import { identity } from "../../src/network/ops/identity.ts";
import { float32FromOrdinal, nextFloat32Down, nextFloat32Up, ordinalOfFloat32 } from "../../src/numeric/float32.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import type { Program } from "../../src/program/program.ts";
import type { Target } from "../../src/train/target/target.ts";
import { compileTarget } from "../../src/train/target/target.ts";
import { evaluate } from "../../src/verify/evaluate.ts";
import { compareWithTargets } from "../../src/verify/compare-with-targets.ts";
import { affordableEffort, THOROUGH_EFFORT, USUAL_EFFORT } from "../../src/verify/seek/effort.ts";
import { seekLargestError, seekLargestErrorPausing } from "../../src/verify/seek/seek-largest-error.ts";
import { denseNetwork, ORIGIN, requestFor } from "../fixtures.ts";
import { countedPauses } from "../train/counted-pauses.ts";
import { sweepError } from "./sweep-error.ts";

const interval = (low: number, high: number): readonly DomainVariable[] => [{ name: "x", low, high }];

/** The error at every float32 from one to another. */
function exhausted(program: Program, targets: readonly Target[], low: number, high: number): number {
  const [first, last] = [ordinalOfFloat32(low), ordinalOfFloat32(high)];
  const values = Float32Array.from({ length: last - first + 1 }, (_, place) => float32FromOrdinal(first + place));
  const points = { width: 1, count: values.length, values };
  return compareWithTargets(points, evaluate(program, points), targets).maximum;
}

/** y = x, of one number or several. */
function copies(width: number): Program {
  const builder = new NetworkBuilder();
  const x = builder.input("x", [width], ORIGIN);
  return lower(builder.finish([builder.operation(identity, [x], {}, "y", ORIGIN)]));
}

describe("over one variable", () => {
  test("finds the largest error of all float32 of a small domain", async () => {
    const target = await compileTarget("exp(x)", ["x"]);
    const from = fc.float({ min: Math.fround(0.01), max: 1, noNaN: true });
    fc.assert(
      fc.property(from, fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 1000 }), (low, floats, seed) => {
        const high = float32FromOrdinal(ordinalOfFloat32(low) + floats);
        const { program } = requestFor(denseNetwork([1, 5, 1], seed), "net");
        const { error } = seekLargestError(program, [target], interval(low, high), { spread: 65, finer: 193, closer: 60_000 });
        expect(error.maximum).toBe(exhausted(program, [target], low, high));
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ["at an end where the slope is infinite", "sqrt(x)", 0, 1],
    ["beside a zero where it is", "cbrt(x)", -1, 1],
    ["beside a kink", "max(x, 0.5)", 0, 1],
    ["at both ends", "exp(x)", 0, 1],
  ])("%s: at least as large as a dense sweep's, and where it says", async (_, expression, low, high) => {
    const target = await compileTarget(expression, ["x"]);
    for (const seed of [1, 2, 3]) {
      const { program } = requestFor(denseNetwork([1, 8, 1], seed), "net");
      const { error } = seekLargestError(program, [target], interval(low, high), USUAL_EFFORT);
      expect(error.maximum).toBeGreaterThanOrEqual(sweepError(program, [target], interval(low, high), 1_000_001).maximum);
      const there = { width: 1, count: 1, values: Float32Array.from(error.at) };
      expect(compareWithTargets(there, evaluate(program, there), [target]).maximum).toBe(error.maximum);
    }
  });

  test("a jump is looked at from both sides", () => {
    // y = x against a step of 1 at 0.3: 0.3 just below it, 1 - 0.3 at it; the sign turns the larger one to either side.
    const jump = Math.fround(0.3);
    const rises: Target = { expression: "f", variables: ["x"], evaluate: (point) => (point[0] < jump ? 0 : 1) };
    const falls: Target = { expression: "f", variables: ["x"], evaluate: (point) => (point[0] < jump ? 1 + point[0] : point[0]) };
    const at = (target: Target) => seekLargestError(copies(1), [target], interval(0, 0.9), USUAL_EFFORT).error;
    expect(at(rises)).toMatchObject({ maximum: 1 - jump, at: [jump] });
    const { maximum, at: [where] } = seekLargestError(copies(1), [falls], interval(0, 0.9), USUAL_EFFORT).error;
    expect([maximum, where < jump]).toEqual([1, true]);
  });

  test("both neighbours of a kink, and of the ends, are among the inputs", async () => {
    const kink = Math.fround(1 / 3);
    const target = await compileTarget("abs(x - 1 / 3)", ["x"]);
    const { inputs } = seekLargestError(copies(1), [target], interval(0, 1), USUAL_EFFORT);
    const seen = new Set(inputs);
    for (const place of [nextFloat32Down(kink), kink, nextFloat32Up(kink), 0, 2 ** -149, 1, nextFloat32Down(1)]) expect([place, seen.has(place)]).toEqual([place, true]);
  });

  test("a result that is no number has an infinite error", () => {
    const nowhere: Target = { expression: "f", variables: ["x"], evaluate: (point) => (point[0] > 0.7 ? NaN : point[0]) };
    const { error } = seekLargestError(copies(1), [nowhere], interval(0, 1), USUAL_EFFORT);
    expect([error.maximum, error.at[0] > 0.7]).toEqual([Infinity, true]);
  });
});

describe("over several variables", () => {
  test("finds a hill far smaller than the distance of the inputs it begins with", () => {
    const [a, b] = [0.317, 0.771];
    const hill: Target = { expression: "f", variables: ["x", "y"], evaluate: (point) => point[0] + Math.exp(-400 * ((point[0] - a) ** 2 + (point[1] - b) ** 2)) };
    const flat: Target = { expression: "g", variables: ["x", "y"], evaluate: (point) => point[1] };
    const domain = [{ name: "x", low: 0, high: 1 }, { name: "y", low: 0, high: 1 }];
    const { error } = seekLargestError(copies(2), [hill, flat], domain, { spread: 257, finer: 0, closer: 50_000 });
    expect(error.maximum).toBeGreaterThan(1 - 1e-6);
    expect(Math.hypot(error.at[0] - a, error.at[1] - b)).toBeLessThan(1e-3);
    expect(error.byOutput).toEqual([error.maximum, 0]);
  });

  test("finds a corner", () => {
    const target: Target = { expression: "f", variables: ["x", "y"], evaluate: (point) => point[0] + point[0] ** 8 * point[1] ** 8 };
    const other: Target = { expression: "g", variables: ["x", "y"], evaluate: (point) => point[1] };
    const domain = [{ name: "x", low: -1, high: 1 }, { name: "y", low: -1, high: 1 }];
    expect(seekLargestError(copies(2), [target, other], domain, USUAL_EFFORT).error.maximum).toBe(1);
  });
});

test("the same program has the same error again, and more effort finds none that is less", async () => {
  const target = await compileTarget("sin(6 * x)", ["x"]);
  const { program } = requestFor(denseNetwork([1, 6, 1], 2), "net");
  const seek = (effort: typeof USUAL_EFFORT) => seekLargestError(program, [target], interval(0, 1), effort).error;
  expect(seek(USUAL_EFFORT)).toEqual(seek(USUAL_EFFORT));
  expect(seek(THOROUGH_EFFORT).maximum).toBeGreaterThanOrEqual(seek({ spread: 1025, finer: 0, closer: 4096 }).maximum);
});

test("a search pauses after some calls of a large network and more of a small one, and finds the same", async () => {
  const target = await compileTarget("exp(x)", ["x"]);
  const effort = { spread: 1025, finer: 0, closer: 0 };
  const pausesOf = (hidden: number): number => {
    const { program } = requestFor(denseNetwork([1, hidden, hidden, 1], 4), "net");
    const { pauses, result } = countedPauses(seekLargestErrorPausing(program, [target], interval(0, 1), effort));
    expect(result).toEqual(seekLargestError(program, [target], interval(0, 1), effort));
    return pauses;
  };
  expect(pausesOf(3)).toBe(4);
  expect(pausesOf(256)).toBeGreaterThan(60);
});

test("an effort is what can be paid for, but 257 inputs are spread whatever a call costs", () => {
  const most = { spread: 1000, finer: 500, closer: 4000 };
  const multiplyAdds = { spread: 1e4, finer: 1e4, closer: 1e4 };
  expect(affordableEffort({ most, multiplyAdds }, 10)).toEqual({ spread: 1000, finer: 500, closer: 1000 });
  expect(affordableEffort({ most, multiplyAdds }, 1e6)).toEqual({ spread: 257, finer: 0, closer: 0 });
  expect(affordableEffort({ most: { ...most, spread: 20 }, multiplyAdds: { spread: 0, finer: 0, closer: 0 } }, 0)).toEqual({ spread: 20, finer: 0, closer: 0 });
});
