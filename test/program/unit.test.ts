// Units: what is refused, what a function remembers, and the interpreter against plain arithmetic and against the calls put in
// place.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assemble } from "../../src/assemble/assembled-program.ts";
import { prepareUnit } from "../../src/assemble/run-program.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { checkProgram } from "../../src/program/check-program.ts";
import { constantIndex } from "../../src/program/expression.ts";
import { inlineCalls } from "../../src/program/inline.ts";
import { interpretUnit, interpretValues } from "../../src/program/interpret.ts";
import { printUnit } from "../../src/program/print-program.ts";
import type { Argument, Call, Program, Statement } from "../../src/program/program.ts";
import { callingConvention } from "../../src/program/program.ts";
import type { Values } from "../../src/program/scalar.ts";
import { checkUnit, initialiserOf, statesOf, type Unit } from "../../src/program/unit.ts";
import { randomValues } from "../assemble/random-program.ts";
import { EXAMPLE_UNITS } from "./example-units.ts";

const [FOUR_ROWS, PAIR, RUNNING_SUM, LOOKUP] = EXAMPLE_UNITS;

function argumentsOf(program: Program, count: number, seed: number): Values[] {
  const random = new RandomGenerator(seed);
  return callingConvention(program).inputs.map(({ buffer: { scalar, size } }) => randomValues(random, scalar, count * size));
}

describe("the interpreter", () => {
  test("calls a helper for each row", () => {
    const x = Float32Array.of(1, 2, 3, -1, 0, 0, 0, -1, 0, 4, 4, 4);
    const w = [0.5, -1.25, Math.fround(0.1), 2, 0.75, Math.fround(-0.3)];
    const { fround } = Math;
    const expected = [0, 1, 2, 3].flatMap((row) =>
      [0, 1].map((i) => [0, 1, 2].reduce((sum, k) => fround(sum + fround(w[3 * i + k] * x[3 * row + k])), 0)).map((sum) => (sum < 0 ? 0 : sum)),
    );
    expect(interpretUnit(FOUR_ROWS, 1, [x], 1)).toEqual([Float32Array.from(expected)]);
  });

  test("remembers from one call to the next, and begins anew the next time", () => {
    // The window is 1, −2, 3, 4 before the first call; from the second call on the number before is added.
    const expected = [10 - 1, 30 + 2 + 10, 60 - 3 + 20, 100 - 4 + 30, 150 - 10 + 40];
    for (let time = 0; time < 2; time++) {
      expect(interpretUnit(RUNNING_SUM, 1, [Float32Array.of(10, 20, 30, 40, 50)], 5)).toEqual([Float32Array.from(expected)]);
    }
  });

  test("takes the part of an array that the data asks for", () => {
    const [parts, sum] = interpretUnit(LOOKUP, 1, [Float32Array.of(2.9, -7, 99)], 3);
    expect([...parts]).toEqual([2 * 2 * 128, 2 * 2 * 255, 2 * 2 * 9, -2 * 7, -2 * 2 * 7, -2 * 3 * 7, 2 * 99 * 10, 2 * 99 * 11, 2 * 99 * 12]);
    expect([...sum]).toEqual([2 * (128 + 255 + 9), -7 * 6, 99 * 33]);
  });
});

