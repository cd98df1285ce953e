// The arguments of self-tests: each shows what it was chosen for, judged by arithmetic written out here.

import { describe, expect, test } from "vitest";
import { chooseGolden } from "../../../src/codegen/self-test/choose-golden.ts";
import { generatedArguments } from "../../../src/codegen/self-test/arguments.ts";
import { float32Bits } from "../../../src/numeric/float32.ts";
import { ProgramBuilder } from "../../../src/program/builder.ts";
import { add, apply, constant, constantIndex, constantOf, convert, load, multiply, squareRoot } from "../../../src/program/expression.ts";
import type { Expression, Program } from "../../../src/program/program.ts";
import type { Scalar } from "../../../src/program/scalar.ts";

const { fround } = Math;
const [SLOPE, VALUE] = [fround(1.1), fround(0.3)];

/** y = slope·x + value. */
function line(): Program {
  const builder = new ProgramBuilder();
  const x = load(builder.buffer({ role: "input", name: "x", scalar: "f32", size: 1 }), constantIndex(0));
  builder.buffer({ role: "output", name: "y", scalar: "f32", size: 1 });
  builder.return(add(multiply(x, constant(SLOPE)), constant(VALUE)));
  return builder.finish();
}

/** The root of each of so many numbers. */
function roots(size: number): Program {
  const builder = new ProgramBuilder();
  const [x, y] = (["input", "output"] as const).map((role) => builder.buffer({ role, name: role, scalar: "f32", size }));
  builder.for("i", size, (i) => {
    builder.store(y, i, squareRoot(load(x, i)));
  });
  return builder.finish();
}

describe("a function of one number", () => {
  const { calls, given, words } = chooseGolden(line(), [{ name: "x", low: 5, high: 6 }]);
  const arguments_ = given.kind === "listed" ? [...given.values[0]] : [];

  test("is called with numbers of its domain, and their results are kept", () => {
    expect(arguments_).toHaveLength(calls);
    for (const x of arguments_) expect(x >= 5 && x <= 6 && fround(x) === x).toBe(true);
    expect([...words]).toEqual(arguments_.map((x) => float32Bits(fround(fround(x * SLOPE) + VALUE))));
  });

  test("is another one at two of them or more where the product is not rounded", () => {
    const fused = arguments_.filter((x) => fround(x * SLOPE + VALUE) !== fround(fround(x * SLOPE) + VALUE));
    expect(fused.length).toBeGreaterThanOrEqual(2);
  });

  test("is called with the same numbers every time", () => {
    expect(chooseGolden(line(), [{ name: "x", low: 5, high: 6 }])).toEqual({ calls, given, words });
  });
});

test("arguments whose results are NaN are none", () => {
  const { calls, words } = chooseGolden(roots(2), undefined);
  expect(calls).toBeGreaterThanOrEqual(3);
  expect(words).toHaveLength(2 * calls);
});

test("where every result is NaN, nothing is called", () => {
  const below = Array.from({ length: 9 }, () => ({ name: "x", low: -2, high: -1 }));
  expect(chooseGolden(roots(9), below).calls).toBe(0);
  expect(chooseGolden(roots(1), below.slice(0, 1)).calls).toBe(0);
});

test("nor where a call takes long", () => {
  expect(chooseGolden(manyTimes(5_000_001), undefined).calls).toBe(0);
  expect(chooseGolden(manyTimes(50_000), undefined).calls).toBe(3);
});

/** Stores its argument so often. */
function manyTimes(turns: number): Program {
  const builder = new ProgramBuilder();
  const [x, y] = (["input", "output"] as const).map((role) => builder.buffer({ role, name: role, scalar: "f32", size: 1 }));
  builder.buffer({ role: "output", name: "other", scalar: "f32", size: 1 });
  builder.for("i", turns, () => {
    builder.store(y, constantIndex(0), load(x, constantIndex(0)));
  });
  return builder.finish();
}

