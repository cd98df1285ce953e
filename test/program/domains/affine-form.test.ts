// Affine forms hold what operators give: against the operators' own meaning, distances from the form in exact arithmetic.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formOf, isComparison } from "../../../src/program/domains/affine-algebra.ts";
import { coefficientOf, isKnownForm, steadyForm, type AffineForm } from "../../../src/program/domains/affine-form/affine-form.ts";
import { AffineForms } from "../../../src/program/domains/affine-form/affine-forms.ts";
import { difference, exactly, product, sum } from "../../../src/program/domains/rational.ts";
import { OPERATOR_NAMES, OPERATORS, type OperatorName } from "../../../src/program/operators.ts";
import { SCALARS, type FloatScalar } from "../../../src/program/scalar.ts";

/** A number, and a form that holds it where the t are some. */
interface Held {
  readonly value: number;
  readonly form: AffineForm;
}

const INPUTS = 3;
const T = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: INPUTS, maxLength: INPUTS });

/** Numbers of any size, and of like sizes, whose sums cancel. */
function held(scalar: FloatScalar, t: readonly number[]): fc.Arbitrary<Held> {
  const size = fc.oneof(
    fc.double({ min: -4, max: 4, noNaN: true }),
    fc.tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.integer({ min: -140, max: 60 })).map(([mantissa, exponent]) => mantissa * 2 ** exponent),
  );
  const shares = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { maxLength: INPUTS });
  const kind = fc.constantFrom("steady", "plane", "around");
  return fc.tuple(size, shares, fc.double({ min: 0, max: 0.5, noNaN: true }), kind).map(([number, given, width, how]) => {
    const value = scalar === "f32" ? Math.fround(number) : number;
    if (how === "steady") return { value, form: steadyForm(value) };
    const base = Float64Array.from(given, (share) => value * share);
    const along = base.reduce((total, one, place) => total + one * t[place], 0);
    const centre = value - along + (how === "around" ? value * width : 0);
    const plane = { ...steadyForm(centre), base };
    const [radius, reach] = [distance(plane, t, value) * (1 + 2 ** -30), base.reduce((total, one) => total + Math.abs(one), 0) * (1 + 2 ** -30)];
    const away = (radius + reach) * (1 + 2 ** -30) + Math.abs(centre) * 2 ** -50;
    return { value, form: { ...plane, reach, radius, low: centre - away, high: centre + away } };
  });
}

/** |value − (centre + Σ coefficient·t)|, exactly and rounded once, of those t that are given. */
function distance(form: AffineForm, t: readonly number[], value: number): number {
  const { base, factor, centre } = form;
  const along = t.slice(0, base.length).map((one, place) => product(product(exactly(factor), exactly(base[place])), exactly(one)));
  return Math.abs(difference(exactly(value), along.reduce(sum, exactly(centre))).value);
}

function expectHeld(form: AffineForm, t: readonly number[], value: number): void {
  if (!isKnownForm(form)) return;
  let others = 0;
  for (let place = INPUTS; place < form.base.length; place++) others += Math.abs(coefficientOf(form, place));
  expect(distance(form, t, value)).toBeLessThanOrEqual((others + form.radius) * (1 + 2 ** -50));
  expect(value).toBeGreaterThanOrEqual(form.low);
  expect(value).toBeLessThanOrEqual(form.high);
  expect(form.base.reduce((total, _, place) => total + Math.abs(coefficientOf(form, place)), 0)).toBeLessThanOrEqual(form.reach * (1 + 2 ** -30));
}

function result(operator: OperatorName, scalar: FloatScalar, values: readonly number[]): number {
  const to = { data: SCALARS[scalar].newValues(1), offset: 0, count: 1 };
  OPERATORS[operator].lanes(values.map((value) => ({ data: SCALARS[scalar].newValues(1).fill(value), offset: 0, step: 1 })), to);
  return to.data[0];
}

const COMPARISONS = ["less", "lessOrEqual", "equal"] as const;
const OF_NUMBERS = OPERATOR_NAMES.filter((name) => OPERATORS[name].affine !== undefined && name !== "select" && name !== "not" && !COMPARISONS.some((one) => one === name));

