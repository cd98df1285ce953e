// Programs compiled to WebAssembly against the interpreter, bit for bit: random networks on ordinary and unusual numbers, and
// the article's network with as many calls as leave a group unfinished, and state over many calls.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lower } from "../../src/codegen/lower/lower.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { runPasses } from "../../src/passes/index.ts";
import { ProgramBuilder } from "../../src/program/builder.ts";
import * as e from "../../src/program/expression.ts";
import { inlineCalls } from "../../src/program/inline.ts";
import { interpret, interpretUnit } from "../../src/program/interpret.ts";
import type { Program } from "../../src/program/program.ts";
import { callingConvention } from "../../src/program/program.ts";
import { assemble } from "../../src/assemble/assembled-program.ts";
import { layOut } from "../../src/assemble/memory-layout.ts";
import { prepare, prepareUnit } from "../../src/assemble/run-program.ts";
import { unusualPoints } from "../../src/verify/points.ts";
import { randomNetwork } from "../passes/random-network.ts";
import { EXAMPLE_UNITS } from "../program/example-units.ts";

const [, , RUNNING_SUM] = EXAMPLE_UNITS;

function argumentsOf(program: Program, count: number, seed: number): Float32Array[] {
  const random = new RandomGenerator(seed);
  return callingConvention(program).inputs.map(({ buffer }, position) => {
    const unusual = unusualPoints(buffer.size, count).values;
    return unusual.map((value) => ((seed + position) % 2 === 0 ? value : random.normal()));
  });
}

test("random networks, before and after the passes", () => {
  fc.assert(
    fc.property(randomNetwork(false), fc.boolean(), fc.integer({ min: 1, max: 40 }), fc.nat(99), (network, isOptimised, count, seed) => {
      const program = lower(isOptimised ? runPasses(network) : network);
      const inputs = argumentsOf(program, count, seed);
      expect(assemble(program)(inputs, count)).toEqual(interpret(program, inputs, count));
    }),
    { numRuns: 150 },
  );
});

test("indices that run backwards, and every operator", () => {
  const builder = new ProgramBuilder();
  const x = builder.buffer({ role: "input", name: "x", scalar: "f32", size: 5 });
  const s = builder.buffer({ role: "input", name: "s", scalar: "f32", size: 1 });
  const t = builder.buffer({ role: "table", name: "t", scalar: "f32", size: 5, values: Float32Array.of(1, 2, 3, 4, 5), rowLength: 5, comment: "numbers" });
  const scratch = builder.buffer({ role: "scratch", name: "w", scalar: "f32", size: 5 });
  const y = builder.buffer({ role: "output", name: "y", scalar: "f32", size: 5 });
  const program: Program = {
    ...builder.finish(),
    locals: [{ name: "i", scalar: "i32" }, { name: "a", scalar: "f32" }],
    body: [
      {
        kind: "for",
        variable: 0,
        extent: 5,
        step: 1,
        body: [
          { kind: "let", local: 1, mutable: false, value: e.divide(e.load(x, reversed), e.load(t, forward)) },
          { kind: "store", buffer: scratch, index: reversed, value: e.subtract(e.local(1), e.load(s, e.constantIndex(0))) },
        ],
      },
      {
        kind: "for",
        variable: 0,
        extent: 5,
        step: 1,
        body: [{ kind: "store", buffer: y, index: forward, value: e.select(e.lessOrEqual(e.load(scratch, forward), e.constant(0)), e.constant(0.5), e.load(t, reversed)) }],
      },
    ],
  };
  const count = 4100;
  const inputs = argumentsOf(program, count, 4);
  expect(prepare(program)(inputs, count)).toEqual(interpret(program, inputs, count));
});

const forward = { constant: 0, terms: [{ variable: 0, factor: 1 }] } as const;
const reversed = { constant: 4, terms: [{ variable: 0, factor: -1 }] } as const;

describe("however often a program is run", () => {
  const builder = new ProgramBuilder();
  const x = builder.buffer({ role: "input", name: "x", scalar: "f32", size: 2 });
  const y = builder.buffer({ role: "output", name: "y", scalar: "f32", size: 2 });
  builder.for("turn", 300, () => {
    builder.for("i", 2, (i) => {
      builder.store(y, i, e.divide(e.constant(1), e.load(x, i)));
    });
  });
  const program = builder.finish();

  test("single calls and many give the interpreter's bits", () => {
    for (const count of [1, 3, 2000, 2, 0, 17]) {
      const inputs = argumentsOf(program, count, 6);
      expect(prepare(program)(inputs, count)).toEqual(interpret(program, inputs, count));
    }
  });

  test("arguments of another number are refused, interpreted and compiled", () => {
    const refused = new RangeError("input 0 has 3 elements instead of 4");
    expect(() => prepare(program)([new Float32Array(3)], 2)).toThrow(refused);
    const unused: Program = { ...program };
    expect(() => prepare(unused)([new Float32Array(3)], 2)).toThrow(refused);
  });
});

test("what a function remembers it remembers over more calls than one entry takes, and begins anew the next time", () => {
  const id = RUNNING_SUM.functions.length - 1;
  const program = inlineCalls(RUNNING_SUM, id);
  const count = 3 * layOut(program).turns + 1;
  const random = new RandomGenerator(8);
  const inputs = [Float32Array.from({ length: count }, () => random.normal())];
  const expected = interpretUnit(RUNNING_SUM, id, inputs, count);
  const evaluate = assemble(program);
  expect(evaluate(inputs, count)).toEqual(expected);
  expect(evaluate(inputs, count)).toEqual(expected);
  expect(prepareUnit(RUNNING_SUM, id)(inputs, count)).toEqual(expected);
});

test("results of other types have arrays of these", () => {
  const builder = new ProgramBuilder();
  const x = builder.buffer({ role: "input", name: "x", scalar: "f32", size: 1 });
  builder.buffer({ role: "output", name: "y", scalar: "i32", size: 1 });
  builder.return(e.convert(e.load(x, e.constantIndex(0)), "i32", "round"));
  const program = builder.finish();
  expect(prepare(program)([Float32Array.of(2.5, 3.5)], 2)).toEqual([Int32Array.of(2, 4)]);
});
