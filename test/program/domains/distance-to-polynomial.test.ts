// How far functions are from polynomials, and how large terms of their series are, at the most: never less than at any number, and hardly more.

import { describe, expect, test } from "vitest";
import { SMOOTH_FUNCTIONS } from "../../../src/certify/smooth-functions.ts";
import type { SmoothBounds } from "../../../src/program/domains/affine-algebra.ts";
import { distanceToPolynomial } from "../../../src/program/domains/taylor-form/distance-to-polynomial.ts";
import { largestTerm } from "../../../src/program/domains/taylor-form/largest-term.ts";
import { TARGET_FUNCTIONS } from "../../../src/train/target/enclosure/smooth-functions.ts";

function boundsOf(name: string): SmoothBounds {
  const bounds = SMOOTH_FUNCTIONS.ofOne.get(name) ?? TARGET_FUNCTIONS.get(name);
  if (bounds === undefined) throw new Error(`no ${name}`);
  return bounds;
}

function numbersOf(low: number, high: number, count: number): readonly number[] {
  return Array.from({ length: count + 1 }, (_, place) => low + ((high - low) * place) / count);
}

/** With its values at Chebyshev's nodes: Newton's divided differences, in powers of x − centre. */
function interpolated(f: (x: number) => number, order: number, centre: number, reach: number): Float64Array {
  const nodes = Array.from({ length: order + 1 }, (_, place) => reach * Math.cos(((2 * place + 1) * Math.PI) / (2 * order + 2)));
  const differences = nodes.map((node) => f(centre + node));
  for (let level = 1; level <= order; level++) {
    for (let place = order; place >= level; place--) differences[place] = (differences[place] - differences[place - 1]) / (nodes[place] - nodes[place - level]);
  }
  const coefficients = new Float64Array(order + 1);
  for (let place = order; place >= 0; place--) {
    for (let power = order; power >= 0; power--) coefficients[power] = (power > 0 ? coefficients[power - 1] : 0) - nodes[place] * coefficients[power];
    coefficients[0] += differences[place];
  }
  return coefficients;
}

describe("the distance to a polynomial", () => {
  test.each([
    ["sigmoid", (x: number) => 1 / (1 + Math.exp(-x)), -4.3, 4.4],
    ["sigmoid", (x: number) => 1 / (1 + Math.exp(-x)), 1.01, 12.3],
    ["tanh", Math.tanh, -1.9, 2.05],
    ["softplus", (x: number) => Math.log1p(Math.exp(x)), -3.3, 0.7],
    ["exp", Math.exp, -3, 2.9],
    ["sin", Math.sin, 2, 5.55],
  ] as const)("of %s is that of the furthest number, and at the most twice that (%#)", (name, f, low, high) => {
    const [centre, reach] = [(low + high) / 2, (high - low) / 2];
    for (const order of [3, 7]) {
      const coefficients = interpolated(f, order, centre, reach);
      const away = (x: number): number => Math.abs(coefficients.reduceRight((sum, one) => sum * (x - centre) + one, 0) - f(x));
      const furthest = Math.max(...numbersOf(low, high, 5000).map(away));
      const atMost = distanceToPolynomial(boundsOf(name), coefficients, centre, low, high);
      expect(atMost).toBeGreaterThanOrEqual(furthest * (1 - 1e-9));
      expect(atMost).toBeLessThan(furthest * 2);
    }
  });

  test("is not known across a kink, of functions without derivatives, where there is no value, and over thousands of cells", () => {
    const line = Float64Array.of(0, 1);
    expect(distanceToPolynomial(boundsOf("abs"), line, 0, -1, 1)).toBe(Infinity);
    expect(distanceToPolynomial(boundsOf("floor"), line, 0, 0.5, 2)).toBe(Infinity);
    expect(distanceToPolynomial(boundsOf("log"), line, 0, -1, 1)).toBe(Infinity);
    expect(distanceToPolynomial(boundsOf("tanh"), line, 0, -1000, 1000)).toBe(Infinity);
  });
});

test.each(["sigmoid", "softplus", "tanh", "exp", "sin"])("terms of the series of %s are hardly larger over intervals than at numbers", (name) => {
  for (const [low, high] of [[-2, 2], [-0.25, 0.25], [0.5, 3]]) {
    for (let k = 2; k <= 9; k++) {
      const atNumbers = numbersOf(low, high, 64).map((x) => boundsOf(name)(x, x)?.series?.(k)[k] ?? { low: Infinity, high: Infinity });
      const largest = Math.max(...atNumbers.map((term) => Math.max(-term.low, term.high)));
      const found = largestTerm(boundsOf(name), k, low, high);
      expect(found).toBeGreaterThanOrEqual(largest * (1 - 1e-9));
      expect(found).toBeLessThan(largest * 1.7);
    }
  }
});
