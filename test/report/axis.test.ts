// Axes put numbers where they belong and write the ones they mark.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linearAxis, logarithmicAxis, positiveExtent, roomyExtent } from "../../src/report/axis.ts";
import { powerOfTen, showNumber, showScientific } from "../../src/report/scientific.ts";

const interval = fc
  .tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: 1e-3, max: 1e6, noNaN: true }))
  .map(([low, width]) => [low, low + width] as const);

test("ticks are ascending, lie in the domain and are written as what they are", () => {
  fc.assert(
    fc.property(interval, fc.integer({ min: 2, max: 12 }), (domain, tickCount) => {
      const { ticks, position, label } = linearAxis({ label: "v", domain, range: [100, 700], tickCount, roundEnds: false });
      const slack = 1e-9 * (domain[1] - domain[0]) + 1e-9 * Math.abs(domain[0]);
      for (const [place, { value, text }] of ticks.entries()) {
        expect(value).toBeGreaterThanOrEqual(domain[0] - slack);
        expect(value).toBeLessThanOrEqual(domain[1] + slack);
        if (place > 0) expect(value).toBeGreaterThan(ticks[place - 1].value);
        const unit = label === "v" ? 1 : unitOf(label);
        expect(Math.abs(Number(text.replaceAll(",", "").replace("−", "-")) * unit - value)).toBeLessThanOrEqual(slack + 1e-12);
        expect(position(value)).toBeCloseTo(100 + (600 * (value - domain[0])) / (domain[1] - domain[0]), 3);
      }
    }),
  );
});

/** `v / 10⁻³` is 0.001. */
function unitOf(label: string): number {
  const exponent = Array.from(label.slice("v / 10".length), (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹⁻".indexOf(digit)).map((digit) => (digit === 10 ? "-" : String(digit)));
  return Number(`1e${exponent.join("")}`);
}

test.each([
  [[0, 5e-3], "v / 10⁻³", ["0", "1", "2", "3", "4", "5"]],
  [[-3e9, 3e9], "v / 10⁹", ["−3", "−2", "−1", "0", "1", "2", "3"]],
  [[0, 500_000], "v", ["0", "100,000", "200,000", "300,000", "400,000", "500,000"]],
] as const)("from %j the axis is labelled %s", (domain, label, texts) => {
  const axis = linearAxis({ label: "v", domain, range: [0, 1], tickCount: 6, roundEnds: false });
  expect(axis.label).toBe(label);
  expect(axis.ticks.map(({ text }) => text)).toEqual(texts);
});

test("round ends hold the domain", () => {
  fc.assert(
    fc.property(interval, (domain) => {
      const { position } = linearAxis({ label: "", domain, range: [0, 600], tickCount: 5, roundEnds: true });
      expect(position(domain[0])).toBeGreaterThanOrEqual(-1e-6);
      expect(position(domain[1])).toBeLessThanOrEqual(600 + 1e-6);
    }),
  );
});

test.each([
  [[3, 1, 2], [1, 3]],
  [[NaN, 5, Infinity, -Infinity, 6], [5, 6]],
  [[5, 5], [4.5, 5.5]],
  [[-2e30, -2e30], [-2.2e30, -1.8e30]],
  [[0, 0], [-1, 1]],
  [[], [-1, 1]],
])("the extent of %j is %j", (values, extent) => {
  const [low, high] = roomyExtent(values, 0);
  expect(low / (extent[0] || 1)).toBeCloseTo(extent[0] === 0 ? low : 1, 12);
  expect(high / (extent[1] || 1)).toBeCloseTo(extent[1] === 0 ? high : 1, 12);
});

describe("an axis with equal factors", () => {
  const axis = (domain: readonly [number, number]) => logarithmicAxis({ label: "", domain, range: [300, 0], tickCount: 6 });

  test.each([
    [[1e-6, 1], ["10⁻⁶", "10⁻⁴", "10⁻²", "1"]],
    [[3e-3, 400], ["10⁻²", "10⁻¹", "1", "10¹", "10²"]],
    [[0.02, 0.9], ["0.02", "0.05", "0.1", "0.2", "0.5"]],
    [[1.1e-5, 9e-5], ["2 × 10⁻⁵", "3 × 10⁻⁵", "4 × 10⁻⁵", "5 × 10⁻⁵", "6 × 10⁻⁵", "7 × 10⁻⁵", "8 × 10⁻⁵", "9 × 10⁻⁵"]],
    [[7, 14], ["7", "8", "9", "10", "11", "12", "13", "14"]],
  ] as const)("from %j has the ticks %j", (domain, texts) => {
    expect(axis(domain).ticks.map(({ text }) => text)).toEqual(texts);
  });

  test("has a tick for every few powers of ten of a wide domain", () => {
    const { ticks } = axis([1e-300, 1e300]);
    expect(ticks.length).toBeGreaterThan(3);
    expect(ticks.length).toBeLessThan(9);
    for (const { text } of ticks) expect(text).toMatch(/^(1|10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/);
  });

  test("puts equal factors at equal distances", () => {
    fc.assert(
      fc.property(fc.double({ min: -200, max: 200, noNaN: true }), fc.double({ min: 0.4, max: 90, noNaN: true }), (exponent, decades) => {
        const [low, high] = [10 ** exponent, 10 ** (exponent + decades)];
        const { position, ticks, minorTicks } = axis([low, high]);
        expect(position(low)).toBeCloseTo(300, 6);
        expect(position(high)).toBeCloseTo(0, 6);
        expect(position(10 ** (exponent + decades / 2))).toBeCloseTo(150, 6);
        for (const value of [...ticks.map((tick) => tick.value), ...minorTicks]) {
          expect(position(value)).toBeGreaterThan(-0.01);
          expect(position(value)).toBeLessThan(300.01);
        }
        expect(ticks.length).toBeGreaterThan(1);
        expect(ticks.length).toBeLessThan(16);
      }),
    );
  });

  test.each([
    [[0.5, 0.5], [0.5 / Math.SQRT2, 0.5 * Math.SQRT2]],
    [[0, -1, NaN], [0.1, 10]],
  ])("the positive extent of %j is about %j", (values, extent) => {
    const [low, high] = positiveExtent(values);
    expect(low / extent[0]).toBeCloseTo(1, 1);
    expect(high / extent[1]).toBeCloseTo(1, 1);
  });
});

test.each([
  [0, "0"],
  [0.00412, "4.1 × 10⁻³"],
  [1.25, "1.3"],
  [0.773, "0.77"],
  [0.014, "0.014"],
  [-72.4, "−72"],
  [9.96e-4, "1.0 × 10⁻³"],
  [-2e10, "−2.0 × 10¹⁰"],
])("%d is written %s", (value, text) => {
  expect(showScientific(value)).toBe(text);
});

test.each([
  [0, "0"],
  [-0.25, "−0.25"],
  [1.23456e-7, "1.235 × 10⁻⁷"],
  [1e-9, "10⁻⁹"],
  [-1e12, "−1 × 10¹²"],
  [65537, "65540"],
  [-Infinity, "−Infinity"],
])("%d as a place is %s", (value, text) => {
  expect(showNumber(value)).toBe(text);
});

test("powers of ten have superscript digits", () => {
  expect(powerOfTen(-1234567890)).toBe("10⁻¹²³⁴⁵⁶⁷⁸⁹⁰");
});
