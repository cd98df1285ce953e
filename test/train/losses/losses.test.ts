// The losses against their formulas in plain float64, their derivatives against differences, their behaviour at the seams, and
// what the one that goes for the maximum reaches.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { identity } from "../../../src/network/ops/identity.ts";
import type { Expression } from "../../../src/program/program.ts";
import { LOSSES, parseLoss } from "../../../src/train/losses/index.ts";
import { RECIPES } from "../../../src/train/recipes.ts";
import { compileTarget } from "../../../src/train/target/target.ts";
import { train } from "../../../src/train/trainer.ts";
import { lossOf } from "../step/check-gradients.ts";
import { evaluate } from "../step/float64.ts";

const [Y, T]: Expression[] = [{ kind: "local", local: 0 }, { kind: "local", local: 1 }];
const f = Math.fround;

function functionsOf(text: string) {
  const loss = lossOf(text);
  const [value, derivative] = [loss.value(Y, T), loss.derivative(Y, T)];
  return { value: (y: number, t: number) => evaluate(value, [y, t]), derivative: (y: number, t: number) => evaluate(derivative, [y, t]) };
}

function huber(e: number, delta: number): number {
  return Math.abs(e) <= delta ? (e * e) / 2 : delta * (Math.abs(e) - delta / 2);
}

function towardsMaximum(e: number, s: number): number {
  return Math.abs(e) <= s ? (s * s * (e / s) ** 8) / 4 : e * e - (3 / 4) * s * s;
}

const FORMULAS: readonly (readonly [text: string, formula: (e: number) => number])[] = [
  ["mse", (e) => e * e],
  ["mae", (e) => Math.abs(e)],
  ["huber", (e) => huber(e, 1)],
  ["huber:0.1", (e) => huber(e, f(0.1))],
  ["maximum", (e) => towardsMaximum(e, f(0.003))],
  ["maximum:0.5", (e) => towardsMaximum(e, 0.5)],
];

test("every loss is tested, and has its default", () => {
  expect(new Set(FORMULAS.map(([text]) => parseLoss(text).item))).toEqual(new Set(LOSSES));
});

describe.each(FORMULAS)("%s", (text, formula) => {
  const { value, derivative } = functionsOf(text);
  const error = fc.oneof(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: -0.01, max: 0.01, noNaN: true }));

  test("is its formula", () => {
    const property = fc.property(error, fc.double({ min: -2, max: 2, noNaN: true }), (e, t) => {
      const difference = t + e - t;
      expect(value(t + e, t)).toBeCloseTo(formula(difference), 12);
      // The constants are rounded to float32.
      if (difference !== 0) expect(Math.abs(value(t + e, t) / formula(difference) - 1) || 0).toBeLessThan(1e-6);
    });
    fc.assert(property, { seed: 1, numRuns: 300 });
  });

  test("has the derivative of its formula", () => {
    const property = fc.property(error, (e) => {
      fc.pre(Math.abs(e) > 1e-5);
      const width = 1e-6 * Math.abs(e);
      const slope = (formula(e + width) - formula(e - width)) / (2 * width);
      expect(Math.abs(derivative(e, 0) - slope)).toBeLessThanOrEqual(2e-5 * Math.abs(slope) + 1e-12);
    });
    fc.assert(property, { seed: 1, numRuns: 300 });
  });

  test("is 0 and flat where there is no error, even, and pulls towards the target", () => {
    expect(Math.abs(value(1.5, 1.5))).toBe(0);
    expect(Math.abs(derivative(1.5, 1.5))).toBe(0);
    for (const e of [1e-3, 0.099, 0.1, 0.101, 0.5, 1, 2]) {
      expect(value(e, 0)).toBe(value(-e, 0));
      expect(derivative(e, 0)).toBe(-derivative(-e, 0));
      expect(derivative(e, 0)).toBeGreaterThan(0);
    }
  });

  test("tells of NaN and of infinite outputs", () => {
    expect(value(NaN, 0)).toBeNaN();
    expect(value(Infinity, 0)).toBe(Infinity);
    expect(value(-Infinity, 0)).toBe(Infinity);
  });
});

test("figures worked out by hand", () => {
  expect(functionsOf("huber:0.5").value(2, 0.5)).toBe(0.5 * (1.5 - 0.25));
  expect(functionsOf("huber:0.5").derivative(-2, 0.5)).toBe(-0.5);
  expect(functionsOf("maximum:0.5").value(0.75, 0.5)).toBe((0.25 * 0.5 ** 8) / 4);
  expect(functionsOf("maximum:0.5").derivative(0.75, 0.5)).toBe(2 * 0.25 * 0.5 ** 6);
  expect(functionsOf("maximum:0.5").value(2, 0.5)).toBe(1.5 * 1.5 - 0.1875);
  expect(functionsOf("maximum:0.5").derivative(2, 0.5)).toBe(3);
});

/** max |a + b·x − e^x| over [0, 1]: at an end or where the slopes are equal. */
function worst(a: number, b: number): number {
  const inside = Math.min(1, Math.max(0, Math.log(b)));
  return Math.max(...[0, 1, inside].map((x) => Math.abs(a + b * x - Math.exp(x))));
}

test("maximum comes near the best straight line for e^x, which squares do not", async () => {
  const target = await compileTarget("exp(x)", ["x"]);
  const fit = (loss: string) => {
    const recipe = { ...RECIPES.article, hidden: [], activation: identity.name, loss, optimiser: "rmsprop:0.99", learningRate: 0.01, schedule: "cosine", iterations: 3000 };
    const training = train({ recipe, source: { kind: "function", targets: [target], domain: [{ name: "x", low: 0, high: 1 }] }, seed: 1 });
    let step = training.next();
    while (step.done !== true) step = training.next();
    const [slope, height] = step.value.network.values.flatMap((value) => (value.kind === "parameter" ? [value.data[0]] : []));
    return worst(height, slope);
  };
  // Chebyshev's line through the errors d, −d, d has the slope m = e − 1; then d = (1 − m + m·ln m) / 2.
  const m = Math.E - 1;
  const best = (1 - m + m * Math.log(m)) / 2;
  const [squares, maximum] = [fit("mse"), fit("maximum:0.15")];
  // The best line for squares is (4e − 10) + (18 − 6e)·x.
  expect(squares / worst(4 * Math.E - 10, 18 - 6 * Math.E)).toBeCloseTo(1, 1);
  expect(squares).toBeGreaterThan(1.4 * best);
  const eighth = bestInTheEighthMean();
  expect(eighth).toBeLessThan(1.16 * best);
  expect(maximum / eighth).toBeLessThan(1.01);
});

/** The worst error of the line with the least mean of (error)^8 over a grid, by a search in each coefficient. */
function bestInTheEighthMean(): number {
  const grid = Array.from({ length: 201 }, (_, i) => i / 200);
  const mean = (a: number, b: number) => grid.reduce((sum, x) => sum + (a + b * x - Math.exp(x)) ** 8, 0);
  const heightFor = (b: number) => leastAt((a) => mean(a, b), 0.5, 1.5);
  const slope = leastAt((b) => mean(heightFor(b), b), 1, 2.5);
  return worst(heightFor(slope), slope);
}

/** Where a convex function is least, by thirds. */
function leastAt(value: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let turn = 0; turn < 40; turn++) {
    const [left, right] = [low + (high - low) / 3, high - (high - low) / 3];
    if (value(left) < value(right)) high = right;
    else low = left;
  }
  return (low + high) / 2;
}
