// The contour plot: contours of a known surface are where its values are, the path goes through its points.

import { expect, test } from "vitest";
import { drawCard } from "../../../src/report/card.ts";
import { contourPlot, type ContourData } from "../../../src/report/plots/contour-plot.ts";
import { attributesOf, cornersOf, curves, labels } from "../drawn.ts";

const SIDE = 81;
/** 4u² + v² around (1, 1) on [−1, 3]². */
const bowl: ContourData = {
  target: "exp(x)",
  training: "SGD",
  variable: "x",
  variables: [
    { name: "W", low: -1, high: 3 },
    { name: "b", low: -1, high: 3 },
  ],
  surface: { columns: SIDE, rows: SIDE, values: Float64Array.from({ length: SIDE * SIDE }, (_, i) => 4 * ((i % SIDE) / 20 - 2) ** 2 + (Math.floor(i / SIDE) / 20 - 2) ** 2) },
  path: [
    [0, 0],
    [0.5, 0.75],
    [0.9, 1],
  ],
  minimum: [1, 1],
};
const svg = drawCard(contourPlot(bowl));
const [frame] = attributesOf(svg, "rect").filter((rectangle) => rectangle.class === "frame");
/** A place of the drawing as the two parameters. */
const parametersAt = ([x, y]: readonly [number, number]): readonly [number, number] => [
  -1 + (4 * (x - Number(frame.x))) / Number(frame.width),
  3 - (4 * (y - Number(frame.y))) / Number(frame.height),
];

test("each contour is where the surface has its value", () => {
  const fills = attributesOf(svg, "path").filter((path) => path["fill-rule"] === "evenodd");
  // 1, 2 and 5 times powers of ten between the least loss that is not 0, 0.0025, and the greatest, 20.
  const levels = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];
  expect(fills).toHaveLength(levels.length);
  fills.forEach(({ d }, place) => {
    const inside = cornersOf(d).map(parametersAt).filter(([W, b]) => W > -0.99 && W < 2.99 && b > -0.99 && b < 2.99);
    expect(inside.length).toBeGreaterThan(3);
    for (const [W, b] of inside) expect(Math.sqrt(4 * (W - 1) ** 2 + (b - 1) ** 2)).toBeCloseTo(Math.sqrt(levels[place]), 1);
  });
  expect(new Set(fills.map(({ fill }) => fill)).size).toBe(fills.length);
});

test("the path goes through its points; its ends and the minimum are marked", () => {
  const [path] = curves(svg, "path on-colours").map((corners) => corners.map(parametersAt));
  path.forEach(([W, b], place) => {
    expect(W).toBeCloseTo(bowl.path[place][0], 2);
    expect(b).toBeCloseTo(bowl.path[place][1], 2);
  });
  // After those of the legend.
  const dots = attributesOf(svg, "circle").slice(2).map(({ cx, cy, class: name }) => [name, ...parametersAt([Number(cx), Number(cy)]).map((value) => Number(value.toFixed(2)))]);
  expect(dots).toEqual([
    ["start", 0, 0],
    ["end", 0.9, 1],
  ]);
});

test("everything is labelled, the bar by the losses of the contours", () => {
  expect(labels(svg)).toEqual(expect.arrayContaining(["the loss of W·x + b on exp(x)", "SGD", "2 steps", "least loss", "W", "b", "loss", "0.1", "1", "10"]));
  expect(drawCard(contourPlot(bowl))).toBe(svg);
});

test("a flat surface has no contours, and a path of no steps is a dot", () => {
  const flat = drawCard(contourPlot({ ...bowl, surface: { columns: 2, rows: 2, values: [1, 1, 1, 1] }, path: [[0, 0]] }));
  expect(flat).not.toContain("evenodd");
  expect(flat).not.toMatch(/NaN|Infinity|undefined/);
  expect(attributesOf(flat, "circle").map(({ class: name }) => name)).toEqual(["start", "start"]);
  expect(() => contourPlot({ ...bowl, path: [] })).toThrow(RangeError);
});
