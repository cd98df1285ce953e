// Samples, curvature, kinks and knots of targets whose shape is known.
import { describe, expect, it, test } from "vitest";
import { bridged, bridgesOver, CLIFFS, JUMPS } from "../../../src/train/folding/cliffs.ts";
import { chooseKnots, chooseUpward, evenKnots, shareUpward } from "../../../src/train/folding/choose-knots.ts";
import { measureCurvature } from "../../../src/train/folding/curvature.ts";
import { findKinks } from "../../../src/train/folding/find-kinks.ts";
import { sampleTarget } from "../../../src/train/folding/sample-target.ts";
import { extentOf, limitSlope } from "../../../src/train/folding/steep.ts";
import { toEnd } from "../../../src/train/to-end.ts";
import { exp, sin, tanh } from "../../../src/numeric/elementary/index.ts";

const samplesOf = (...given: Parameters<typeof sampleTarget>) => toEnd(sampleTarget(...given));
const upwardOf = (...given: Parameters<typeof chooseUpward>) => toEnd(chooseUpward(...given));

test("sampleTarget pauses after a few hundred evaluations, once the domain is divided", () => {
  let evaluations = 0;
  const steps = sampleTarget((x) => (evaluations++, sin(1e6 * x)), 0, 1);
  steps.next();
  const between: number[] = [];
  for (let [before, step] = [evaluations, steps.next()]; step.done !== true; before = evaluations, step = steps.next()) between.push(evaluations - before);
  expect(between.length).toBeGreaterThan(10);
  expect(Math.max(...between)).toBe(512);
});

describe("measureCurvature", () => {
  it("sums |f''|^(2/3) and |f''| as the integrals say", () => {
    const { upwardDensity, upwardSlope, downwardSlope } = measureCurvature(samplesOf(exp, 0, 1), []);
    expect(upwardDensity.at(-1)).toBeCloseTo(1.5 * (Math.exp(2 / 3) - 1), 3);
    expect(upwardSlope.at(-1)).toBeCloseTo(Math.E - 1, 3);
    expect(downwardSlope.at(-1)).toBe(0);
  });

  it("keeps the two ways of bending apart", () => {
    const { upwardSlope, downwardSlope } = measureCurvature(samplesOf((x) => x * x * x, -1, 2), []);
    expect(downwardSlope.at(-1)).toBeCloseTo(3, 2);
    expect(upwardSlope.at(-1)).toBeCloseTo(12, 2);
  });

  it("sees none in a straight line", () => {
    const { upwardDensity, downwardDensity } = measureCurvature(samplesOf((x) => 0.7 - 3 * x, -1, 1), []);
    expect([upwardDensity.at(-1), downwardDensity.at(-1)]).toEqual([0, 0]);
  });
});

describe("findKinks", () => {
  const cases: readonly (readonly [string, (x: number) => number, number, number, readonly (readonly [number, number])[]])[] = [
    ["abs(x - 0.3)", (x) => Math.abs(x - 0.3), 0, 1, [[0.3, 2]]],
    ["abs(x), a kink in the middle", (x) => Math.abs(x), -1, 1, [[0, 2]]],
    ["max(x^2, 0.25)", (x) => Math.max(x * x, 0.25), -1, 1, [[-0.5, 1], [0.5, 1]]],
    ["abs(sin(10 x))", (x) => Math.abs(sin(10 * x)), 0, 1, [[Math.PI / 10, 20], [Math.PI / 5, 20], [(3 * Math.PI) / 10, 20]]],
    ["exp(x)", exp, 0, 1, []],
    ["tanh(50 x)", (x) => tanh(50 * x), -1, 1, []],
    ["x^3", (x) => x * x * x, -1, 1, []],
  ];
  it.each(cases)("%s", (_, target, low, high, expected) => {
    const found = findKinks(target, samplesOf(target, low, high));
    expect(found.length).toBe(expected.length);
    found.forEach(({ position, jump }, index) => {
      expect(Math.abs(position - expected[index][0])).toBeLessThan(1e-8);
      expect(jump).toBeCloseTo(expected[index][1], 3);
    });
  });
});

