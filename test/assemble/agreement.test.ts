// Assembled Programs against the interpreter, bit for bit, NaN being NaN: every operator and every conversion on telling values
// of every type, and random programs.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assemble } from "../../src/assemble/assembled-program.ts";
import { isCompilable } from "../../src/assemble/compilable.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { ProgramBuilder } from "../../src/program/builder.ts";
import { checkProgram } from "../../src/program/check-program.ts";
import { isConversion } from "../../src/program/convert.ts";
import * as e from "../../src/program/expression.ts";
import { withoutKernels } from "../../src/program/inline-kernels.ts";
import { interpretValues } from "../../src/program/interpret.ts";
import { OPERATOR_NAMES, OPERATORS, type OperatorName } from "../../src/program/operators.ts";
import type { Expression, Program } from "../../src/program/program.ts";
import { callingConvention } from "../../src/program/program.ts";
import { SCALARS, type Scalar, type Values } from "../../src/program/scalar.ts";
import { CONVERSIONS, HELD_SCALARS, randomProgram, randomValues, tellingValues, WITHOUT_LANES } from "./random-program.ts";

/** The program that computes one expression of arguments. */
function programOf(operands: readonly Scalar[], result: Scalar, build: (operands: readonly Expression[]) => Expression): Program {
  const builder = new ProgramBuilder();
  const inputs = operands.map((scalar, position) => builder.buffer({ role: "input", name: `x${position}`, scalar, size: 1 }));
  builder.buffer({ role: "output", name: "y", scalar: result, size: 1 });
  builder.return(build(inputs.map((input) => e.load(input, e.constantIndex(0)))));
  const program = builder.finish();
  checkProgram(program);
  return program;
}

function expectSame(program: Program, inputs: readonly Values[], count: number): void {
  const basic = withoutKernels(program);
  checkProgram(basic);
  expect(isCompilable(basic)).toBe(true);
  expect(assemble(basic)(inputs, count)).toEqual(interpretValues(program, inputs, count));
}

/** All ways to take one value of each list, one after the other: per list, the values taken. */
function combinations(lists: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const [first, ...others] = lists;
  if (first === undefined) return [];
  if (others.length === 0) return [first];
  const rest = combinations(others);
  const length = rest[0].length;
  return [first.flatMap((value) => Array<number>(length).fill(value)), ...rest.map((values) => first.flatMap(() => values))];
}

function typesOf(operator: OperatorName): readonly (readonly Scalar[])[] {
  const all = OPERATORS[operator].operands.reduce<readonly (readonly Scalar[])[]>(
    (sofar) => sofar.flatMap((scalars) => HELD_SCALARS.map((scalar) => [...scalars, scalar])),
    [[]],
  );
  return all.filter((scalars) => OPERATORS[operator].result(scalars) !== undefined);
}

describe("operators", () => {
  test.each(OPERATOR_NAMES.filter((name) => !WITHOUT_LANES.includes(name)))("%s of every type", (operator) => {
    for (const scalars of typesOf(operator)) {
      const result = OPERATORS[operator].result(scalars);
      if (result === undefined) continue;
      const columns = combinations(scalars.map(tellingValues));
      const inputs = columns.map((values, position) => SCALARS[scalars[position]].newValues(values.length).map((_, i) => values[i]));
      expectSame(programOf(scalars, result, (operands) => e.apply(operator, operands)), inputs, columns[0].length);
    }
  });
});

test("whole quotients alone are left to the interpreter", () => {
  expect(WITHOUT_LANES).toEqual(["quotient"]);
  expect(isCompilable(programOf(["i32", "i32"], "i32", (operands) => e.apply("quotient", operands)))).toBe(false);
});

describe("conversions", () => {
  const pairs = HELD_SCALARS.flatMap((from) => HELD_SCALARS.map((to) => [from, to] as const));
  test.each(CONVERSIONS)("%s between all types that have it", (how) => {
    const existing = pairs.filter(([from, to]) => isConversion(from, to, how));
    expect(existing.length).toBeGreaterThan(4);
    for (const [from, to] of existing) {
      const random = new RandomGenerator(1);
      const values = [...tellingValues(from), ...randomValues(random, from, 200)].filter((value) => how !== "bits" || !Number.isNaN(value));
      const input = SCALARS[from].newValues(values.length).map((_, i) => values[i]);
      expectSame(programOf([from], to, ([x]) => e.convert(x, to, how)), [input], values.length);
    }
  });
});

test("random programs", () => {
  fc.assert(
    fc.property(fc.nat(2 ** 31 - 1), fc.integer({ min: 1, max: 70 }), (seed, count) => {
      const random = new RandomGenerator(seed);
      const program = randomProgram(random);
      checkProgram(program);
      const inputs = callingConvention(program).inputs.map(({ buffer: { scalar, size } }) => randomValues(random, scalar, count * size));
      expectSame(program, inputs, count);
    }),
    { numRuns: 60 },
  );
});

test("float64 is left to the interpreter", () => {
  const product = programOf(["f64", "f64"], "f64", ([a, b]) => e.multiply(a, b));
  expect(isCompilable(product)).toBe(false);
  expect(isCompilable(programOf(["f32"], "f32", ([x]) => e.convert(e.convert(x, "f64", "round"), "f32", "round")))).toBe(false);
});
