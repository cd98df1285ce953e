// Bands hold what operators give: against the operators' own meaning, distances from the line in exact arithmetic.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formOf, isComparison } from "../../../src/program/domains/affine-algebra.ts";
import { BANDS, between, chosen, heldBand, magnitudeOf, rangeOf, roundedBand, steady, UNKNOWN, type Band } from "../../../src/program/domains/band.ts";
import { difference, exactly, product, sum } from "../../../src/program/domains/rational.ts";
import { OPERATOR_NAMES, OPERATORS, type OperatorName } from "../../../src/program/operators.ts";
import { isFloat, SCALARS, type FloatScalar } from "../../../src/program/scalar.ts";

/** A number, and a band that holds it at t. */
interface Held {
  readonly value: number;
  readonly band: Band;
}

/** Numbers of any size, and of like sizes, whose sums cancel. */
function held(scalar: FloatScalar, t: number): fc.Arbitrary<Held> {
  const size = fc.oneof(fc.double({ min: -4, max: 4, noNaN: true }), fc.tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.integer({ min: -140, max: 60 })).map(([m, e]) => m * 2 ** e));
  const kind = fc.constantFrom("steady", "line", "band");
  return fc.tuple(size, fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: 0, max: 0.5, noNaN: true }), kind).map(([number, share, width, how]) => {
    const value = scalar === "f32" ? Math.fround(number) : number;
    if (how === "steady") return { value, band: steady(value) };
    const rise = value * share;
    const centre = value - rise * t + (how === "band" ? value * width * share : 0);
    const radius = distance({ centre, rise, radius: 0 }, t, value) * (1 + 2 ** -30);
    return { value, band: { centre, rise, radius } };
  });
}

/** |value − (centre + rise·t)|, exactly and rounded once. */
function distance({ centre, rise }: Band, t: number, value: number): number {
  return Math.abs(difference(exactly(value), sum(exactly(centre), product(exactly(rise), exactly(t)))).value);
}

function result(operator: OperatorName, scalar: FloatScalar, values: readonly number[]): number {
  const to = { data: SCALARS[scalar].newValues(1), offset: 0, count: 1 };
  OPERATORS[operator].lanes(values.map((value) => ({ data: SCALARS[scalar].newValues(1).fill(value), offset: 0, step: 1 })), to);
  return to.data[0];
}

function expectHeld(band: Band, t: number, value: number): void {
  if (band.radius === Infinity) return;
  expect(distance(band, t, value)).toBeLessThanOrEqual(band.radius);
  const { low, high } = rangeOf(band);
  expect(value).toBeGreaterThanOrEqual(low);
  expect(value).toBeLessThanOrEqual(high);
  expect(Math.abs(value)).toBeLessThanOrEqual(magnitudeOf(band));
}

const T = fc.double({ min: -1, max: 1, noNaN: true });
const COMPARISONS = ["less", "lessOrEqual", "equal"] as const;
const OF_NUMBERS = OPERATOR_NAMES.filter((name) => OPERATORS[name].affine !== undefined && name !== "select" && name !== "not" && !COMPARISONS.some((one) => one === name));