describe("chooseKnots", () => {
  it("spaces knots for e^x as (e^(2x/3) − 1) / (e^(2/3) − 1) and bends all folds upwards", () => {
    const curvature = measureCurvature(samplesOf(exp, 0, 1), []);
    const upward = upwardOf(curvature, [], 16, 31);
    expect(upward).toBe(31);
    const { knots, movable } = chooseKnots(curvature, [], 16, 31, upward);
    expect(knots.length).toBe(17);
    expect(Array.from(movable)).toEqual([0, ...new Array<number>(15).fill(1), 0]);
    knots.forEach((knot, index) => expect((Math.exp((2 * knot) / 3) - 1) / (Math.exp(2 / 3) - 1)).toBeCloseTo(index / 16, 3));
  });

  it("puts knots on kinks and does not move them", () => {
    const target = (x: number): number => (x < 0.4 ? x * x : 0.16 + 2 * (x - 0.4) * (x - 0.4));
    const { knots, movable } = chooseKnots(measureCurvature(samplesOf(target, 0, 1), [0.4]), [0.4], 8, 7, 7);
    expect(movable[knots.indexOf(0.4)]).toBe(0);
    expect(knots.length).toBe(9);
  });
});

describe("evenKnots", () => {
  it("are evenly spaced for a sine of many periods, with as many folds up as down", () => {
    const curvature = measureCurvature(samplesOf((x) => sin(40 * Math.PI * x), 0, 1), []);
    const upward = shareUpward(curvature, 30);
    expect(upward).toBe(15);
    const { knots } = evenKnots(curvature, [], 10, 30, upward);
    knots.forEach((knot, index) => expect(Math.abs(knot - index / 10)).toBeLessThan(1e-3));
  });

  it("leave a fold each way where there is a little curvature of a way", () => {
    const curvature = measureCurvature(samplesOf((x) => (x < 0.99 ? exp(5 * x) : exp(4.95) + 5 * exp(4.95) * (x - 0.99) - (x - 0.99) * (x - 0.99)), 0, 1), []);
    expect(shareUpward(curvature, 31)).toBe(30);
    expect(shareUpward(measureCurvature(samplesOf(exp, 0, 1), []), 31)).toBe(31);
    expect(shareUpward(curvature, 0)).toBe(0);
  });
});

describe("bridgesOver", () => {
  const over = (target: (x: number) => number, steepness = JUMPS) => bridgesOver(target, samplesOf(target, 0, 1), steepness);

  it("finds jumps and bridges them through their middles", () => {
    const target = (x: number): number => Math.floor(4 * x);
    const bridges = over(target);
    expect(bridges.length).toBe(4);
    bridges.forEach(({ start, end, startValue, endValue }, index) => {
      expect((start + end) / 2).toBeCloseTo((index + 1) / 4, 6);
      expect(end - start).toBeCloseTo(2 ** -13, 6);
      expect([startValue, endValue]).toEqual([index, index + 1]);
    });
    const followed = bridged(target, bridges);
    for (const x of [0, 0.1, 0.2499, 0.2501, 0.6, 0.9998]) expect(followed(x)).toBe(target(x));
    expect(followed(0.25)).toBeCloseTo(0.5, 2);
    expect(followed(1)).toBeCloseTo(3.5, 2);
  });

  it("takes nothing that is only steep for a jump, but for a cliff", () => {
    for (const target of [exp, Math.sqrt, (x: number) => tanh(1e4 * (x - 0.5)), (x: number) => Math.abs(x - 0.3), () => 2]) expect(over(target)).toEqual([]);
    const steep = (x: number): number => tanh(1e5 * (x - 0.5));
    expect(over(steep)).toEqual([]);
    expect(over(steep, CLIFFS).length).toBe(1);
    expect(over(Math.sqrt, CLIFFS)).toEqual([]);
  });

  it("joins bridges that overlap", () => {
    const target = (x: number): number => (x < 0.5 ? 0 : x < 0.5001 ? 5 : 1);
    const bridges = over(target);
    expect(bridges.length).toBe(1);
    expect([bridges[0].startValue, bridges[0].endValue]).toEqual([0, 1]);
  });
});

describe("limitSlope", () => {
  it("draws chords no steeper than the limit where the target is, and leaves the rest", () => {
    const samples = samplesOf(Math.sqrt, 0, 1);
    expect(extentOf(samples).steepest).toBeGreaterThan(1000);
    const limited = limitSlope(Math.sqrt, samples, 50);
    const found = samplesOf(limited, 0, 1);
    expect(extentOf(found).steepest).toBeLessThanOrEqual(50.001);
    expect(limited(0.5)).toBe(Math.sqrt(0.5));
    expect(limited(0)).toBe(0);
  });
});
