// The plot of a fit draws the numbers it is given: read back from the picture, they are the data again.

import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawCard } from "../../../src/report/card.ts";
import type { CurveData, ResultCurve } from "../../../src/report/plots/curve-data.ts";
import { errorPlot } from "../../../src/report/plots/error-plot.ts";
import { fitPlot } from "../../../src/report/plots/fit-plot.ts";
import { attributesOf, cornersOf, curves, heightAt, labels } from "../drawn.ts";

const COUNT = 401;
const points = Float64Array.from({ length: COUNT }, (_, i) => 2 + i / 200);

function dataOf(expected: (x: number) => number, computed: (x: number) => number, more: Partial<ResultCurve> = {}): CurveData {
  return { network: "1-2-1, linear", variable: "v", points, results: [{ name: "f(v)", expected: points.map(expected), computed: points.map(computed), ...more }] };
}

const wavy = dataOf((v) => v * v, (v) => v * v + 0.003 * Math.sin(9 * v));

describe("the plot of a fit", () => {
  const svg = drawCard(fitPlot(wavy));
  const [target = []] = curves(svg, "curve target");
  const [network = [], error = []] = curves(svg, "curve network");

  test("curves go through the points, to a tenth of a unit", () => {
    for (const curve of [target, network]) {
      const [[left, bottom], [right, top]] = [curve[0], curve[curve.length - 1]];
      const scale = (top - bottom) / (target === curve ? 12 : 12 + 0.003 * (Math.sin(36) - Math.sin(18)));
      points.forEach((v) => expect(Math.abs(heightAt(curve, left + ((right - left) * (v - 2)) / 2) - (bottom + scale * (v * v - 4)))).toBeLessThan(0.2));
    }
  });

  test("the error has a scale of its own", () => {
    const heights = error.map(([, y]) => y);
    expect(Math.max(...heights) - Math.min(...heights)).toBeGreaterThan(80);
    const zero = Number(attributesOf(svg, "line").find((line) => line.class === "zero")?.y1);
    const [[left], [right]] = [error[0], error[error.length - 1]];
    // 0.003·sin(9v) has zeros where 9v is a multiple of π.
    for (let multiple = 6; 9 * 4 > multiple * Math.PI; multiple++) {
      const v = (multiple * Math.PI) / 9;
      if (v > 2) expect(heightAt(error, left + ((right - left) * (v - 2)) / 2)).toBeCloseTo(zero, 0);
    }
    expect(labels(svg)).toContain("error / 10⁻³");
  });

  test("axes, legend and the largest error are labelled", () => {
    const worst = points.reduce((best, v) => (Math.abs(Math.sin(9 * v)) > Math.abs(Math.sin(9 * best)) ? v : best));
    expect(labels(svg)).toEqual(
      expect.arrayContaining(["f(v) and its network", "1-2-1, linear", "f(v)", "network", "value", "v", "2.0", "4.0", `largest error seen in 401 inputs: 3.0 × 10⁻³ at v = ${Number(worst.toPrecision(4))}`]),
    );
  });

  test("everything is drawn on the card, and every curve in its panel", () => {
    const [, width = NaN, height = NaN] = (/viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? []).map(Number);
    for (const [x, y] of [...target, ...network, ...error]) expect(x > 0 && x < width && y > 0 && y < height, `${x}, ${y}`).toBe(true);
    expect(svg.match(/<g clip-path="url\(#panel-/g)).toHaveLength(2);
  });

  test("there are colours for light and for dark pages", () => {
    const classes = new Set([...svg.matchAll(/class="([^"]*)"/g)].flatMap(([, names = ""]) => names.split(" ")));
    const [light = "", dark = ""] = svg.split("@media screen and (prefers-color-scheme: dark)");
    for (const name of ["nnc-plot", "curve", "band"]) classes.delete(name);
    expect(classes.size).toBeGreaterThan(8);
    for (const name of classes) expect([light, dark].map((rules) => new RegExp(`\\.${name}( \\{|,)`).test(rules)), name).toEqual([true, true]);
  });

  test("the same data give the same text", () => {
    expect(drawCard(fitPlot(wavy))).toBe(svg);
  });
});

describe("the plot of an error", () => {
  const breakpoints = [2, 2.5, 3.75];
  const svg = drawCard(errorPlot({ ...wavy, results: [{ ...wavy.results[0], breakpoints }] }));

  test("marks breakpoints on the axis and counts them", () => {
    const [rug] = attributesOf(svg, "path").filter(({ class: name, d }) => name === "rug" && d.split("M").length === 4);
    const [error] = curves(svg, "curve network");
    const [[left], [right]] = [error[0], error[error.length - 1]];
    expect(cornersOf(rug.d).map(([x]) => 2 + (2 * (x - left)) / (right - left)).map((v) => Number(v.toFixed(3)))).toEqual(breakpoints);
    expect(labels(svg)).toContain("3 breakpoints");
  });

  test("marks the worst place", () => {
    const [mark] = attributesOf(svg, "circle");
    const [error] = curves(svg, "curve network");
    const zero = Number(attributesOf(svg, "line").find((line) => line.class === "zero")?.y1);
    expect(Math.abs(Number(mark.cy) - zero)).toBeCloseTo(Math.max(...error.map(([, y]) => Math.abs(y - zero))), 1);
  });

  test("of many breakpoints the ticks are finer; a curve of many waves is an area from its least to its greatest values, and a stretch of it a line", () => {
    const many = Float64Array.from({ length: 32_001 }, (_, i) => 2 + i / 16_000);
    const wave = many.map((v) => (1 + v) * Math.sin(6000 * v));
    const results = [{ name: "t", expected: many, computed: many.map((v, i) => v + wave[i]), breakpoints: points, detail: [3, 3.05] as const }];
    const drawn = drawCard(errorPlot({ ...wavy, points: many, results }));
    expect(drawn).toContain('class="rug fine"');
    expect(drawn).not.toContain('class="region"');
    const [band] = curves(drawn, "band network");
    const [frame, detailFrame] = attributesOf(drawn, "rect").filter(({ class: name }) => name === "frame").map(({ x, y, width, height }) => ({ x: Number(x), y: Number(y), width: Number(width), height: Number(height) }));
    const zero = Number(attributesOf(drawn, "line").find(({ class: name }) => name === "zero")?.y1);
    // The wave reaches ±(1 + v): the edges of the area go from ±3 to ±5. Above and below them is room for the breakpoints.
    const unit = frame.height / (2 * 5 * 1.12);
    for (const [x, y] of band.slice(2, -2)) {
      const v = 2 + (2 * (x - frame.x)) / frame.width;
      if (v < 3.99) expect(Math.abs(Math.abs(y - zero) - unit * (1 + v))).toBeLessThan(6);
    }
    const [detail] = curves(drawn, "curve network");
    expect(detail[0][0]).toBeCloseTo(detailFrame.x, 1);
    expect(detail[detail.length - 1][0]).toBeCloseTo(detailFrame.x + detailFrame.width, 1);
    const [stretch] = attributesOf(drawn, "rect").filter(({ class: name, height }) => name === "stretch" && Number(height) > 100);
    expect(Number(stretch.x)).toBeCloseTo(frame.x + frame.width / 2, 1);
    expect(Number(stretch.width)).toBeCloseTo(frame.width * 0.025, 1);
  });

  test("is refused where nothing is compared", () => {
    expect(() => errorPlot({ ...wavy, results: [{ name: "y", computed: points }] })).toThrow(RangeError);
  });
});

test("several results have panels of their own, without a target only the network's", () => {
  const several = fitPlot({ ...wavy, results: [...wavy.results, { name: "second", computed: points }] });
  const svg = drawCard(several);
  expect(curves(svg, "curve network")).toHaveLength(3);
  expect(labels(svg)).toEqual(expect.arrayContaining(["f(v), second and their network", "f(v)", "second", "target"]));
  expect(labels(drawCard(fitPlot({ ...wavy, results: [{ name: "y", computed: points }] })))).toContain("the network of y");
});

test("values that are not finite leave gaps and nothing else", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(0.5, 1, NaN, Infinity, -Infinity), { minLength: 2, maxLength: 30 }), (values) => {
      const data = { network: "n", variable: "x", points: values.map((_, i) => i), results: [{ name: "t", expected: values.map(() => 1), computed: values }] };
      const svg = drawCard(fitPlot(data));
      const runs = values.filter((value, i) => Number.isFinite(value) && !(i > 0 && Number.isFinite(values[i - 1]))).length;
      const moves = /<path d="([^"]*)" class="curve network"/.exec(svg)?.[1]?.match(/M/g)?.length ?? 0;
      expect(moves).toBe(runs);
      expect(svg).not.toMatch(/NaN|Infinity/);
    }),
    { numRuns: 40 },
  );
});

