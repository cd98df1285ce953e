// The recorded training of a line: the article's figures, numpy's, and the gradient by hand against back-propagation.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shortestFloat32 } from "../../../src/numeric/decimal.ts";
import { isFloat32, nextFloat32Down, nextFloat32Up } from "../../../src/numeric/float32.ts";
import type { LinearParameters } from "../../../src/train/linear/linear-step.ts";
import { ARTICLE_LINE } from "../../../src/train/linear/linear-problem.ts";
import { ARTICLE_SAMPLES } from "../../../src/train/linear/line-samples.ts";
import type { LinearTraceOptions } from "../../../src/train/linear/descent-trace.ts";
import { traceLinear } from "../../../src/train/linear/descent-trace.ts";
import type { Engine } from "../../../src/train/step/compile-step.ts";
import { compileTarget } from "../../../src/train/target/target.ts";
import { numpyLine } from "./numpy-line.ts";
import { PRINTED } from "./printed.ts";
import { thrownDiagnostic } from "../../diagnostics/thrown.ts";

const target = await compileTarget("exp(x)", ["x"]);
const domain = { name: "x", low: 0, high: 1 };
const article: LinearTraceOptions = { ...ARTICLE_LINE, target, domain, batch: 1, steps: 5, samples: { kind: "given", values: ARTICLE_SAMPLES } };
const printed = (...pairs: readonly LinearParameters[]): readonly string[] => pairs.flatMap(({ W, b }) => [W.toFixed(8), b.toFixed(8)]);

describe.each<Engine>(["webassembly", "javascript"])("the article's samples by %s", (engine) => {
  const trace = traceLinear({ ...article, engine });

  test("print its thirty figures, the gradient by hand and by back-propagation", () => {
    const byHand = trace.map(({ parameters, byHand, next }) => printed(parameters, byHand, next));
    const byBackPropagation = trace.map(({ parameters, byBackPropagation, next }) => printed(parameters, byBackPropagation, next));
    expect(byHand).toEqual(PRINTED);
    expect(byBackPropagation).toEqual(PRINTED);
  });

  test("are numpy's numbers bit for bit", () => {
    const { steps } = numpyLine(ARTICLE_SAMPLES.map((x) => [Math.fround(x)]), 0.01);
    expect(trace).toMatchObject(steps);
  });
});

test("the article's samples are the shortest decimals of their float32, and no neighbours print its figures", () => {
  expect(ARTICLE_SAMPLES.map((x) => shortestFloat32(Math.fround(x)))).toEqual(ARTICLE_SAMPLES.map(String));
  for (const [step, x] of ARTICLE_SAMPLES.entries()) {
    for (const neighbour of [nextFloat32Down(x), nextFloat32Up(x)]) {
      const trace = traceLinear({ ...article, samples: { kind: "given", values: ARTICLE_SAMPLES.with(step, neighbour) } });
      expect(trace.map(({ parameters, byHand, next }) => printed(parameters, byHand, next))).not.toEqual(PRINTED);
    }
  }
});

