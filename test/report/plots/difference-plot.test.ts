// The plot of a difference draws both and what is between them: heights are read back from the picture.

import { describe, expect, test } from "vitest";
import { drawCard } from "../../../src/report/card.ts";
import { differencePlot, type DifferenceData } from "../../../src/report/plots/difference-plot.ts";
import { attributesOf, curves, heightAt, labels } from "../drawn.ts";

const points = Float64Array.from({ length: 101 }, (_, place) => place / 100);
const one = points.map((x) => x);
const other = points.map((x) => x * x);
const named: DifferenceData = {
  networks: ["a.onnx", "b.onnx"],
  variable: "x",
  points,
  results: [{ name: "f(x)", values: [one, other], targets: [points.map(() => 0), points.map(() => 1)] }],
};

describe("the plot of a difference", () => {
  const svg = drawCard(differencePlot(named));
  const [errorOfOne = []] = curves(svg, "curve target");
  const [errorOfOther = [], difference = []] = curves(svg, "curve network");
  const middle = (curve: readonly (readonly [number, number])[]): number => (curve[0][0] + curve[curve.length - 1][0]) / 2;

  test("errors have one scale: the second is as far below 0 at the start as the first is above it at the end", () => {
    const [zero] = attributesOf(svg, "line").filter((line) => line.class === "zero").map(({ y1 }) => Number(y1));
    const above = zero - heightAt(errorOfOne, errorOfOne[errorOfOne.length - 1][0]);
    expect(above).toBeGreaterThan(50);
    expect(heightAt(errorOfOther, errorOfOther[0][0]) - zero).toBeCloseTo(above, 0);
  });

  test("the difference, x² − x, is the largest in the middle and 0 at the ends", () => {
    const [, zero] = attributesOf(svg, "line").filter((line) => line.class === "zero").map(({ y1 }) => Number(y1));
    expect(difference[0][1]).toBeCloseTo(zero, 0);
    expect(difference[difference.length - 1][1]).toBeCloseTo(zero, 0);
    expect(heightAt(difference, middle(difference))).toBeCloseTo(Math.max(...difference.map(([, y]) => y)), 2);
    expect(labels(svg)).toEqual(expect.arrayContaining(["b.onnx − a.onnx", "errors of both, and their difference", "error", "difference", "largest difference seen in 101 inputs: 0.25 at x = 0.5"]));
  });

  test("without targets what both compute is drawn, and several results have names", () => {
    const plain = { name: "y[0]", values: [one, other], targets: undefined } as const;
    const several = labels(drawCard(differencePlot({ ...named, results: [plain, { ...plain, name: "y[1]" }] })));
    expect(several).toEqual(expect.arrayContaining(["what both compute, and the difference", "value", "y[0]", "y[1]"]));
    expect(several).not.toContain("error");
  });

  test("of nothing there is none", () => {
    expect(() => differencePlot({ ...named, results: [] })).toThrow(RangeError);
    expect(() => differencePlot({ ...named, points: [0] })).toThrow(RangeError);
  });
});