describe("an affine form holds every result", () => {
  test.each(OF_NUMBERS.flatMap((operator) => (["f32", "f64"] as const).flatMap((scalar) => [0, 9].map((most) => [operator, scalar, most] as const))))(
    "%s of %s, with %d t of its own",
    (operator, scalar, most) => {
      let known = 0;
      const operands = T.chain((t) => fc.tuple(fc.constant(t), fc.tuple(...OPERATORS[operator].operands.map(() => held(scalar, t)))));
      fc.assert(
        fc.property(operands, ([t, given]) => {
          const forms = new AffineForms(INPUTS, most);
          const found = OPERATORS[operator].affine?.(given.map(({ form }) => form), forms);
          if (found === undefined) return;
          const form = formOf(found.value);
          const rounded = found.isExact === true ? forms.held(form, scalar) : forms.rounded(form, scalar);
          known += Number(isKnownForm(rounded));
          expectHeld(rounded, t, result(operator, scalar, given.map(({ value }) => value)));
        }),
        { numRuns: 500 },
      );
      expect(known).toBeGreaterThan(20);
    },
  );

  test("of a selection, whatever the comparison comes to: of any numbers, and of multiples of the one that is compared", () => {
    const numbers = T.chain((t) => fc.tuple(fc.constant(t), fc.tuple(held("f32", t), held("f32", t), held("f32", t), held("f32", t))));
    const kinds = fc.tuple(fc.constantFrom(...COMPARISONS), fc.boolean(), fc.constantFrom("any", "rectified", "leaky", "larger", "magnitude"));
    fc.assert(
      fc.property(numbers, kinds, ([t, [left, right, yes, no]], [comparison, isNegated, kind]) => {
        const forms = new AffineForms(INPUTS, 9);
        const zero: Held = { value: 0, form: steadyForm(0) };
        const multiple: Held = { value: Math.fround(left.value * yes.value), form: forms.rounded(forms.productOf(left.form, steadyForm(yes.value)), "f32") };
        const negative: Held = { value: -left.value, form: forms.negativeOf(left.form) };
        const choices: Readonly<Record<typeof kind, readonly [Held, Held, Held]>> = {
          any: [right, yes, no], rectified: [zero, zero, left], leaky: [zero, multiple, left], larger: [right, right, left], magnitude: [zero, negative, left],
        };
        const [other, whenTrue, whenFalse] = choices[kind];
        const compared = OPERATORS[comparison].affine?.([left.form, other.form], forms)?.value;
        const condition = compared !== undefined && isNegated ? OPERATORS.not.affine?.([compared], forms)?.value : compared;
        if (condition === undefined || !isComparison(condition)) throw new Error("no comparison");
        const holds = (result(comparison, "f64", [left.value, other.value]) === 1) !== isNegated;
        expectHeld(forms.chosen(condition, whenTrue.form, whenFalse.form), t, (holds ? whenTrue : whenFalse).value);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("affine forms are no wider than they have to be", () => {
  const forms = new AffineForms(2, 9);
  const [x, y] = forms.inputsOver([{ low: -1, high: 1 }, { low: 0, high: 2 }]);

  test("what is subtracted from itself is 0, and inputs go their own ways", () => {
    expect(Math.abs(forms.rangeOf(forms.sumOf(x, forms.negativeOf(x))).high)).toBeLessThan(1e-12);
    expect(forms.sumOf(x, y).high).toBeCloseTo(3, 12);
  });

  test("a rectifier has the chord, and is the same number wherever it stands", () => {
    const rectified = forms.chosen({ difference: x, holds: (sign) => sign < 0 }, steadyForm(0), x);
    expect([rectified.centre, coefficientOf(rectified, 0), coefficientOf(rectified, 2)]).toEqual([0.25, 0.5, expect.closeTo(0.25, 9)]);
    expect([rectified.low, rectified.high]).toEqual([expect.closeTo(0, 12), expect.closeTo(1, 12)]);
    expect(forms.sumOf(rectified, forms.negativeOf(rectified)).high).toBeLessThan(1e-12);
  });

  test("the larger of two goes with both", () => {
    const larger = forms.chosen({ difference: forms.sumOf(x, forms.negativeOf(y)), holds: (sign) => sign > 0 }, x, y);
    // y + max(x − y, 0), of x − y from −3 to 1: the chord rises by a quarter.
    expect([coefficientOf(larger, 0), coefficientOf(larger, 1)]).toEqual([expect.closeTo(0.25, 9), expect.closeTo(0.75, 9)]);
  });

  test("a square is never below 0", () => {
    expect(forms.productOf(x, x).low).toBeGreaterThan(-1e-11);
    expect(forms.productOf(x, x).high).toBeLessThan(1 + 1e-11);
  });
});
