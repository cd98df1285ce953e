// The plots of a classifier: what is drawn where, and what is written beside it.

import { describe, expect, test } from "vitest";
import { drawCard } from "../../../src/report/card.ts";
import { calibrationPlot, type CalibrationCurve } from "../../../src/report/plots/calibration-plot.ts";
import { confusionPlot } from "../../../src/report/plots/confusion-plot.ts";

const numbers = (svg: string, tag: string, className: string, attribute: string): readonly number[] =>
  [...svg.matchAll(new RegExp(`<${tag} [^>]*class="${className}"[^>]*>`, "g"))].map(([text]) => Number(new RegExp(` ${attribute}="([^"]*)"`).exec(text)?.[1]));
const labels = (svg: string): readonly string[] => [...svg.matchAll(/aria-label="([^"]*)"/g)].map(([, text]) => text);

describe("calibration", () => {
  const curve: CalibrationCurve = {
    name: "kind",
    note: "off by 5.0 % on the average",
    bins: [
      { samples: 0, meanProbability: 0, shareRight: 0 },
      { samples: 25, meanProbability: 0.6, shareRight: 0.5 },
      { samples: 100, meanProbability: 0.9, shareRight: 1 },
    ],
  };

  test("a dot for each bin that has samples, its area in proportion to them, higher where more is right", () => {
    const svg = drawCard(calibrationPlot({ network: "2-4-3", questions: [curve] }));
    const dots = { x: numbers(svg, "circle", "mark", "cx"), y: numbers(svg, "circle", "mark", "cy"), r: numbers(svg, "circle", "mark", "r") };
    // The first is the one of the legend.
    expect(dots.x).toHaveLength(3);
    expect(dots.r[2] / dots.r[1]).toBeCloseTo(2, 5);
    expect([dots.x[2] > dots.x[1], dots.y[2] < dots.y[1]]).toEqual([true, true]);
    const [x1, x2] = ["x1", "x2"].map((end) => numbers(svg, "line", "zero", end)[1]);
    const [y1, y2] = ["y1", "y2"].map((end) => numbers(svg, "line", "zero", end)[1]);
    // On the line as right as sure 0.9 is a tenth below 1 of both axes.
    const onLine = y1 + ((dots.x[2] - x1) / (x2 - x1)) * (y2 - y1);
    const unit = (y1 - y2) / 0.5;
    expect((onLine - dots.y[2]) / unit).toBeCloseTo(0.1, 3);
    expect(labels(svg)).toContain("off by 5.0 % on the average");
  });

  test("one panel for each of several questions", () => {
    const svg = drawCard(calibrationPlot({ network: "2-4-2", questions: [curve, { ...curve, name: "other" }] }));
    expect(labels(svg)).toEqual(expect.arrayContaining(["kind: off by 5.0 % on the average", "other: off by 5.0 % on the average"]));
    expect(() => calibrationPlot({ network: "2-4-2", questions: [] })).toThrow(new RangeError("a plot of the calibration of 0 questions"));
  });
});

describe("confusion", () => {
  const counts = [[8, 2, 0], [0, 5, 0], [0, 0, 0]];

  test("a square of cells, each with its count where there is one, the darker the larger its share of the row", () => {
    const card = confusionPlot({ network: "2-4-3", name: "kind", labels: ["a", "b", "c"], counts });
    const svg = drawCard(card);
    const opacities = [...svg.matchAll(/fill-opacity:([\d.]+)"/g)].map(([, value]) => Number(value));
    expect(opacities).toEqual([0.6, 0.15, 0, 0, 0.75, 0, 0, 0, 0]);
    expect(labels(svg).filter((text) => /^\d+$/.test(text))).toEqual(["8", "2", "5"]);
    expect(card.description).toBe("2 of a told as b; the others are told right.");
    expect(confusionPlot({ network: "", name: "kind", labels: ["a", "b"], counts: [[1, 0], [0, 1]] }).description).toBe("Every sample is told right.");
  });

  test("many labels have small cells without numbers, within the card", () => {
    const many = Array.from({ length: 100 }, (_, at) => `label ${at}`);
    const card = confusionPlot({ network: "", name: "kind", labels: many, counts: many.map((_, had) => many.map((_label, told) => (had === told ? 7 : 0))) });
    const svg = drawCard(card);
    expect(labels(svg).filter((text) => text === "7")).toEqual([]);
    const [lefts, widths] = ["x", "width"].map((attribute) => numbers(svg, "rect", "grid", attribute));
    expect(lefts).toHaveLength(100 * 100);
    expect(Math.max(...lefts.map((x, at) => x + widths[at]))).toBeLessThanOrEqual(card.width);
  });
});
