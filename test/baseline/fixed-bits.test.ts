// The digest of a function's bits: of which results it is, and what changes it.

import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { fixedBits } from "../../src/baseline/fixed-bits.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import { LAYOUTS } from "../../src/codegen/lower/layout.ts";
import { runPasses } from "../../src/passes/index.ts";
import { sweep, unusualPoints } from "../../src/verify/points.ts";
import { denseNetwork } from "../fixtures.ts";

const DOMAIN = [{ name: "x", low: 0, high: 1 }];
const program = (widths: readonly number[], seed: number, optimize: "speed" | "size" = "speed") => lower(runPasses(denseNetwork(widths, seed)), LAYOUTS[optimize]);

test("is that of the results at inputs of any bits and of the domain, NaN the same whatever its bits", () => {
  const network = denseNetwork([1, 1], 3);
  const [weight, bias] = network.values.flatMap((value) => (value.kind === "parameter" ? [value.data[0]] : []));
  // Computed by hand: every operation rounds once.
  const inputs = [...unusualPoints(1, 4096).values, ...sweep(DOMAIN, 4096).values];
  const results = inputs.map((x) => {
    const biased = Math.fround(bias + Math.fround(weight * x));
    return biased < 0 ? Math.fround(biased * Math.fround(0.2)) : biased;
  });
  const bytes = Buffer.alloc(4 * results.length);
  results.forEach((value, place) => (Number.isNaN(value) ? bytes.writeUInt32LE(0x7fc00000, 4 * place) : bytes.writeFloatLE(value, 4 * place)));
  expect(results.some(Number.isNaN) || results.some((value) => !Number.isFinite(value))).toBe(true);
  expect(fixedBits(program([1, 1], 3), DOMAIN, 1)).toEqual({ inputs: 8192, sha256: createHash("sha256").update(bytes).digest("hex") });
});

describe("two functions have", () => {
  test("the same one where their bits are the same", () => {
    expect(fixedBits(program([3, 5, 2], 1, "size"), [], 25)).toEqual(fixedBits(program([3, 5, 2], 1), [], 25));
  });

  test("another one where they are not", () => {
    expect(fixedBits(program([3, 5, 2], 2), [], 25).sha256).not.toBe(fixedBits(program([3, 5, 2], 1), [], 25).sha256);
  });

  test("fewer inputs where a call costs much", () => {
    expect(fixedBits(program([1, 1], 3), DOMAIN, 4e5).inputs).toBe(2 * 1000);
    expect(fixedBits(program([1, 1], 3), DOMAIN, 4e9).inputs).toBe(2 * 257);
  });
});
