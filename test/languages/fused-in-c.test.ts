// The fused multiply-add that C sources have where a processor has none, by the bits of a double and without them: against exact integers, at sums that are
// halfway between two floats and next to it, at subnormal ones, at those that overflow, and at infinities and NaN.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { C89, C99, type Dialect } from "../../src/languages/c/dialect.ts";
import { multiplyAddHelper } from "../../src/languages/c/fused.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { exactFusedFloat32 } from "../program/exact-float.ts";

const directory = mkdtempSync(join(tmpdir(), "nnc-test-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const UNUSUAL = [0, -0, 2 ** -149, -(2 ** -149), 2 ** -126, 1, -1, (2 - 2 ** -23) * 2 ** 127, -(2 ** 127), 2 ** -127, Infinity, -Infinity, NaN];
/** Products of these are 1, or off it by less than a float64 tells of a sum with a number 2^24 times as large. */
const FACTORS = [[1, 1], [1 + 2 ** -23, 1 - 2 ** -23], [1 + 2 ** -12, 1 - 4095 * 2 ** -24], [1 + 2 ** -23, 1], [1, 1 - 2 ** -24]] as const;

function triples(): Float32Array {
  const found = UNUSUAL.flatMap((a) => UNUSUAL.flatMap((b) => UNUSUAL.flatMap((c) => [a, b, c])));
  const random = new RandomGenerator(1);
  const below = (count: number) => Math.floor(random.uniform() * count);
  const sign = () => (below(2) === 0 ? 1 : -1);
  // A product of half of the addend's last place, or a quarter of it, or next to that.
  for (let i = 0; i < 4000; i++) {
    const [exponent, shift] = [below(255) - 149, below(2) + 1];
    const [x, y] = FACTORS[below(FACTORS.length)];
    const half = Math.trunc(exponent / 2);
    // Small addends are subnormal, and cut off there; the largest one is next to infinity.
    const significand = [2 ** 24 - 1, 2 ** 23, 2 ** 23 + below(2 ** 23), below(16)][below(4)];
    found.push(sign() * x * 2 ** half, y * 2 ** (exponent - shift - half), sign() * significand * 2 ** exponent);
  }
  // Halfway between subnormal numbers, but for less than a float64 tells.
  for (let i = 0; i < 200; i++) {
    const [x, y] = FACTORS[1 + below(FACTORS.length - 1)];
    found.push(sign() * x * 2 ** -75, y * 2 ** -75, sign() * (2 ** 22 + below(2 ** 22)) * 2 ** -149);
  }
  const bits = new Uint32Array(3 * 2000).map(() => below(2 ** 32));
  return Float32Array.from([...found, ...new Float32Array(bits.buffer)]);
}

const TRIPLES = triples();
const COUNT = TRIPLES.length / 3;
const EXPECTED = Float32Array.from({ length: COUNT }, (_, i) => exactFusedFloat32(TRIPLES[3 * i], TRIPLES[3 * i + 1], TRIPLES[3 * i + 2]));

const MAIN = `
int main(void) {
    float given[3];
    while (fread(given, sizeof given, 1, stdin) == 1) {
        float result = fused(given[0], given[1], given[2]);
        fwrite(&result, sizeof result, 1, stdout);
    }
    return 0;
}`;

function computed(dialect: Dialect, compiler: string, ...flags: readonly string[]): Float32Array {
  const helper = multiplyAddHelper(dialect).lines("fused", []).join("\n");
  const program = join(directory, "main");
  writeFileSync(`${program}.c`, ["#include <stdio.h>", ...dialect.preamble(helper), helper, MAIN].join("\n"));
  execFileSync(compiler, [...flags, "-Wall", "-Wextra", "-Wconversion", "-Wfloat-equal", "-Werror", `${program}.c`, "-o", program]);
  return new Float32Array(new Uint8Array(execFileSync(program, { input: new Uint8Array(TRIPLES.buffer) })).buffer);
}

test("the cases tell one rounding from two", () => {
  const twice = [...EXPECTED.keys()].filter((i) => !Object.is(Math.fround(TRIPLES[3 * i] * TRIPLES[3 * i + 1] + TRIPLES[3 * i + 2]), EXPECTED[i]));
  expect(twice.length).toBeGreaterThan(300);
  expect(twice.filter((i) => Math.abs(EXPECTED[i]) < 2 ** -126).length).toBeGreaterThan(10);
});

test.each([
  ["C99 by gcc", C99, "gcc", ["-std=c99", "-O2", "-ffp-contract=off"]],
  ["C99 by clang", C99, "clang", ["-std=c99", "-O2", "-ffp-contract=off"]],
  ["C89 by gcc", C89, "gcc", ["-std=c89", "-O2", "-ffp-contract=off", "-pedantic"]],
] as const)("%s gives the bits of exact integers", (_, dialect, compiler, flags) => {
  const found = computed(dialect, compiler, ...flags);
  const wrong = [...EXPECTED.keys()].filter((i) => !Object.is(found[i], EXPECTED[i]));
  expect([found.length, wrong.map((i) => [...TRIPLES.subarray(3 * i, 3 * i + 3), found[i], EXPECTED[i]])]).toEqual([COUNT, []]);
});