describe("the gradient by hand", () => {
  const parameter = fc.float({ min: -10, max: 10, noNaN: true });
  const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 });
  const learningRate = fc.double({ min: 1e-4, max: 0.1, noNaN: true });
  const engine = fc.constantFrom<Engine>("webassembly", "javascript");

  test("is that of back-propagation bit for bit where a step has one sample", () => {
    fc.assert(
      fc.property(parameter, parameter, seed, learningRate, engine, (W, b, drawn, rate, by) => {
        const samples = { kind: "drawn", seed: drawn } as const;
        for (const { byHand, byBackPropagation } of traceLinear({ ...article, start: { W, b }, learningRate: rate, samples, steps: 20, engine: by })) {
          expect(byBackPropagation).toEqual(byHand);
        }
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  test("differs by no more than the rounding of two sums in float32 where it has several", () => {
    fc.assert(
      fc.property(parameter, parameter, seed, learningRate, fc.integer({ min: 2, max: 100 }), (W, b, drawn, rate, batch) => {
        const samples = { kind: "drawn", seed: drawn } as const;
        for (const one of traceLinear({ ...article, start: { W, b }, learningRate: rate, samples, steps: 5, batch })) {
          // n terms of three roundings and a sum of n − 1 (Higham, "Accuracy and Stability", 2002, section 4.2), twice.
          const bound = (terms: readonly number[]): number => ((batch + 3) * 2 ** -23 * terms.reduce((sum, term) => sum + Math.abs(term), 0)) / batch;
          const termsB = one.y.map((y, i) => 2 * (y - one.t[i]));
          const termsW = termsB.map((term, i) => term * one.x[i]);
          expect(Math.abs(one.byHand.W - one.byBackPropagation.W)).toBeLessThanOrEqual(bound(termsW));
          expect(Math.abs(one.byHand.b - one.byBackPropagation.b)).toBeLessThanOrEqual(bound(termsB));
        }
      }),
      { seed: 1, numRuns: 50 },
    );
  });
});

test("a thousand steps of batch 20 are numpy's to 1e-5", () => {
  const trace = traceLinear({ ...article, samples: { kind: "drawn", seed: 1 }, batch: 20, steps: 1000 });
  const { steps } = numpyLine(trace.map(({ x }) => x), 0.01);
  let largest = 0;
  for (const [i, step] of steps.entries()) {
    for (const pair of ["parameters", "byHand", "byBackPropagation", "next", "updated"] as const) {
      largest = Math.max(largest, Math.abs(trace[i][pair].W - step[pair].W), Math.abs(trace[i][pair].b - step[pair].b));
    }
  }
  expect(largest).toBeLessThan(1e-5);
  expect(trace[999].updated.W).toBeGreaterThan(1.4);
});

describe("a trace", () => {
  test("of another target, domain and start follows them", async () => {
    const line = await compileTarget("3*v - 2", ["v"]);
    const options = { ...article, target: line, domain: { name: "v", low: -1, high: 1 }, start: { W: 0.5, b: -0.25 }, learningRate: 0.2 };
    const trace = traceLinear({ ...options, batch: 10, steps: 400, samples: { kind: "drawn", seed: 2 } });
    expect(trace[0].parameters).toEqual({ W: 0.5, b: -0.25 });
    expect(trace[0].x.some((x) => x < 0)).toBe(true);
    expect(trace[399].updated.W).toBeCloseTo(3, 4);
    expect(trace[399].updated.b).toBeCloseTo(-2, 4);
    expect(trace[399].loss).toBeLessThan(1e-10);
  });

  test("records what its step began and ended with, in float32", () => {
    const trace = traceLinear({ ...article, samples: { kind: "drawn", seed: 7 }, batch: 3, steps: 4 });
    expect(trace.map(({ step }) => step)).toEqual([0, 1, 2, 3]);
    for (const [i, { x, t, y, parameters, byHand, byBackPropagation, next, updated, loss }] of trace.entries()) {
      const float32 = [...x, ...t, ...y, ...[parameters, byHand, byBackPropagation, updated].flatMap(({ W, b }) => [W, b])];
      expect(float32.every(isFloat32)).toBe(true);
      expect(x).toHaveLength(3);
      expect(y).toEqual(x.map((one) => Math.fround(Math.fround(parameters.W * one) + parameters.b)));
      expect(loss).toBeCloseTo(x.reduce((sum, _, sample) => sum + (y[sample] - t[sample]) ** 2, 0) / 3, 6);
      expect(next.W).toBe(parameters.W - 0.01 * byBackPropagation.W);
      if (i > 0) expect(parameters).toEqual(trace[i - 1].updated);
    }
  });

  test("takes given samples in their order, and no more than it needs", () => {
    const samples = { kind: "given", values: [0.5, 0.25, 0.125, 1, 0] } as const;
    expect(traceLinear({ ...article, samples, batch: 2, steps: 2 }).map(({ x }) => x)).toEqual([[0.5, 0.25], [0.125, 1]]);
  });

  test("of the same seed is the same, of another is another", () => {
    const by = (seed: number) => traceLinear({ ...article, samples: { kind: "drawn", seed } });
    expect(by(4)).toEqual(by(4));
    expect(by(4)).not.toEqual(by(5));
  });
});

const WHOLE = "it must be a whole number from 1 to";
const WITHIN = "within the range of float32";
test.each<readonly [change: Partial<LinearTraceOptions>, diagnostic: object]>([
  [{ steps: 0 }, { message: "the number of steps is 0", place: "--steps", note: `${WHOLE} 10000` }],
  [{ steps: 10_001 }, { message: "the number of steps is 10001", place: "--steps", note: `${WHOLE} 10000` }],
  [{ batch: 1.5 }, { message: "the batch is 1.5", place: "--batch", note: `${WHOLE} 65536` }],
  [{ batch: 1000, steps: 1001 }, { message: "the number of samples in all steps is 1001000", place: "--steps", note: `${WHOLE} 1000000` }],
  [{ learningRate: -1 }, { message: "the learning rate is -1", place: "--learning-rate", note: `it must be a positive number ${WITHIN}` }],
  [{ learningRate: 1e39 }, { message: "the learning rate is 1e+39", place: "--learning-rate", note: `it must be a positive number ${WITHIN}` }],
  [{ start: { W: 0, b: 1e39 } }, { message: "b starts at 1e+39", place: "--start", note: `it must be a number ${WITHIN}` }],
  [{ samples: { kind: "drawn", seed: 0.5 } }, { message: "the seed is 0.5", place: "--seed", note: "it must be a whole number from 0 to 4294967295" }],
  [
    { steps: 6 },
    { message: "5 samples are given where 6 are used", place: "--samples", note: "6 steps of 1", hint: "give more samples or fewer --steps" },
  ],
  [
    { samples: { kind: "given", values: [0.5, -0.5] } },
    {
      message: "the sample -0.5 lies outside the domain of x, from 0 to 1",
      place: "--samples",
      hint: "choose another sample, or a --domain that holds it",
    },
  ],
])("%o is refused", (change, diagnostic) => {
  expect(thrownDiagnostic(() => traceLinear({ ...article, ...change }))).toEqual({ category: "usage", ...diagnostic });
});

test.each<Engine>(["webassembly", "javascript"])("a training that diverges tells where and what to do, by %s", (engine) => {
  const diagnostic = {
    category: "check",
    message: "the training diverged: the loss is not finite in step 1",
    place: "step 1",
    note: "the loss of that step is Infinity",
    hint: "use a --learning-rate smaller than 1e+30",
  };
  expect(thrownDiagnostic(() => traceLinear({ ...article, learningRate: 1e30, engine }))).toEqual(diagnostic);
});
