// Taylor models hold what operators give, against the operators' own meaning, distances from the polynomial in exact arithmetic; and a polynomial's
// range holds its values, and no more at its corners.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formOf } from "../../../src/program/domains/affine-algebra.ts";
import { difference, exactly, product, sum, type Rational } from "../../../src/program/domains/rational.ts";
import { Monomials, orderFor } from "../../../src/program/domains/taylor-form/monomials.ts";
import { rangeOfPolynomial } from "../../../src/program/domains/taylor-form/polynomial-range.ts";
import { isKnownTaylor, radiusOf, steadyTaylor, taylorWith, type TaylorForm } from "../../../src/program/domains/taylor-form/taylor-form.ts";
import { TaylorForms } from "../../../src/program/domains/taylor-form/taylor-forms.ts";
import { AffineForms } from "../../../src/program/domains/affine-form/affine-forms.ts";
import { OPERATOR_NAMES, OPERATORS, type OperatorName } from "../../../src/program/operators.ts";
import { SCALARS, type FloatScalar } from "../../../src/program/scalar.ts";

interface Held {
  readonly value: number;
  readonly form: TaylorForm;
}

const [VARIABLES, ORDER] = [2, 3];
const FORMS = new TaylorForms(VARIABLES, ORDER);
const { monomials: MONOMIALS } = FORMS;
const T = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: VARIABLES, maxLength: VARIABLES });

function exactValue(coefficients: Float64Array, t: readonly number[], monomials = MONOMIALS): Rational {
  return Array.from(coefficients, (coefficient, place) => {
    let term = exactly(coefficient);
    monomials.exponents[place].forEach((exponent, variable) => {
      for (let factor = 0; factor < exponent; factor++) term = product(term, exactly(t[variable]));
    });
    return term;
  }).reduce(sum);
}

function distance(coefficients: Float64Array, t: readonly number[], value: number): number {
  return Math.abs(difference(exactly(value), exactValue(coefficients, t)).value);
}

/** Numbers of any size, and of like sizes, whose sums cancel; of the polynomial around them any share. */
function held(scalar: FloatScalar, t: readonly number[]): fc.Arbitrary<Held> {
  const size = fc.oneof(
    fc.double({ min: -4, max: 4, noNaN: true }),
    fc.tuple(fc.double({ min: -2, max: 2, noNaN: true }), fc.integer({ min: -140, max: 60 })).map(([mantissa, exponent]) => mantissa * 2 ** exponent),
  );
  const shares = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { maxLength: MONOMIALS.size - 1 });
  return fc.tuple(size, shares, fc.constantFrom("steady", "polynomial", "beside", "lost")).map(([number, given, kind]) => {
    const value = scalar === "f32" ? Math.fround(number) : number;
    if (kind === "steady") return { value, form: steadyTaylor(value) };
    const whole = MONOMIALS.upTo.find((count) => count > given.length) ?? MONOMIALS.size;
    const coefficients = new Float64Array(whole);
    given.forEach((share, place) => (coefficients[place + 1] = value * share));
    coefficients[0] = -exactValue(coefficients, t).value + value * (kind === "polynomial" ? 1 : 1.25);
    const off = distance(coefficients, t, value) * (1 + 2 ** -30);
    const parts = { coefficients, aside: kind === "beside" ? off : 0, lost: kind === "beside" ? 0 : off, low: -Infinity, high: Infinity };
    return { value, form: taylorWith(MONOMIALS, parts, 0) };
  });
}

function expectHeld(form: TaylorForm, t: readonly number[], value: number): void {
  if (!isKnownTaylor(form)) return;
  expect(distance(form.coefficients, t, value)).toBeLessThanOrEqual(radiusOf(form) * (1 + 2 ** -50));
  expect(value).toBeGreaterThanOrEqual(form.low);
  expect(value).toBeLessThanOrEqual(form.high);
  expect(form.coefficients.reduce((total, one) => total + Math.abs(one), 0)).toBeLessThanOrEqual(form.size * (1 + 2 ** -50));
}

function result(operator: OperatorName, scalar: FloatScalar, values: readonly number[]): number {
  const to = { data: SCALARS[scalar].newValues(1), offset: 0, count: 1 };
  OPERATORS[operator].lanes(values.map((value) => ({ data: SCALARS[scalar].newValues(1).fill(value), offset: 0, step: 1 })), to);
  return to.data[0];
}

const OF_CHOICE: readonly OperatorName[] = ["select", "not", "less", "lessOrEqual", "equal"];
const OF_NUMBERS = OPERATOR_NAMES.filter((name) => OPERATORS[name].affine !== undefined && !OF_CHOICE.includes(name));

describe("a Taylor model holds every result", () => {
  test.each(OF_NUMBERS.flatMap((operator) => (["f32", "f64"] as const).map((scalar) => [operator, scalar] as const)))("%s of %s", (operator, scalar) => {
    let known = 0;
    const operands = T.chain((t) => fc.tuple(fc.constant(t), fc.tuple(...OPERATORS[operator].operands.map(() => held(scalar, t)))));
    fc.assert(
      fc.property(operands, ([t, given]) => {
        const found = OPERATORS[operator].affine?.(given.map(({ form }) => form), FORMS);
        if (found === undefined) return;
        const form = formOf(found.value);
        const rounded = found.isExact === true ? FORMS.held(form, scalar) : FORMS.rounded(form, scalar);
        known += Number(isKnownTaylor(rounded));
        expectHeld(rounded, t, result(operator, scalar, given.map(({ value }) => value)));
      }),
      { numRuns: 200 },
    );
    expect(known).toBeGreaterThan(10);
  });

  test("of a selection, whatever the comparison comes to", () => {
    const numbers = T.chain((t) => fc.tuple(fc.constant(t), fc.tuple(held("f32", t), held("f32", t), held("f32", t), held("f32", t))));
    fc.assert(
      fc.property(numbers, ([t, [left, right, yes, no]]) => {
        const comparison = { difference: FORMS.differenceToCompare(left.form, right.form), holds: (sign: number) => sign < 0 };
        expectHeld(FORMS.chosen(comparison, yes.form, no.form), t, (left.value < right.value ? yes : no).value);
      }),
      { numRuns: 300 },
    );
  });
});