test("numbers of any size have a picture without numbers that are none", () => {
  const value = fc.oneof(fc.double(), fc.constantFrom(0, -0, 5e-324, 1.7e308, -1.7e308, 1));
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 9 }), fc.double({ min: -1e30, max: 1e30, noNaN: true }), (values, start) => {
      const places = values.map((_, i) => start + i * Math.max(1, Math.abs(start)));
      const results = [{ name: "t", expected: values.map(([one]) => one / 4), computed: values.map(([, other]) => other / 4), breakpoints: places }];
      for (const plot of [fitPlot, errorPlot]) expect(drawCard(plot({ network: "n", variable: "x", points: places, results }))).not.toMatch(/="[^"]*(NaN|Infinity)/);
    }),
    { numRuns: 60 },
  );
});

test("a perfect fit is a straight line at 0", () => {
  const svg = drawCard(fitPlot(dataOf((v) => v, (v) => v)));
  const [, error = []] = curves(svg, "curve network");
  expect(new Set(error.map(([, y]) => y)).size).toBe(1);
  expect(labels(svg)).toContain("largest error seen in 401 inputs: 0 at v = 2");
});

test("an XML parser accepts it, whatever the names are", () => {
  const hostile = dataOf((v) => v, (v) => v + 1, { name: "a < b & \"c\" ]]>" });
  const svg = drawCard(fitPlot({ ...hostile, network: "</g><script>", variable: "\u0007" }));
  const tags = execFileSync("/usr/bin/python3", ["-c", "import sys, xml.etree.ElementTree as t; print(t.fromstring(sys.stdin.read()).tag)"], { input: svg, encoding: "utf8" });
  expect(tags.trim()).toBe("{http://www.w3.org/2000/svg}svg");
  expect(svg).not.toContain("<script");
});

