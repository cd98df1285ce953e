// The plot of a fit draws the numbers it is given: read back from the picture, they are the data again.

import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fitPlot, type FitPlotData } from "../../src/report/fit-plot.ts";

const COUNT = 101;

function dataOf(expected: (x: number) => number, computed: (x: number) => number): FitPlotData {
  const points = Float64Array.from({ length: COUNT }, (_, i) => 2 + i / 50);
  return { target: "f(v)", network: "1-2-1, linear", variable: "v", points, expected: points.map(expected), computed: points.map(computed) };
}

/** The corners of every curve of a class, in the order of the document. */
function curves(svg: string, className: string): readonly (readonly (readonly [number, number])[])[] {
  return [...svg.matchAll(/<path d="([^"]*)" class="([^"]*)"\/>/g)]
    .filter(([, , found]) => found === className)
    .map(([, path = ""]) => [...path.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const));
}

describe("the plot of a fit", () => {
  const svg = fitPlot(dataOf((v) => v * v, (v) => v * v + 0.003 * Math.sin(9 * v)));
  const [target = []] = curves(svg, "curve target");
  const [network = [], error = []] = curves(svg, "curve network");

  test("every point is a corner of all three curves, evenly spaced", () => {
    for (const curve of [target, network, error]) {
      expect(curve).toHaveLength(COUNT);
      const [[left] = [NaN]] = curve;
      const [right] = curve.at(-1) ?? [NaN];
      curve.forEach(([x], i) => expect(x).toBeCloseTo(left + ((right - left) * i) / (COUNT - 1), 1));
    }
  });

  test("heights are linear in the values", () => {
    const bottom = target[0][1];
    const scale = (target[COUNT - 1][1] - bottom) / (16 - 4);
    target.forEach(([, y], i) => expect(y).toBeCloseTo(bottom + scale * ((2 + i / 50) ** 2 - 4), 1));
  });

  test("the error has a scale of its own", () => {
    const heights = error.map(([, y]) => y);
    expect(Math.max(...heights) - Math.min(...heights)).toBeGreaterThan(80);
    const zero = Number(/<line x1="[^"]*" y1="([^"]*)" [^>]*class="zero"/.exec(svg)?.[1]);
    // 0.003·sin(9v) has its first zero after v = 2 where 9v = 6π.
    const crossing = error.findIndex(([, y], i) => i > 0 && y < zero && error[i - 1][1] >= zero);
    expect(2 + crossing / 50).toBeCloseTo((6 * Math.PI) / 9, 1);
    expect(svg).toContain(">error / 10⁻³<");
  });

  test("axes, legend and the largest error are labelled", () => {
    const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
    expect(texts).toEqual(expect.arrayContaining(["f(v) and its network", "1-2-1, linear", "f(v)", "network", "value", "v", "2.0", "4.0"]));
    const worst = Array.from({ length: COUNT }, (_, i) => 2 + i / 50).reduce((best, v) => (Math.abs(Math.sin(9 * v)) > Math.abs(Math.sin(9 * best)) ? v : best));
    expect(texts).toContain(`largest error 3.0 × 10⁻³ at v = ${Number(worst.toPrecision(4))}`);
  });

  test("everything is drawn on the card", () => {
    const [, width = NaN, height = NaN] = (/viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? []).map(Number);
    for (const [x, y] of [...target, ...network, ...error]) {
      expect(x > 0 && x < width && y > 0 && y < height, `${x}, ${y}`).toBe(true);
    }
  });

  test("there are colours for light and for dark pages", () => {
    const classes = new Set([...svg.matchAll(/class="([^"]*)"/g)].flatMap(([, names = ""]) => names.split(" ")));
    const [light = "", dark = ""] = svg.split("@media screen and (prefers-color-scheme: dark)");
    for (const name of classes) if (name !== "curve") expect([light.includes(`.${name} `) || light.includes(`.${name},`), dark.includes(`.${name} `) || dark.includes(`.${name},`)], name).toEqual([true, true]);
  });

  test("the same data give the same text", () => {
    expect(fitPlot(dataOf((v) => v * v, (v) => v * v + 0.003 * Math.sin(9 * v)))).toBe(svg);
  });
});

test("values that are not finite leave gaps and nothing else", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(0.5, 1, NaN, Infinity, -Infinity), { minLength: 2, maxLength: 30 }), (values) => {
      const points = values.map((_, i) => i);
      const svg = fitPlot({ target: "t", network: "n", variable: "x", points, expected: points.map(() => 1), computed: values });
      const runs = values.filter((value, i) => Number.isFinite(value) && !(i > 0 && Number.isFinite(values[i - 1]))).length;
      const moves = /<path d="([^"]*)" class="curve network"/.exec(svg)?.[1]?.match(/M/g)?.length ?? 0;
      expect(moves).toBe(runs);
      expect(svg).not.toMatch(/NaN|Infinity/);
    }),
  );
});

test("a perfect fit is a straight line at 0", () => {
  const svg = fitPlot(dataOf((v) => v, (v) => v));
  const [, error = []] = curves(svg, "curve network");
  expect(new Set(error.map(([, y]) => y)).size).toBe(1);
  expect(svg).toContain("largest error 0 at v = 2");
});

test("an XML parser accepts it, whatever the names are", () => {
  const svg = fitPlot({ ...dataOf((v) => v, (v) => v + 1), target: "a < b & \"c\"", network: "</text><script>", variable: "\u0007" });
  const tags = execFileSync("/usr/bin/python3", ["-c", "import sys, xml.etree.ElementTree as t; print(t.fromstring(sys.stdin.read()).tag)"], { input: svg, encoding: "utf8" });
  expect(tags.trim()).toBe("{http://www.w3.org/2000/svg}svg");
  expect(svg).not.toContain("<script");
});

test.each([
  [[1], [1], [1]],
  [[1, 2], [1], [1, 2]],
  [[1, 2], [1, 2], [1, 2, 3]],
])("lengths that do not fit are refused: %j %j %j", (points, expected, computed) => {
  expect(() => fitPlot({ target: "t", network: "n", variable: "x", points, expected, computed })).toThrow(RangeError);
});
