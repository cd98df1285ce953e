// Every operator on every type it takes: its meaning against exact integers, its intervals against its meaning, its vector
// instructions against its meaning.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contains, everything, exactly, hull, type Interval } from "../../src/program/domains/interval.ts";
import type { Lane } from "../../src/program/lanes.ts";
import { vectorRuleOf } from "../../src/program/operator.ts";
import { isKernelName } from "../../src/program/operator-name.ts";
import { OPERATOR_NAMES, OPERATORS, type OperatorName } from "../../src/program/operators.ts";
import { isFloat, SCALARS, type FloatScalar, type Scalar } from "../../src/program/scalar.ts";
import { instantiate } from "../../src/wasm/instantiate.ts";
import { ModuleBuilder, PAGE_BYTES } from "../../src/wasm/module-builder.ts";
import { v128 } from "../../src/wasm/simd.ts";
import { compareExactly, exactFloat, exactFusedFloat32, exactRoot } from "./exact-float.ts";
import { OPERATOR_CASES, type OperatorCase } from "./operator-cases.ts";
import { awkwardValues, SCALAR_NAMES, valuesOf } from "./scalar-values.ts";

/** What the operator gives, one operand list at a time, by the interpreter's own rule. */
function computed({ operator, scalars, result }: OperatorCase, lists: readonly (readonly number[])[]): readonly number[] {
  const lanes = scalars.map((scalar, place): Lane => {
    const data = SCALARS[scalar].newValues(lists.length);
    lists.forEach((values, lane) => (data[lane] = values[place]));
    return { data, offset: 0, step: 1 };
  });
  const target = { data: SCALARS[result].newValues(lists.length), offset: 0, count: lists.length };
  OPERATORS[operator].lanes(lanes, target);
  return [...target.data];
}

/** The same by exact integers; elementary functions are measured in kernels.test.ts. */
function expected({ operator, scalars: [scalar], result }: OperatorCase, [a, b, c]: readonly number[]): number {
  if (isKernelName(operator)) throw new RangeError(`${operator} has no exact result`);
  switch (operator) {
    case "select":
      return a === 0 ? c : b;
    case "less":
    case "lessOrEqual":
    case "equal":
      return Number(isTrue(operator, order(scalar, a, b)));
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
      return isFloat(scalar) ? exactFloat(scalar, operator, a, b) : wrapped(result, integer(operator, a, b));
    case "multiplyAdd":
      return exactFusedFloat32(a, b, c);
    case "negate":
      return Object.is(a, 0) ? -0 : exactFloat(floatOf(scalar), "subtract", 0, a) + 0;
    case "squareRoot":
      return exactRoot(floatOf(scalar), a);
    case "not":
      return 1 - a;
    case "minimum":
    case "maximum":
    case "multiplyHigh":
    case "quotient":
    case "and":
    case "or":
    case "exclusiveOr":
    case "shiftLeft":
    case "shiftRight":
      return wrapped(result, integer(operator, a, b));
  }
}

function floatOf(scalar: Scalar): FloatScalar {
  if (isFloat(scalar)) return scalar;
  throw new RangeError(`${scalar} is no float`);
}

function order(scalar: Scalar, a: number, b: number): number | undefined {
  if (isFloat(scalar)) return compareExactly(scalar, a, b);
  return BigInt(a) < BigInt(b) ? -1 : BigInt(a) > BigInt(b) ? 1 : 0;
}

function isTrue(operator: "less" | "lessOrEqual" | "equal", sign: number | undefined): boolean {
  if (sign === undefined) return false;
  return operator === "less" ? sign < 0 : operator === "equal" ? sign === 0 : sign <= 0;
}

function integer(operator: OperatorName, left: number, right: number): bigint {
  const [a, b] = [BigInt(left), BigInt(right)];
  const count = BigInt.asUintN(5, b);
  const rows: Readonly<Partial<Record<OperatorName, bigint>>> = {
    add: a + b,
    subtract: a - b,
    multiply: a * b,
    minimum: a < b ? a : b,
    maximum: a < b ? b : a,
    multiplyHigh: (a * b) >> 32n,
    quotient: b === 0n ? 0n : a / b,
    and: a & b,
    or: a | b,
    exclusiveOr: a ^ b,
    shiftLeft: a << count,
    shiftRight: a >> count,
  };
  const value = rows[operator];
  if (value === undefined) throw new RangeError(`${operator} is not one of integers`);
  return value;
}

