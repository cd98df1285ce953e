// Texts are shortened and broken between words and terms, and lose nothing else.

import fc from "fast-check";
import { expect, test } from "vitest";
import { breakLines, shortenUntil } from "../../src/report/shorten.ts";

const shorten = (text: string, most: number): string => shortenUntil(text, (part) => Array.from(part).length <= most);

test.each([
  ["sin(x)*exp(-x^2/2)+0.25*cos(3*x)*log(1+x^2)", 30, "sin(x)*exp(-x^2/2)+0.25*…"],
  ["a*(b+c*(d+e*(f+g)))", 12, "a*(b+c*…"],
  ["0.123456789+x", 12, "0.123456789…"],
  ["1.5e-300*x+1", 11, "1.5e-300*…"],
  ["temperature of the outer wall", 20, "temperature of the…"],
  ["largest error seen in 17,779 inputs: 4.6 × 10⁻³", 26, "largest error seen in…"],
  ["largest error seen in 17,779 inputs: 4.6 × 10⁻³ at x = 1", 46, "largest error seen in 17,779 inputs: 4.6 ×…"],
  ["temperature_of_the_outer_wall", 12, "temperature…"],
  ["short", 5, "short"],
])("%s in %i characters is %s", (text, most, shortened) => {
  expect(shorten(text, most)).toBe(shortened);
});

const token = fc.constantFrom("sin", "x1", "0.25", "1e-3", "(", ")", "+", "*", "**", ",", " ", "−", "10⁻³", "Größe", "y_2");

test("what is kept is a beginning that ends between tokens, unless not even one has room", () => {
  fc.assert(
    fc.property(fc.array(token, { minLength: 2, maxLength: 40 }), fc.integer({ min: 8, max: 40 }), (tokens, most) => {
      const text = tokens.join(" ");
      const kept = shorten(text, most);
      expect(kept.length).toBeLessThanOrEqual(most);
      if (kept === text) return;
      expect(text.startsWith(kept.slice(0, -1))).toBe(true);
      const before = kept.slice(0, -1);
      const after = text.slice(before.length);
      expect(/[\w⁻³ö]$/.test(before) && /^[\w⁻³ö]/.test(after), `${before}|${after}`).toBe(false);
    }),
  );
});

test("lines together are the text, as far as there are enough of them", () => {
  fc.assert(
    fc.property(fc.array(token, { minLength: 1, maxLength: 60 }), fc.integer({ min: 8, max: 40 }), fc.integer({ min: 1, max: 9 }), (tokens, width, most) => {
      const text = tokens.join("");
      const lines = breakLines(text, (part) => part.length <= width, most);
      expect(lines.length).toBeLessThanOrEqual(most);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
      const together = lines.join("").replace(/…$/, "").replaceAll(" ", "");
      const isWhole = !(lines.at(-1) ?? "").endsWith("…");
      expect(isWhole ? text.replaceAll(" ", "") : text.replaceAll(" ", "").slice(0, together.length)).toBe(together);
    }),
  );
});