test("an affine form over the same box says the same", () => {
  const box = [{ low: -1, high: 3 }, { low: 2, high: 2.5 }];
  const forms = new AffineForms(2, 4);
  const [x, y] = forms.inputsOver(box);
  const { coefficients, aside, low, high } = FORMS.fromAffine(forms.productOf(x, y));
  // (1 + 2t)(2.25 + t'/4) is 2.25 + 4.5·t + t'/4, and t·t'/2 beside it.
  expect([...coefficients]).toEqual([2.25, 4.5, 0.25].map((one): unknown => expect.closeTo(one, 12)));
  expect([aside, low, high]).toEqual([0.5, -2.5, 7.5].map((one): unknown => expect.closeTo(one, 9)));
});

describe("the range of a polynomial", () => {
  test.each([[1, 5], [2, 8], [3, 5], [7, 2]])("of %d variables, of degree %d, holds its values", (variables, order) => {
    const monomials = new Monomials(variables, order);
    const coefficients = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: monomials.size, maxLength: monomials.size });
    const points = fc.array(fc.oneof(fc.constantFrom(-1, 0, 1), fc.double({ min: -1, max: 1, noNaN: true })), { minLength: variables, maxLength: variables });
    fc.assert(
      fc.property(coefficients, points, (given, t) => {
        const polynomial = Float64Array.from(given);
        const { low, high } = rangeOfPolynomial(monomials, polynomial, given.reduce((total, one) => total + Math.abs(one), 0));
        const exact = exactValue(polynomial, t, monomials);
        expect(difference(exact, exactly(low)).value).toBeGreaterThanOrEqual(0);
        expect(difference(exactly(high), exact).value).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 40 },
    );
  });

  test("is that of its corners where it goes one way, and names them", () => {
    const monomials = new Monomials(2, 3);
    const polynomial = new Float64Array(monomials.size);
    // 2 + 3x − y + x³/2: from −2.5 at (−1, 1) to 6.5 at (1, −1).
    const terms: readonly (readonly [string, number])[] = [["0,0", 2], ["1,0", 3], ["0,1", -1], ["3,0", 0.5]];
    for (const [exponents, coefficient] of terms) polynomial[monomials.exponents.findIndex((one) => one.join() === exponents)] = coefficient;
    const { low, high, lowest, highest } = rangeOfPolynomial(monomials, polynomial, 6.5);
    expect([low, high]).toEqual([-2.5, 6.5].map((one): unknown => expect.closeTo(one, 12)));
    expect([[...lowest], [...highest]]).toEqual([[-1, 1], [1, -1]]);
  });
});

test("the order is the highest of which there are not too many monomials", () => {
  expect([1, 2, 3, 4, 5, 6, 20, 784].map((variables) => [orderFor(variables), new Monomials(variables, orderFor(variables)).size])).toEqual([
    [8, 9], [8, 45], [7, 120], [5, 126], [4, 126], [3, 84], [2, 231], [1, 785],
  ]);
});

test("a variable that adds more to a degree stands in fewer monomials", () => {
  const { exponents, itself, degreeOf, products, size } = new Monomials(2, 6, [1, 3]);
  expect([...exponents].map((one) => one.join())).toEqual(["0,0", "1,0", "2,0", "3,0", "0,1", "4,0", "1,1", "5,0", "2,1", "6,0", "3,1", "0,2"]);
  expect([itself, [...degreeOf]]).toEqual([[1, 4], [0, 1, 2, 3, 3, 4, 4, 5, 5, 6, 6, 6]]);
  // t·s² is beyond the order, and s·s is not.
  expect([products[4 * size + 4], products[4 * size + 6]]).toEqual([11, 0]);
});

test("what a number is off by is the same wherever it is read", () => {
  const forms = new TaylorForms(1, 6, 1);
  const [x] = forms.inputsOver([{ low: 1, high: 2 }]);
  const near = forms.beside(x, 0.25);
  const apart = forms.sumOf(near, forms.negativeOf(x));
  const nothing = forms.rangeOf(forms.sumOf(near, forms.negativeOf(near)));
  expect(nothing.low).toBeCloseTo(0, 12);
  expect(nothing.high).toBeCloseTo(0, 12);
  // (x + s)² − x² − 2xs is s².
  const square = forms.sumOf(forms.productOf(near, near), forms.negativeOf(forms.productOf(x, x)));
  const rest = forms.rangeOf(forms.sumOf(square, forms.productOf(forms.steady(-2), forms.productOf(x, apart))));
  expect(rest.low).toBeCloseTo(0, 12);
  expect(rest.high).toBeCloseTo(0.0625, 12);
  expect(() => forms.beside(x, 0.25)).toThrow(new RangeError("no variable is left"));
});