function wrapped(scalar: Scalar, value: bigint): number {
  return Number(scalar === "u32" ? BigInt.asUintN(32, value) : BigInt.asIntN(32, value));
}

/** Lists of awkward values: all of them, or about so many that each value is everywhere some time. */
function awkwardLists(scalars: readonly Scalar[], most: number): readonly (readonly number[])[] {
  const values = scalars.map(awkwardValues);
  const count = values.reduce((product, { length }) => product * length, 1);
  const stride = Math.max(1, Math.floor(count / most)) | 1;
  return Array.from({ length: Math.ceil(count / stride) }, (_, list) => {
    let rest = list * stride;
    return values.map((ofOperand) => {
      const value = ofOperand[rest % ofOperand.length];
      rest = Math.floor(rest / ofOperand.length);
      return value;
    });
  });
}

function valueLists(scalars: readonly Scalar[]): fc.Arbitrary<readonly number[]> {
  return fc.tuple(...scalars.map(valuesOf));
}

describe("the table of operators", () => {
  test("has operators for every type", () => {
    for (const scalar of SCALAR_NAMES) expect(OPERATOR_CASES.filter(({ scalars }) => scalars.includes(scalar)).length, scalar).toBeGreaterThan(0);
    expect(new Set(OPERATOR_CASES.map(({ operator }) => operator))).toEqual(new Set(OPERATOR_NAMES));
  });

  test("says what each one takes", () => {
    const taken = OPERATOR_NAMES.filter((name) => !isKernelName(name)).map((operator) => {
      const lists = OPERATOR_CASES.filter((one) => one.operator === operator).map(({ scalars, result }) => `${scalars.join(" ")} → ${result}`);
      return [operator, lists.length, lists[0]];
    });
    expect(taken).toEqual([
      ["add", 4, "f32 f32 → f32"],
      ["subtract", 4, "f32 f32 → f32"],
      ["multiply", 4, "f32 f32 → f32"],
      ["multiplyAdd", 1, "f32 f32 f32 → f32"],
      ["divide", 2, "f32 f32 → f32"],
      ["negate", 2, "f32 → f32"],
      ["squareRoot", 2, "f32 → f32"],
      ["less", 8, "f32 f32 → bool"],
      ["lessOrEqual", 8, "f32 f32 → bool"],
      ["equal", 8, "f32 f32 → bool"],
      ["not", 1, "bool → bool"],
      ["minimum", 2, "i32 i32 → i32"],
      ["maximum", 2, "i32 i32 → i32"],
      ["multiplyHigh", 1, "i32 i32 → i32"],
      ["quotient", 2, "i32 i32 → i32"],
      ["and", 3, "i32 i32 → i32"],
      ["or", 3, "i32 i32 → i32"],
      ["exclusiveOr", 3, "i32 i32 → i32"],
      ["shiftLeft", 4, "i32 i32 → i32"],
      ["shiftRight", 4, "i32 i32 → i32"],
      ["select", 9, "bool f32 f32 → f32"],
    ]);
  });
});

describe("the oracle", () => {
  test.each<[FloatScalar, number, number]>([
    ["f32", 2, Math.fround(Math.SQRT2)],
    ["f64", 2, Math.SQRT2],
    ["f32", 2 ** -149, 2 ** -75 * Math.fround(Math.SQRT2)],
    ["f64", 9, 3],
    ["f64", 5e-324, 2 ** -537],
    ["f64", 1 + 2 ** -52, 1],
    ["f64", 1 + 2 ** -51, 1 + 2 ** -52],
  ])("√ in %s of %d is %d", (scalar, value, root) => {
    expect(exactRoot(scalar, value)).toBe(root);
  });

  test.each([
    ["add", 2 ** 53, 1, 2 ** 53],
    ["add", 2 ** 53, 3, 2 ** 53 + 4],
    ["add", 0.1, 0.2, 0.30000000000000004],
    ["multiply", Number.MAX_VALUE, 2, Infinity],
    ["multiply", 5e-324, 0.5, 0],
    ["divide", 5e-324 * 3, 2, 1e-323],
    ["divide", 1, 3, 0.3333333333333333],
  ] as const)("%s of %d and %d in f64 is %d", (operator, left, right, result) => {
    expect(exactFloat("f64", operator, left, right)).toBe(result);
  });
});

