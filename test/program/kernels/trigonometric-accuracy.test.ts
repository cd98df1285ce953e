// Trigonometric kernels and pow against nnc's float64 functions, which are tested with 40 digits, at samples of all float32:
// within the error each one states; odd and even where the function is; never back where it grows.

import { describe, expect, test } from "vitest";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import type { Kernel } from "../../../src/program/kernel.ts";
import { KERNELS } from "../../../src/program/kernels/index.ts";
import { evaluateKernel } from "./evaluate-kernel.ts";

/** Every 104729th float32, a prime number, and the negative ones. */
function everyFloat(): readonly number[] {
  const bits = new Uint32Array(1);
  const floats = new Float32Array(bits.buffer);
  const values: number[] = [];
  for (let next = 0; next < 0x7f800000; next += 104729) {
    bits[0] = next;
    values.push(floats[0], -floats[0]);
  }
  return values;
}

/** `count` float32 one after the other. */
function neighbours(first: number, count: number): readonly number[] {
  const bits = new Uint32Array(1);
  const floats = new Float32Array(bits.buffer);
  floats[0] = first;
  return Array.from({ length: count }, () => {
    const value = floats[0];
    bits[0]++;
    return value;
  });
}

/** The distance in units in the last place of a float32 of the size of the exact result; 0 where both are NaN or infinite. */
function unitsBetween(computed: number, exact: number): number {
  if (Object.is(computed, Math.fround(exact))) return 0;
  const exponent = Math.max(-126, Math.floor(Math.log2(Math.abs(exact))));
  return Math.abs(computed - exact) / 2 ** (exponent - 23);
}

function worstOf(kernel: Kernel, operands: readonly (readonly number[])[]): number {
  const results = evaluateKernel(kernel, operands);
  return results.reduce((worst, result, i) => Math.max(worst, unitsBetween(result, kernel.float64(...operands.map((values) => values[i])))), 0);
}

/** The number of units that "within ... units" states. */
function statedError({ does }: Kernel): number {
  return Number(/within ([\d.]+) units?/.exec(does)?.[1]);
}

test.each(["sin", "cos", "tan", "atan", "asin", "acos"] as const)("%s is within what it states", (name) => {
  const worst = worstOf(KERNELS[name], [everyFloat()]);
  expect(worst).toBeLessThan(statedError(KERNELS[name]));
  expect(worst).toBeGreaterThan(0.5);
});

test.each([
  ["floor", Math.floor],
  ["ceil", Math.ceil],
  ["abs", Math.abs],
] as const)("%s is exact", (name, exact) => {
  const values = everyFloat();
  expect(evaluateKernel(KERNELS[name], [values])).toEqual(values.map(exact));
});

test("roundHalfEven is exact beside and at halves", () => {
  const halves = Array.from({ length: 4096 }, (_, i) => (i - 2048) / 4);
  const expected = halves.map((x) => Math.sign(x) * (Math.abs(x) % 1 === 0.5 ? 2 * Math.round(Math.abs(x) / 2) : Math.round(Math.abs(x))));
  expect(evaluateKernel(KERNELS.roundHalfEven, [halves])).toEqual(expected.map((whole, i) => (halves[i] === 0 ? 0 : whole)));
});

describe("pow", () => {
  const random = new RandomGenerator(5);
  test("is within what it states where results are finite", () => {
    const bases = Array.from({ length: 20000 }, () => Math.fround(2 ** (random.uniform() * 300 - 149)));
    const exponents = bases.map((x) => Math.fround((random.uniform() * 276 - 149) / Math.log2(x)));
    const worst = worstOf(KERNELS.pow, [bases, exponents]);
    expect(worst).toBeLessThan(statedError(KERNELS.pow));
    expect(worst).toBeGreaterThan(0.5);
  });
  test("is within what it states of bases near 1", () => {
    const bases = Array.from({ length: 20000 }, () => Math.fround(1 + (random.uniform() - 0.5) * 2 ** (-20 * random.uniform())));
    const exponents = bases.map((x) => Math.fround(x === 1 ? 3 : (random.uniform() * 276 - 149) / Math.log2(x)));
    expect(worstOf(KERNELS.pow, [bases, exponents])).toBeLessThan(statedError(KERNELS.pow));
  });
});

test.each([
  ["sin", 0.7],
  ["sin", 1.57],
  ["tan", 0.78],
  ["tan", 1.57],
  ["atan", 0.99999],
  ["atan", 100],
  ["asin", 0.4999],
  ["asin", 0.999],
] as const)("%s never goes back after %d", (name, first) => {
  const results = evaluateKernel(KERNELS[name], [neighbours(first, 10000).filter((x) => x < Math.PI / 2 || name === "atan")]);
  expect(results.filter((result, i) => i > 0 && result < results[i - 1])).toEqual([]);
});

test.each(["cos", "acos"] as const)("%s never goes up", (name) => {
  for (const first of [1e-4, 0.4999, 0.99]) {
    const results = evaluateKernel(KERNELS[name], [neighbours(first, 10000)]);
    expect(results.filter((result, i) => i > 0 && result > results[i - 1])).toEqual([]);
  }
});

test.each([["sin"], ["tan"], ["atan"], ["asin"]] as const)("%s is odd", (name) => {
  const values = everyFloat();
  const negated = evaluateKernel(KERNELS[name], [values.map((x) => -x)]);
  expect(evaluateKernel(KERNELS[name], [values])).toEqual(negated.map((x) => -x));
});
