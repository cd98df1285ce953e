// Tables of segments, found by a search and by a grid: the interpreter's bits in every language, at the knots and beside them, outside the
// domain and for NaN; kept in the domain as well.

import { describe, expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import { clampedInputs, nanOutsideDomain } from "../../src/network/clamped-inputs.ts";
import { nextFloat32Down, nextFloat32Up } from "../../src/numeric/float32.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import { interpret } from "../../src/program/interpret.ts";
import { ALL_TOOLCHAINS } from "../all-toolchains.ts";
import { randomValues } from "../fixtures.ts";
import { runCompiled, sameBits } from "../standard/run-compiled.ts";
import { KNOTS, segmentNetwork } from "./segment-networks.ts";

const DOMAIN = [{ name: "x", low: -1, high: 1 }];
const GIVEN = [
  ...[...KNOTS].flatMap((knot) => [nextFloat32Down(knot), knot, nextFloat32Up(knot)]),
  ...randomValues(200, new RandomGenerator(4)),
  ...[-Infinity, -3e38, -100, -1.125, -0.875, 0.125, 1, 1.125, 1e6, 3e38, Infinity, NaN, -0, 1e-45, -1e-45].map(Math.fround),
];

describe.each([
  ["found by a search", segmentNetwork("search", 1)],
  ["found by a grid", segmentNetwork("grid", 1)],
  ["three results, found by a search", segmentNetwork("search", 3)],
  ["three results, found by a grid", segmentNetwork("grid", 3)],
  ["kept in the domain", clampedInputs(segmentNetwork("grid", 1), DOMAIN)],
  ["not a number outside the domain", nanOutsideDomain(segmentNetwork("search", 1), DOMAIN)],
])("%s", (_, network) => {
  const passed = runPasses(network);
  const program = lower(passed);

  test.each(ALL_TOOLCHAINS.map((toolchain) => [toolchain.name, toolchain] as const))("has the interpreter's bits by %s", async (_name, toolchain) => {
    const calls = GIVEN.map((x) => Float32Array.of(x));
    const compiled = await runCompiled(passed, program, calls.map((call) => [call]), toolchain);
    const expected = calls.map((call) => interpret(program, [call], 1)[0]);
    expect(compiled.findIndex(([found], row) => !sameBits(found, expected[row]))).toBe(-1);
  });
});

test("either way finds the same", () => {
  const [searched, ofGrid] = (["search", "grid"] as const).map((how) => interpret(lower(runPasses(segmentNetwork(how, 1))), [Float32Array.from(GIVEN)], GIVEN.length)[0]);
  // NaN and the infinities lie in the first segment or in the last one, as the grid has it; what comes of them is NaN.
  expect(sameBits(searched, ofGrid)).toBe(true);
});
