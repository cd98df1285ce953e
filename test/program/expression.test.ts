// Indices: their normal form and the row-major address; and how arguments and results are passed.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as e from "../../src/program/expression.ts";
import type { Buffer, Index } from "../../src/program/program.ts";
import { callingConvention } from "../../src/program/program.ts";

const VARIABLES = 4;
const index: fc.Arbitrary<Index> = fc
  .record({
    constant: fc.integer({ min: -9, max: 9 }),
    factors: fc.array(fc.integer({ min: -5, max: 5 }), { minLength: VARIABLES, maxLength: VARIABLES }),
  })
  .map(({ constant, factors }) => ({
    constant,
    terms: factors.flatMap((factor, variable) => (factor === 0 ? [] : [{ variable, factor }])),
  }));
const counters = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: VARIABLES, maxLength: VARIABLES });

function valueAt({ constant, terms }: Index, values: readonly number[]): number {
  return terms.reduce((sum, { variable, factor }) => sum + factor * values[variable], constant);
}

function expectNormalForm({ terms }: Index): void {
  const variables = terms.map(({ variable }) => variable);
  expect(variables).toEqual([...new Set(variables)].sort((a, b) => a - b));
  expect(terms.filter(({ factor }) => factor === 0)).toEqual([]);
}

describe("addIndex", () => {
  test("is left + factor·right in normal form", () => {
    fc.assert(
      fc.property(index, index, fc.integer({ min: -3, max: 3 }), counters, (left, right, factor, values) => {
        const sum = e.addIndex(left, right, factor);
        expect(valueAt(sum, values)).toBe(valueAt(left, values) + factor * valueAt(right, values));
        expectNormalForm(sum);
      }),
    );
  });

  test("adds once where no factor is given, and drops what cancels", () => {
    expect(e.addIndex(e.variableIndex(3), e.variableIndex(1))).toEqual({
      constant: 0,
      terms: [
        { variable: 1, factor: 1 },
        { variable: 3, factor: 1 },
      ],
    });
    expect(e.addIndex(e.variableIndex(3), e.variableIndex(3), -1)).toEqual(e.constantIndex(0));
    expect(e.addIndex(e.constantIndex(2), e.constantIndex(5), 3)).toEqual(e.constantIndex(17));
  });
});

describe("flatIndex", () => {
  test("is the row-major address of every element", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 4 }), fc.nat(), (shape, seed) => {
        const at = shape.map((extent, axis) => Math.floor(seed / 7 ** axis) % extent);
        const flat = e.flatIndex(shape, shape.map((_, axis) => e.variableIndex(axis)));
        let address = 0;
        shape.forEach((extent, axis) => (address = address * extent + at[axis]));
        expect(valueAt(flat, at)).toBe(address);
        expectNormalForm(flat);
      }),
    );
  });

  test("of a scalar is 0", () => {
    expect(e.flatIndex([], [])).toEqual(e.constantIndex(0));
  });

  test("counts every element once, in order", () => {
    const flat = e.flatIndex([2, 3, 4], [e.variableIndex(0), e.variableIndex(1), e.variableIndex(2)]);
    const addresses = [0, 1].flatMap((i) => [0, 1, 2].flatMap((j) => [0, 1, 2, 3].map((k) => valueAt(flat, [i, j, k]))));
    expect(addresses).toEqual(Array.from({ length: 24 }, (_, address) => address));
  });
});

describe("callingConvention", () => {
  const buffer = (role: "input" | "output" | "scratch", size: number): Buffer => ({ role, name: role, scalar: "f32", size });
  const conventionOf = (...buffers: Buffer[]) => {
    const { inputs, outputs } = callingConvention({ buffers, locals: [], body: [] });
    return [inputs.map(({ passing }) => passing), outputs.map(({ passing }) => passing)];
  };

  test("numbers are passed by value, an only number is returned", () => {
    expect(conventionOf(buffer("input", 1), buffer("scratch", 9), buffer("input", 2), buffer("output", 1))).toEqual([
      ["scalar", "array"],
      ["returned"],
    ]);
  });

  test("several results, or one of several elements, are arrays", () => {
    expect(conventionOf(buffer("output", 1), buffer("output", 1))).toEqual([[], ["array", "array"]]);
    expect(conventionOf(buffer("output", 2))).toEqual([[], ["array"]]);
  });
});