describe("many arguments come from a sequence", () => {
  test("of numbers of a grid, in the part that the domains have in common", () => {
    const domain = Array.from({ length: 9 }, (_, i) => ({ name: `x${i}`, low: 100 + i, high: 120 }));
    const { calls, given } = chooseGolden(roots(9), domain);
    if (given.kind !== "generated") throw new Error(`arguments are ${given.kind}`);
    const { seed, grids } = given;
    expect(calls).toBe(2);
    expect(grids).toEqual([{ low: 108, step: 2 ** -5 }]);
    // x ← 1664525·x + 1013904223 modulo 2^32 in integers without bounds.
    let state = BigInt(seed);
    const numbers = Array.from({ length: 18 }, () => {
      state = (state * 1664525n + 1013904223n) % 2n ** 32n;
      return 108 + Number(state >> 24n) / 32;
    });
    expect(generatedArguments(roots(9), grids, 2, seed)).toEqual([Float32Array.from(numbers)]);
  });

  test.each([
    ["not known", undefined],
    ["of nothing in common", Array.from({ length: 9 }, (_, i) => ({ name: "x", low: i, high: i + 0.5 }))],
    ["too far from 0 for its width", Array.from({ length: 9 }, () => ({ name: "x", low: 2 ** 30, high: 2 ** 30 + 256 }))],
  ])("from -1 to 1 where the domain is %s", (_, domain) => {
    const { given } = chooseGolden(copies(9), domain);
    expect(given).toMatchObject({ kind: "generated", grids: [{ low: -1, step: 2 ** -7 }] });
  });
});

function copies(size: number): Program {
  const builder = new ProgramBuilder();
  const [x, y] = (["input", "output"] as const).map((role) => builder.buffer({ role, name: role, scalar: "f32", size }));
  builder.for("i", size, (i) => {
    builder.store(y, i, load(x, i));
  });
  return builder.finish();
}

/** Of one number of a type one of another. */
function single(from: Scalar, to: Scalar, valueOf: (x: Expression, builder: ProgramBuilder) => Expression): Program {
  const builder = new ProgramBuilder();
  const x = load(builder.buffer({ role: "input", name: "x", scalar: from, size: 1 }), constantIndex(0));
  builder.buffer({ role: "output", name: "y", scalar: to, size: 1 });
  builder.return(valueOf(x, builder));
  return builder.finish();
}

function argumentsOf(program: Program): readonly number[] {
  const { given } = chooseGolden(program, undefined);
  if (given.kind !== "listed") throw new Error(`arguments are ${given.kind}`);
  return [...given.values[0]];
}

describe("arguments are chosen against what a compiler does with", () => {
  test("a constant of more digits than float32 has", () => {
    const others = argumentsOf(single("f32", "f32", (x) => multiply(x, constant(fround(0.1))))).filter((x) => fround(x * 0.1) !== fround(x * fround(0.1)));
    expect(others.length).toBeGreaterThanOrEqual(2);
  });

  test("negative numbers that are shifted", () => {
    const program = single("i8", "i32", (x, builder) => apply("shiftRight", [builder.let("wide", convert(x, "i32", "round")), constantOf("i32", 3)]));
    expect(argumentsOf(program).filter((x) => Math.trunc(x / 8) !== Math.floor(x / 8)).length).toBeGreaterThanOrEqual(2);
  });

  test("the nearest integer", () => {
    expect(argumentsOf(single("f32", "i8", (x) => convert(x, "i8", "round"))).filter((x) => Math.trunc(x) !== Math.round(x)).length).toBeGreaterThanOrEqual(2);
  });
});

describe("integers of no known domain", () => {
  test.each([["i8", -128, 127], ["u8", 0, 255], ["i16", -32768, 32767], ["i32", -32768, 32767], ["bool", 0, 1]] as const)("%s are from %d to %d, and others each time", (scalar, low, high) => {
    const numbers = argumentsOf(single(scalar, scalar, (x) => x));
    for (const x of numbers) expect(x >= low && x <= high && Number.isInteger(x)).toBe(true);
    expect(new Set(numbers).size).toBeGreaterThanOrEqual(2);
  });

  test("many are spread over them by whole numbers, each input over its own", () => {
    const builder = new ProgramBuilder();
    const pairs = (["i8", "u16", "i32", "bool"] as const).map((scalar) => {
      return (["input", "output"] as const).map((role) => builder.buffer({ role, name: `${role}_${scalar}`, scalar, size: 3 }));
    });
    for (const [input, output] of pairs) builder.for("i", 3, (i) => { builder.store(output, i, load(input, i)); });
    const digits = Array.from({ length: 12 }, (_, i) => ({ name: `x${i}`, low: i < 6 ? -5.5 : 0, high: i < 6 ? 4 : 9 }));
    expect(chooseGolden(builder.finish(), undefined).given).toMatchObject({
      grids: [{ low: -128, step: 1 }, { low: 0, step: 256 }, { low: -32768, step: 256 }, { low: 0, step: 2 / 256 }],
    });
    expect(chooseGolden(builder.finish(), digits).given).toMatchObject({
      grids: [{ low: -5, step: 10 / 256 }, { low: 0, step: 5 / 256 }, { low: 0, step: 10 / 256 }, { low: 0, step: 2 / 256 }],
    });
  });
});