describe("a band holds every result", () => {
  test("of the operators that have one", () => {
    expect(OF_NUMBERS).toEqual(["add", "subtract", "multiply", "multiplyAdd", "divide", "negate", "squareRoot", "abs"]);
  });

  test.each(OF_NUMBERS.flatMap((operator) => (["f32", "f64"] as const).map((scalar) => [operator, scalar] as const)))("%s of %s", (operator, scalar) => {
    let known = 0;
    const operands = T.chain((t) => fc.tuple(fc.constant(t), fc.tuple(...OPERATORS[operator].operands.map(() => held(scalar, t)))));
    fc.assert(
      fc.property(operands, ([t, given]) => {
        const found = OPERATORS[operator].affine?.(given.map(({ band }) => band), BANDS);
        if (found === undefined) return;
        const band = formOf(found.value);
        const rounded = found.isExact === true ? heldBand(band, scalar) : roundedBand(band, scalar);
        known += Number(rounded.radius < Infinity);
        expectHeld(rounded, t, result(operator, scalar, given.map(({ value }) => value)));
      }),
      { numRuns: 1000 },
    );
    expect(known).toBeGreaterThan(20);
  });

  test("of a selection, whatever the comparison comes to", () => {
    const operands = T.chain((t) => fc.tuple(fc.constant(t), fc.tuple(held("f32", t), held("f32", t), held("f32", t), held("f32", t)), fc.constantFrom(...COMPARISONS), fc.boolean()));
    fc.assert(
      fc.property(operands, ([t, [left, right, yes, no], comparison, isNegated]) => {
        const compared = OPERATORS[comparison].affine?.([left.band, right.band], BANDS)?.value;
        if (compared === undefined) throw new Error("no comparison");
        const condition = isNegated ? OPERATORS.not.affine?.([compared], BANDS)?.value : compared;
        if (condition === undefined || !isComparison(condition)) throw new Error("no comparison");
        const holds = (result(comparison, "f64", [left.value, right.value]) === 1) !== isNegated;
        expectHeld(chosen(condition, yes.band, no.band), t, holds ? yes.value : no.value);
      }),
      { numRuns: 2000 },
    );
  });

  test("of numbers between two", () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true }), fc.float({ noNaN: true }), T, (one, other, t) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        const band = between(low, high);
        if (!Number.isFinite(low) || !Number.isFinite(high)) expect(band).toBe(UNKNOWN);
        else for (const value of [low, high, low / 2 + high / 2]) expectHeld(band, t, value);
      }),
    );
  });
});

describe("bands are no wider than they have to be", () => {
  test("a sum of float32 numbers is off by half a unit in the last place", () => {
    const found = roundedBand(formOf(OPERATORS.add.affine?.([steady(1), { centre: 0.5, rise: 0.25, radius: 0 }], BANDS)?.value ?? UNKNOWN), "f32");
    expect(found.radius).toBeGreaterThanOrEqual(2 ** -24);
    expect(found.radius).toBeLessThan(2 ** -24 * 1.0000001);
  });

  test("adding 0 and multiplying by a power of two lose nothing", () => {
    const line = { centre: 0.5, rise: 0.25, radius: 0 };
    expect(OPERATORS.add.affine?.([steady(0), line], BANDS)).toEqual({ value: line, isExact: true });
    expect(OPERATORS.multiply.affine?.([steady(4), line], BANDS)?.isExact).toBe(true);
    expect(OPERATORS.multiply.affine?.([steady(0.25), line], BANDS)?.isExact).toBeUndefined();
    expect(OPERATORS.multiply.affine?.([steady(3), line], BANDS)?.isExact).toBeUndefined();
  });

  test("of a selection only where the sign is in doubt", () => {
    // x < 0 ? x / 4 : x on [−1/16, 1]: 0 is at t = −15/17; below it the result is off the line x by 3/4 of 1/16 at the most.
    const x = { centre: 15 / 32, rise: 17 / 32, radius: 0 };
    const found = chosen({ difference: x, holds: (sign) => sign < 0 }, { centre: x.centre / 4, rise: x.rise / 4, radius: 0 }, x);
    expect([found.centre, found.rise]).toEqual([x.centre, x.rise]);
    expect(found.radius).toBeCloseTo(3 / 64, 12);
  });

  test("single numbers are compared as they are, also where they are equal", () => {
    const comparisons = [[1, 1], [1, 2], [2, 1], [2 ** -149, 0]].map(([left, right]) =>
      (["less", "lessOrEqual", "equal"] as const).map((name) => {
        const condition = OPERATORS[name].affine?.([steady(left), steady(right)], BANDS)?.value;
        if (condition === undefined || !isComparison(condition)) throw new Error("no comparison");
        return chosen(condition, steady(1), steady(0));
      }),
    );
    const truths = [[0, 1, 1], [1, 1, 0], [0, 0, 0], [0, 0, 0]];
    expect(comparisons).toEqual(truths.map((row) => row.map(steady)));
  });

  test("what is too large is not known", () => {
    expect(heldBand({ centre: 3e38, rise: 1e38, radius: 0 }, "f32")).toBe(UNKNOWN);
    expect(roundedBand({ centre: 3e38, rise: 1e38, radius: 0 }, "f32").radius).toBe(Infinity);
    expect(isFloat("f32") && heldBand({ centre: 3e38, rise: 0, radius: 0 }, "f32").radius).toBe(0);
  });
});