describe.each(OPERATOR_CASES.filter(({ operator }) => !isKernelName(operator)).map((one) => [one.label, one] as const))("%s", (_, one) => {
  test("is what exact arithmetic gives", () => {
    // Of floats there are too many pairs for BigInt; every awkward value is on both sides some time.
    const lists = awkwardLists(one.scalars, 4000);
    const results = computed(one, lists);
    lists.forEach((list, place) => {
      if (!Object.is(results[place], expected(one, list))) expect([list, results[place]]).toEqual([list, expected(one, list)]);
    });
    fc.assert(
      fc.property(valueLists(one.scalars), (list) => {
        expect(computed(one, [list])).toEqual([expected(one, list)]);
      }),
      { numRuns: 200 },
    );
  });

  test("stays within the interval of its operands' intervals", () => {
    const operand = (scalar: Scalar): fc.Arbitrary<{ readonly interval: Interval; readonly value: number }> =>
      fc.tuple(valuesOf(scalar), valuesOf(scalar), valuesOf(scalar), fc.constantFrom("point", "range", "anything")).map(([value, b, c, kind]) => {
        if (kind === "anything") return { interval: everything(scalar), value };
        return { interval: kind === "point" ? exactly(value) : [b, c].map(exactly).reduce(hull, exactly(value)), value };
      });
    fc.assert(
      fc.property(fc.tuple(...one.scalars.map(operand)), (operands) => {
        const [result] = computed(one, [operands.map(({ value }) => value)]);
        const interval = OPERATORS[one.operator].interval(operands.map(({ interval: given }) => given), one.result);
        expect(contains(interval, result), `${result} in ${interval.low}..${interval.high}, NaN ${interval.nan}`).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

/** The results of the vector instructions for a case. */
function vectorResults({ operator, scalars, result }: OperatorCase, lists: readonly (readonly number[])[]): readonly number[] {
  const rule = vectorRuleOf(OPERATORS[operator], scalars);
  if (rule === undefined) throw new RangeError(`${operator} has no vector instruction`);
  const groups = Math.ceil(lists.length / 4);
  const bytes = groups * 16;
  const module = new ModuleBuilder();
  module.exportMemory("memory", Math.ceil(((scalars.length + 1) * bytes) / PAGE_BYTES));
  module.function("run", (code) => {
    const address = code.parameter("i32");
    const loaded = scalars.map((_, place) => v128.load(address.get, place * bytes));
    code.emit(v128.store(address.get, rule(loaded), scalars.length * bytes));
    return undefined;
  });
  const instance = instantiate(module.finish());
  const run = instance.function("run");
  const memory = instance.memory("memory");
  scalars.forEach((scalar, place) => {
    const lanes = lanesOf(scalar, memory, place * bytes, lists.length);
    lists.forEach((list, lane) => (lanes[lane] = scalar === "bool" ? -list[place] : list[place]));
  });
  for (let group = 0; group < groups; group++) run(16 * group);
  // A truth is a mask of all ones.
  return Array.from(lanesOf(result, memory, scalars.length * bytes, lists.length), (value) => (result === "bool" ? 0 - value : value));
}

/** The lanes that hold values of a type, from an address on. */
function lanesOf(scalar: Scalar, memory: ArrayBuffer, address: number, count: number): Float32Array | Int32Array | Uint32Array {
  if (scalar === "f32") return new Float32Array(memory, address, count);
  return scalar === "u32" ? new Uint32Array(memory, address, count) : new Int32Array(memory, address, count);
}

describe("vector instructions", () => {
  const cases = OPERATOR_CASES.filter(({ operator, scalars }) => vectorRuleOf(OPERATORS[operator], scalars) !== undefined);

  test("there are some for all types but float64, and none for elementary functions and quotients of integers", () => {
    const without = OPERATOR_CASES.filter((one) => !cases.includes(one) && !isKernelName(one.operator)).map(({ label }) => label);
    const has = ({ operator, scalars }: OperatorCase): boolean => operator === "quotient" || scalars.includes("f64");
    expect(without).toEqual(OPERATOR_CASES.filter(has).map(({ label }) => label));
  });

  test.each(cases.map((one) => [one.label, one] as const))("%s: the interpreter's bits", (_, one) => {
    const lists = awkwardLists(one.scalars, 20_000);
    expect(vectorResults(one, lists)).toEqual(computed(one, lists));
  });
});