test("long names take several lines, and are cut between terms where these do not hold them; the title and the description have all", () => {
  const terms = (count: number): string => Array.from({ length: count }, (_, i) => `sin(${i}*x)`).join("+");
  const drawn = (name: string): readonly string[] => {
    const svg = drawCard(fitPlot(dataOf((v) => v, (v) => v, { name })));
    expect(svg).toContain(`<title>${name} and its network</title>`);
    expect(/<desc>([^<]*)/.exec(svg)?.[1]).toContain(name);
    return labels(svg).slice(0, 3);
  };
  const whole = drawn(terms(16)).join("");
  expect(whole.replaceAll(" ", "")).toBe(`${terms(16)}anditsnetwork`);
  const [first, second, third] = drawn(terms(100));
  expect(first).toMatch(/^(sin\(\d+\*x\)\+)+$/);
  expect(second).toMatch(/^(sin\(\d+\*x\)\+)+$/);
  expect(third).toMatch(/^(sin\(\d+\*x\)\+)+… and its network$/);
});

test.each([
  [[1], [1], [1]],
  [[1, 2], [1], [1, 2]],
  [[1, 2], [1, 2], [1, 2, 3]],
])("lengths that do not fit are refused: %j %j %j", (places, expected, computed) => {
  expect(() => fitPlot({ network: "n", variable: "x", points: places, results: [{ name: "t", expected, computed }] })).toThrow(RangeError);
});
