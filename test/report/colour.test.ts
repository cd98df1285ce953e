// Ramps are told apart by lightness, which is what print and eyes without colour vision keep.

import { expect, test } from "vitest";
import { DIVERGING, hexadecimal, SEQUENTIAL, type Colour } from "../../src/report/colour.ts";

/** CIE lightness L* (CIE 15) of an sRGB colour: 0 is black, 100 is white. */
function lightness(colour: Colour): number {
  const [red, green, blue] = colour.map((part) => (part <= 10.31475 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return luminance > 216 / 24389 ? 116 * Math.cbrt(luminance) - 16 : (24389 / 27) * luminance;
}

const steps = (from: number, to: number) => Array.from({ length: 21 }, (_, i) => from + ((to - from) * i) / 20);

test("the sequential ramp gets lighter, evenly", () => {
  const found = steps(0, 1).map((share) => lightness(SEQUENTIAL(share)));
  const rises = found.slice(1).map((value, place) => value - found[place]);
  expect(Math.min(...rises)).toBeGreaterThan(2);
  expect(Math.max(...rises)).toBeLessThan(6.5);
  expect(found[20] - found[0]).toBeGreaterThan(75);
});

test("the diverging ramp is lightest in the middle and equally dark at equal distances", () => {
  for (const share of steps(0, 0.5)) {
    const [below, above] = [lightness(DIVERGING(share)), lightness(DIVERGING(1 - share))];
    expect(Math.abs(below - above)).toBeLessThan(6);
    if (share < 0.5) expect(below).toBeLessThan(lightness(DIVERGING(share + 0.025)));
  }
  expect(lightness(DIVERGING(0.5))).toBeGreaterThan(95);
  const [red, , blue] = DIVERGING(0.1);
  expect(blue).toBeGreaterThan(red + 60);
  expect(DIVERGING(0.9)[0]).toBeGreaterThan(DIVERGING(0.9)[2] + 60);
});

test("what lies outside is the end", () => {
  expect(SEQUENTIAL(-1)).toEqual(SEQUENTIAL(0));
  expect(DIVERGING(2)).toEqual(DIVERGING(1));
  expect(hexadecimal([0, 10, 255])).toBe("#000aff");
});
