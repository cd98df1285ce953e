// Bands of many intervals side by side are those of each alone, to the last bit.

import { describe, expect, test } from "vitest";
import { bandsSideBySide } from "../../src/analysis/band-lanes.ts";
import { runOfForms } from "../../src/analysis/form-run.ts";
import { SMOOTH_FUNCTIONS } from "../../src/certify/smooth-functions.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import type { Bounds } from "../../src/program/domains/affine-algebra.ts";
import { BANDS, roundedBand, type Band } from "../../src/program/domains/band.ts";
import { load, multiply, select, less, lessOrEqual, constant, constantIndex } from "../../src/program/expression.ts";
import type { Expression, Program } from "../../src/program/program.ts";
import { denseNetwork } from "../fixtures.ts";

const CUTS = [-3e38, -7.5, -1, -1e-20, 0, 1e-40, 0.125, 0.126, 2, 1e30, 3e38].map(Math.fround);
const INTERVALS: readonly Bounds[] = CUTS.slice(1).map((high, place) => ({ low: CUTS[place], high }));

function bandOver({ low, high }: Bounds): Band {
  return roundedBand({ centre: low / 2 + high / 2, rise: high / 2 - low / 2, radius: 0 }, "f64");
}

/** What becomes of the input x, and of nothing else. */
function programOf(result: (x: Expression) => Expression): Program {
  const buffers = [{ role: "input", name: "x", scalar: "f32", size: 1 }, { role: "output", name: "y", scalar: "f32", size: 1 }] as const;
  return { buffers, locals: [], body: [{ kind: "return", value: result(load(0, constantIndex(0))) }] };
}

const ZERO = constant(0);

describe("as one after the other", () => {
  test.each([
    ["sums and leaky rectifiers", lower(denseNetwork([1, 7, 5, 2], 3))],
    ["products of what goes with the input, and powers of two", programOf((x) => multiply(multiply(x, constant(4)), multiply(constant(Math.fround(-0.3)), x)))],
    ["what is 0 on one side", programOf((x) => multiply(select(less(x, ZERO), ZERO, x), constant(Math.fround(1.3))))],
  ])("%s", (_, program) => {
    const run = runOfForms(BANDS, program, SMOOTH_FUNCTIONS, "float32");
    const alone = INTERVALS.map(({ low, high }) => run([{ form: bandOver({ low, high }), low, high }]));
    expect(bandsSideBySide(program, bandOver)?.(INTERVALS)).toEqual(alone);
    expect(alone.flat().some((band) => band?.radius === Infinity)).toBe(true);
  });
});

test("no bands of no intervals", () => {
  expect(bandsSideBySide(lower(denseNetwork([1, 7, 5, 2], 3)), bandOver)?.([])).toEqual([]);
});

test("programs of which more is known than bands tell are not followed", () => {
  const both = programOf((x) => select(lessOrEqual(x, ZERO), ZERO, select(less(ZERO, x), x, constant(1))));
  expect(bandsSideBySide(both, bandOver)).toBeUndefined();
});
