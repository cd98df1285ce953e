// Axes put numbers where they belong and write the ones they mark.

import fc from "fast-check";
import { expect, test } from "vitest";
import { extentOf, linearAxis } from "../../src/report/axis.ts";
import { powerOfTen, showScientific } from "../../src/report/scientific.ts";

const interval = fc
  .tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: 1e-3, max: 1e6, noNaN: true }))
  .map(([low, width]) => [low, low + width] as const);

test("ticks are ascending, lie in the domain and are written as what they are", () => {
  fc.assert(
    fc.property(interval, fc.integer({ min: 2, max: 12 }), (domain, tickCount) => {
      const { ticks, position } = linearAxis({ label: "", domain, range: [100, 700], tickCount, roundEnds: false });
      const slack = 1e-9 * (domain[1] - domain[0]) + 1e-9 * Math.abs(domain[0]);
      for (const [place, { value, text }] of ticks.entries()) {
        expect(value).toBeGreaterThanOrEqual(domain[0] - slack);
        expect(value).toBeLessThanOrEqual(domain[1] + slack);
        if (place > 0) expect(value).toBeGreaterThan(ticks[place - 1].value);
        expect(Math.abs(Number(text.replaceAll(",", "").replace("−", "-")) - value)).toBeLessThanOrEqual(slack + 1e-12);
        expect(position(value)).toBeCloseTo(100 + (600 * (value - domain[0])) / (domain[1] - domain[0]), 6);
      }
    }),
  );
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
  [[3, 1, 2], 0.1, [1, 3]],
  [[NaN, 5, Infinity, -Infinity], 2, [4, 6]],
  [[], 2, [-1, 1]],
])("the extent of %j with at least %d is %j", (values, smallest, extent) => {
  expect(extentOf(values, smallest)).toEqual(extent);
});

test.each([
  [0, "0"],
  [0.00412, "4.1 × 10⁻³"],
  [1.25, "1.3"],
  [9.96e-4, "1.0 × 10⁻³"],
  [-2e10, "−2.0 × 10¹⁰"],
])("%d is written %s", (value, text) => {
  expect(showScientific(value)).toBe(text);
});

test("powers of ten have superscript digits", () => {
  expect(powerOfTen(-1234567890)).toBe("10⁻¹²³⁴⁵⁶⁷⁸⁹⁰");
});
