// The operators' rules on piecewise linear functions against evaluating them, exactly, at places between the breaks.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { add, areEqual, dyadicOf, multiply, negate, signOf, type Dyadic } from "../../../src/program/domains/dyadic.ts";
import {
  constantFunction,
  functionOf,
  isComparison,
  type LinearRefusal,
  type LinearValue,
  type OpenInterval,
  type PiecewiseLinear,
} from "../../../src/program/domains/piecewise-linear.ts";
import { compare, quotient } from "../../../src/program/domains/rational.ts";
import { OPERATOR_NAMES, OPERATORS, type OperatorName } from "../../../src/program/operators.ts";

const ONE = dyadicOf(1);
const rationalOf = (value: Dyadic) => quotient(value, ONE);
const INTERVAL: OpenInterval = { low: rationalOf(dyadicOf(-8)), high: rationalOf(dyadicOf(8)) };
/** Between all breaks, which are multiples of 1/4; none is 0. */
const PLACES = Array.from({ length: 127 }, (_, i) => dyadicOf(-7.9375 + i / 8));

const coefficient = fc.integer({ min: -12, max: 12 }).map((value) => dyadicOf(value / 4));
const piecewise: fc.Arbitrary<PiecewiseLinear> = fc
  .uniqueArray(fc.integer({ min: -31, max: 31 }), { maxLength: 4 })
  .chain((breaks) =>
    fc.array(fc.record({ slope: coefficient, intercept: coefficient }), { minLength: breaks.length + 1, maxLength: breaks.length + 1 }).map((pieces) => ({
      breaks: breaks.sort((a, b) => a - b).map((value) => rationalOf(dyadicOf(value / 4))),
      pieces,
    })),
  );

function valueAt({ breaks, pieces }: PiecewiseLinear, place: Dyadic): Dyadic {
  const piece = breaks.filter((end) => compare(end, rationalOf(place)) < 0).length;
  const { slope, intercept } = pieces[piece];
  return add(multiply(slope, place), intercept);
}

function accepted(operator: OperatorName, operands: readonly LinearValue[]): LinearValue {
  const result: LinearValue | LinearRefusal | undefined = OPERATORS[operator].linear?.(operands, INTERVAL);
  if (result === undefined || typeof result === "string") throw new Error(`${operator}: ${result ?? "no rule"}`);
  return result;
}

function expectValues(result: LinearValue, valueOf: (place: Dyadic) => Dyadic): void {
  const wrong = PLACES.filter((place) => !areEqual(valueAt(functionOf(result), place), valueOf(place)));
  expect(wrong).toEqual([]);
}

function expectAscending({ breaks, pieces }: PiecewiseLinear): void {
  expect(pieces.length).toBe(breaks.length + 1);
  breaks.slice(1).forEach((end, place) => expect(compare(breaks[place], end)).toBeLessThan(0));
}

describe("rules", () => {
  test("are there for what keeps functions piecewise linear", () => {
    expect(OPERATOR_NAMES.filter((name) => OPERATORS[name].linear !== undefined).toSorted()).toEqual([
      "abs", "add", "divide", "equal", "less", "lessOrEqual", "multiply", "multiplyAdd", "negate", "not", "select", "subtract",
    ]);
  });

  test("sums, differences and negatives", () => {
    fc.assert(
      fc.property(piecewise, piecewise, (left, right) => {
        expectValues(accepted("add", [left, right]), (x) => add(valueAt(left, x), valueAt(right, x)));
        expectValues(accepted("subtract", [left, right]), (x) => add(valueAt(left, x), negate(valueAt(right, x))));
        expectValues(accepted("negate", [left]), (x) => negate(valueAt(left, x)));
        expectAscending(functionOf(accepted("add", [left, right])));
      }),
    );
  });

  test("products with a constant on either side, quotients by a power of two", () => {
    fc.assert(
      fc.property(piecewise, coefficient, fc.integer({ min: -5, max: 5 }), fc.constantFrom(1, -1), (left, factor, exponent, sign) => {
        const constant = constantFunction(factor);
        const product = (x: Dyadic): Dyadic => multiply(valueAt(left, x), factor);
        expectValues(accepted("multiply", [left, constant]), product);
        expectValues(accepted("multiply", [constant, left]), product);
        const withSum = (x: Dyadic): Dyadic => add(product(x), valueAt(left, x));
        expectValues(accepted("multiplyAdd", [left, constant, left]), withSum);
        expectValues(accepted("multiplyAdd", [constant, left, left]), withSum);
        const inverse = dyadicOf(sign * 2 ** -exponent);
        const divided = accepted("divide", [left, constantFunction(dyadicOf(sign * 2 ** exponent))]);
        expectValues(divided, (x) => multiply(valueAt(left, x), inverse));
      }),
    );
  });

  test("selections by every comparison", () => {
    const HOLDS = { less: (sign: number) => sign < 0, lessOrEqual: (sign: number) => sign <= 0, equal: (sign: number) => sign === 0 };
    fc.assert(
      fc.property(piecewise, piecewise, piecewise, piecewise, (left, right, whenTrue, whenFalse) => {
        for (const operator of ["less", "lessOrEqual", "equal"] as const) {
          const condition = accepted(operator, [left, right]);
          expect(isComparison(condition)).toBe(true);
          const result = accepted("select", [condition, whenTrue, whenFalse]);
          expectAscending(functionOf(result));
          // Where the sign changes the value is not said, and a place may be just there.
          const changes = (x: Dyadic): boolean => signOf(difference(x)) === 0 && !isFlatAt(x);
          const difference = (x: Dyadic): Dyadic => add(valueAt(left, x), negate(valueAt(right, x)));
          const isFlatAt = (x: Dyadic): boolean => signOf(difference(add(x, dyadicOf(2 ** -20)))) === 0;
          const chosen = (x: Dyadic): Dyadic => valueAt(HOLDS[operator](signOf(difference(x))) ? whenTrue : whenFalse, x);
          const wrong = PLACES.filter((x) => !changes(x) && !areEqual(valueAt(functionOf(result), x), chosen(x)));
          expect(wrong).toEqual([]);
        }
      }),
    );
  });

  test("say why there is no result", () => {
    const x: PiecewiseLinear = { breaks: [], pieces: [{ slope: ONE, intercept: dyadicOf(0) }] };
    const three = constantFunction(dyadicOf(3));
    expect(OPERATORS.multiply.linear?.([x, x], INTERVAL)).toBe("not linear");
    expect(OPERATORS.divide.linear?.([three, x], INTERVAL)).toBe("not linear");
    expect(OPERATORS.divide.linear?.([x, three], INTERVAL)).toBe("not dyadic");
    expect(() => OPERATORS.select.linear?.([x, x, x], INTERVAL)).toThrow("a number stands in the place of a condition");
    const comparison = accepted("less", [x, three]);
    expect(() => OPERATORS.add.linear?.([comparison, x], INTERVAL)).toThrow("a comparison stands in the place of a number");
  });
});
