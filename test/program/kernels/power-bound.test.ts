// What is proved of powers at all pairs: that it is what certificates take at the most, that the models it is made of hold every result, and that they
// refuse what they do not know. Exact values are those of 40 digits.

import { all, create, type BigNumber } from "mathjs";
import { describe, expect, test } from "vitest";
import { powerBound } from "../../../bench/kernels/power/power-bound.ts";
import { RoundedForms } from "../../../bench/kernels/power/rounded-forms.ts";
import { POWER } from "../../../src/certify/power.ts";
import { exponentOf } from "../../../src/numeric/power-of-two.ts";
import { RandomGenerator } from "../../../src/numeric/random.ts";
import { TaylorForms } from "../../../src/program/domains/taylor-form/taylor-forms.ts";
import { add, divide, local } from "../../../src/program/expression.ts";
import type { Kernel } from "../../../src/program/kernel.ts";
import { pow } from "../../../src/program/kernels/pow.ts";
import { binaryLogarithm, powerOfFraction } from "../../../src/program/kernels/parts/binary-power.ts";
import { orderedSum } from "../../../src/program/kernels/parts/pairs.ts";
import { evaluateKernel } from "./evaluate-kernel.ts";

const math = create(all, { number: "BigNumber", precision: 40 });
const random = new RandomGenerator(13);

/** The logarithm that powers are made of is off by less, in parts of itself: at every float32 above 0 (`npm run test:kernels -- pow`). */
const LOGARITHM = 2.06e-10;

function between(low: number, high: number): number {
  return Math.fround(random.uniformIn(low, high));
}

/** All digits of a float32, where mathjs would take the shortest decimal that names it. */
function exactly(value: number): BigNumber {
  const exponent = Math.max(-126, exponentOf(Math.abs(value))) - 23;
  return math.bignumber(value / 2 ** exponent).times(math.bignumber(2).pow(exponent));
}

/** A part of a kernel as a kernel, so that it can be evaluated. */
function partOf(body: Kernel["body"], operands: readonly string[]): Kernel {
  return { name: "pow", operands, does: "", body, float64: () => NaN };
}

test("no power is off by more than certificates take", () => {
  const { product, normal, subnormal } = powerBound(LOGARITHM);
  expect(product).toBeLessThan(2 ** -33);
  expect(normal).toBeLessThan(POWER.unitsOff);
  expect(subnormal).toBeLessThan(POWER.unitsOff);
  // Roundings of the last sum are half a unit, and of subnormal results a quarter more.
  expect(powerBound(0).normal).toBeGreaterThan(0.5 + product * 128 * 2 ** 23);
  expect(powerBound(0).subnormal).toBeGreaterThan(0.75);
});

test("powers are within what is proved of 40 digits", () => {
  const { normal, subnormal } = powerBound(LOGARITHM);
  const bases = Array.from({ length: 60 }, () => Math.fround(2 ** between(-20, 20)));
  const exponents = bases.map((x) => Math.fround(between(-149, 127) / Math.log2(x)));
  evaluateKernel(pow, [bases, exponents]).forEach((result, place) => {
    const exact = exactly(bases[place]).pow(exactly(exponents[place]));
    const unit = 2 ** (Math.max(-126, Math.floor(Math.log2(exact.toNumber()))) - 23);
    expect(exact.minus(result).abs().div(unit).toNumber()).toBeLessThan(exact.toNumber() < 2 ** -126 ? subnormal : normal);
  });
});

test("their logarithm is as near as that is proved for", () => {
  const values = Array.from({ length: 60 }, (_, place) => Math.fround(place < 30 ? 1 + between(-1, 1) * 2 ** -place : 2 ** between(-140, 127)));
  const [high, low] = (["high", "low"] as const).map((part) => evaluateKernel(partOf(([x]) => binaryLogarithm(x)[part], ["x"]), [values]));
  values.forEach((x, place) => {
    const exact = math.log2(exactly(x));
    expect(exact.minus(high[place]).minus(low[place]).abs().toNumber()).toBeLessThanOrEqual(exact.abs().toNumber() * LOGARITHM);
  });
});

describe("rounded forms", () => {
  test("hold every result of a kernel's part", () => {
    const forms = new TaylorForms(2, 6, 2);
    const [fraction, low] = [local(0), local(1)];
    const body = powerOfFraction(fraction, low);
    const kernel = partOf(([x, y]) => powerOfFraction(x, y), ["fraction", "low"]);
    for (const from of [-0.5, -0.03125, 0, 0.4375]) {
      const box = [{ low: from, high: from + 0.03125 }, { low: -(2 ** -17), high: 2 ** -17 }];
      const given = forms.inputsOver(box);
      const { low: least, high: most } = new RoundedForms(forms, new Map([[fraction, given[0]], [low, given[1]]]), [body]).formOf(body);
      const points = Array.from({ length: 50 }, () => box.map((side) => between(side.low, side.high)));
      for (const result of evaluateKernel(kernel, [points.map(([x]) => x), points.map(([, y]) => y)])) {
        expect(result).toBeGreaterThanOrEqual(least);
        expect(result).toBeLessThanOrEqual(most);
      }
      expect(most - least).toBeLessThan(0.04);
    }
  });

  const [large, small] = [local(0), local(1)];
  const stranger = local(2);
  const wrong = orderedSum(small, large, "sum");
  test.each([
    ["an operation that is none of a kernel's parts", divide(large, small), "nothing is known of divide"],
    ["a rest that may not be exact", wrong.low, "the second of two numbers may be the larger one"],
    ["a number of which nothing is known", add(large, stranger), "nothing is known of local"],
  ] as const)("refuse %s", (_, expression, message) => {
    const forms = new TaylorForms(2, 2, 2);
    const given = forms.inputsOver([{ low: 1, high: 2 }, { low: -0.5, high: 0.5 }]);
    const run = new RoundedForms(forms, new Map([[large, given[0]], [small, given[1]]]), [expression]);
    expect(() => run.formOf(expression)).toThrow(new RangeError(message));
  });
});
