// Bounds of affine forms where lines tell little: of products whose inputs reach beyond their middles, and of what is taken at one number alone.

import { expect, test } from "vitest";
import { steadyForm } from "../../../src/program/domains/affine-form/affine-form.ts";
import { AffineForms } from "../../../src/program/domains/affine-form/affine-forms.ts";

const FORMS = new AffineForms(2, 8);

test("a product reaches as far as the corners of its factors", () => {
  const [x, y] = FORMS.inputsOver([{ low: -9, high: 6 }, { low: 0.25, high: 1 }]);
  const { low, high } = FORMS.productOf(x, y);
  expect([low <= -9, low > -9.001, high >= 6, high < 6.001]).toEqual([true, true, true, true]);
});

test("what is taken where two numbers are equal is held beside what is taken elsewhere", () => {
  const [x] = FORMS.inputsOver([{ low: -1, high: 1 }, { low: 0, high: 0 }]);
  const isZero = { difference: x, holds: (sign: number) => sign === 0 };
  expect(FORMS.chosen(isZero, steadyForm(5), x).high).toBeGreaterThanOrEqual(5);
  const isNot = { difference: x, holds: (sign: number) => sign !== 0 };
  expect(FORMS.chosen(isNot, x, steadyForm(5)).high).toBeGreaterThanOrEqual(5);
});