describe("calls put in place", () => {
  const functions = EXAMPLE_UNITS.flatMap((unit) => unit.functions.map(({ name }, id) => [`${name} of ${unit.name}`, unit, id] as const));

  test.each(functions)("%s: the same results, WebAssembly's too", (_, unit, id) => {
    const inlined = inlineCalls(unit, id);
    checkProgram(inlined);
    fc.assert(
      fc.property(fc.nat(1e6), fc.constantFrom(1, 3, 50), (seed, count) => {
        const inputs = argumentsOf(unit.functions[id].program, count, seed);
        const expected = interpretUnit(unit, id, inputs, count);
        expect(interpretValues(inlined, inputs, count)).toEqual(expected);
        expect(prepareUnit(unit, id)(inputs, count)).toEqual(expected);
        expect(assemble(inlined)(inputs, count)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });
});

test("a unit is printed with its calls", () => {
  expect(printUnit(PAIR)).toContain("  let h.4 = call leaky(sum.3, 0.5)\n");
  expect(printUnit(FOUR_ROWS)).toContain("export function four_rows\ninput x[12]\noutput y[8]\nfor i.0 in 0..3\n  call dense_row(x[3*i.0] …, y[2*i.0] …)\n");
});

test("what a function remembers, it remembers through what it calls too", () => {
  const names = (id: number): readonly string[] => statesOf(RUNNING_SUM, id).map(({ name }) => name);
  expect([names(0), names(1)]).toEqual([["window"], ["total", "started", "recent", "window"]]);
  checkProgram(initialiserOf(statesOf(RUNNING_SUM, 1)));
});

describe("the checker", () => {
  test.each(EXAMPLE_UNITS.map((unit) => [unit.name, unit] as const))("accepts %s", (_, unit) => {
    expect(() => checkUnit(unit)).not.toThrow();
  });

  /** The unit with its last function's calls changed. */
  function changed(unit: Unit, change: (call: Call) => Statement): Unit {
    const visit = (statement: Statement): Statement => {
      if (statement.kind === "for") return { ...statement, body: statement.body.map(visit) };
      return statement.kind === "call" ? change(statement) : statement;
    };
    const functions = unit.functions.map((one, id) =>
      id === unit.functions.length - 1 ? { ...one, program: { ...one.program, body: one.program.body.map(visit) } } : one,
    );
    return { ...unit, functions };
  }

  function reason(unit: Unit): string {
    try {
      checkUnit(unit);
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined;
      return cause instanceof Error ? cause.message : String(error);
    }
    return "accepted";
  }

  const replaced = (position: number, argument: Argument) => (call: Call): Call => ({
    ...call,
    arguments: call.arguments.map((given, place) => (place === position ? argument : given)),
  });
  const region = (buffer: number, start: number): Argument => ({ kind: "region", buffer, start: constantIndex(start) });

  test.each<[string, Unit, (call: Call) => Statement, string]>([
    ["a function that calls itself", FOUR_ROWS, (call) => ({ ...call, function: 1 }), "body[0][0]: there is no function 1 to call"],
    ["too few arguments", FOUR_ROWS, (call) => ({ ...call, arguments: [] }), "body[0][0]: 0 arguments for 2 parameters"],
    ["a part beyond the end", FOUR_ROWS, replaced(0, region(0, 10)), "body[0][0]: argument 0: x is accessed at 12..12 but holds 12"],
    ["an input to be written", FOUR_ROWS, replaced(1, region(0, 0)), "body[0][0]: argument 1: x has role input"],
    ["an output to be read", FOUR_ROWS, replaced(0, region(1, 0)), "body[0][0]: argument 0: y has role output"],
    [
      "a number for an array",
      FOUR_ROWS,
      replaced(0, { kind: "value", value: { kind: "constant", scalar: "f32", value: 1 } }),
      "body[0][0]: argument 0: a number is passed as an array",
    ],
    ["an array for a number", PAIR, replaced(0, region(0, 0)), "body[1][2]: argument 0: an array is passed as a number"],
    [
      "a number of another type",
      PAIR,
      replaced(1, { kind: "value", value: { kind: "constant", scalar: "i32", value: 1 } }),
      "body[1][2]: argument 1: a value of i32 is kept as f32",
    ],
    ["an array of another type", LOOKUP, replaced(0, region(4, 0)), "body[3][0]: argument 0: an array of i32 is passed as one of u8"],
    ["memory that is written twice", LOOKUP, replaced(2, region(5, 0)), "body[3][0]: own is written and passed a second time"],
    ["a result that nothing keeps", PAIR, ({ kind, function: id, arguments: given }) => ({ kind, function: id, arguments: given }), "body[1][2]: what is returned and what is kept do not fit"],
    ["a result that is kept twice", PAIR, (call) => ({ ...call, result: 0 }), "body[1][2]: local 0 is declared twice"],
  ])("refuses %s", (_, unit, change, expected) => {
    expect(reason(changed(unit, change))).toBe(`Program is broken: ${expected}`);
  });

  test("refuses functions of one name", () => {
    const [helper, main] = FOUR_ROWS.functions;
    expect(reason({ ...FOUR_ROWS, functions: [helper, { ...main, name: helper.name }] })).toBe("Error: Unit is broken: two functions are called dense_row");
  });
});
