// The plot of a training: losses stand where their iterations are, on an axis of equal factors.

import { describe, expect, test } from "vitest";
import { drawCard } from "../../../src/report/card.ts";
import { lossPlot, type LossData } from "../../../src/report/plots/loss-plot.ts";
import { attributesOf, curves, labels } from "../drawn.ts";

const training: LossData = { subject: "exp(x)", training: "1-2-1", stride: 50, losses: Array.from({ length: 20 }, (_, i) => 10 ** (-i / 4)), maximumErrors: [] };
const draw = (data: Partial<LossData>) => drawCard(lossPlot({ ...training, ...data }));

test("a loss that falls by equal factors is a straight line over the middles of its stretches", () => {
  const svg = draw({ losses: [1, 0.1, 0.01, 0.02, 1e-3, 1e-4], iterations: 300 });
  const [curve] = curves(svg, "curve network");
  const [frame] = attributesOf(svg, "rect").filter((rectangle) => rectangle.class === "frame");
  const [left, width] = [Number(frame.x), Number(frame.width)];
  const iterations = curve.map(([x]) => (300 * (x - left)) / width);
  // 1, 0.1 and 0.01 lie on one line: the corner between is left out. Iterations 1 to 50 have their middle at 25.5.
  [25.5, 125.5, 175.5, 225.5, 275.5].forEach((iteration, place) => expect(iterations[place]).toBeCloseTo(iteration, 1));
  expect(curve[4][1] - curve[3][1]).toBeCloseTo((curve[1][1] - curve[0][1]) / 2, 1);
  expect(labels(svg)).toEqual(expect.arrayContaining(["training on exp(x)", "loss", "iteration", "10⁻³", "from 1.0 to 1.0 × 10⁻⁴ at the least"]));
});

test("a last stretch that is shorter has its middle where it is", () => {
  const svg = draw({ losses: [1, 0.5], stride: 50, iterations: 60 });
  const [curve] = curves(svg, "curve network");
  const [frame] = attributesOf(svg, "rect").filter((rectangle) => rectangle.class === "frame");
  expect((60 * (curve[1][0] - Number(frame.x))) / Number(frame.width)).toBeCloseTo(55.5, 1);
});

test("a refinement has a panel of its own", () => {
  const svg = draw({ maximumErrors: [0.5, 0.1, 0.05] });
  expect(curves(svg, "curve second")).toHaveLength(2 - 1);
  expect(labels(svg)).toEqual(expect.arrayContaining(["largest error seen", "iteration of the refinement", "refinement: largest error seen from 0.50 to 0.050"]));
  expect(labels(draw({ losses: [], maximumErrors: [0.5, 0.1] }))).not.toContain("loss");
});

describe("unusual trainings", () => {
  test("one iteration is a dot", () => {
    const svg = draw({ losses: [3], stride: 1, iterations: 1 });
    // One in the plot, and one in the legend.
    expect(attributesOf(svg, "circle").map(({ r, class: name }) => [r, name])).toEqual([["4", "mark"], ["4", "mark"]]);
    expect(labels(svg)).toEqual(expect.arrayContaining(["0", "1", "2", "3.0"]));
  });

  test.each([[[0, 0]], [[1, 0, NaN, 1]], [[1, 1e-320]], [[5e-324, 1.7e308]], [[0]]])("losses of %j are drawn without numbers that are none", (losses) => {
    expect(draw({ losses })).not.toMatch(/="[^"]*(NaN|Infinity)/);
  });

  test("no iterations are refused", () => {
    expect(() => lossPlot({ ...training, losses: [] })).toThrow(RangeError);
  });
});
