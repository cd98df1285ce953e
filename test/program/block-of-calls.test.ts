// Blocks of calls: of every example of every op, under every layout, the bits of as many calls, by the interpreter; and what has no block.

import { describe, expect, test } from "vitest";
import { LAYOUTS, OPTIMISATIONS } from "../../src/codegen/lower/layout.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import { NetworkBuilder } from "../../src/network/network-builder.ts";
import type { Network } from "../../src/network/network.ts";
import type { Op } from "../../src/network/op.ts";
import { OPS } from "../../src/network/ops/index.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { expandComposites } from "../../src/passes/expand-composites.ts";
import { blockOfCalls } from "../../src/program/block-of-calls.ts";
import { sumBounds } from "../../src/program/sum-bounds.ts";
import { ProgramBuilder } from "../../src/program/builder.ts";
import { checkProgram } from "../../src/program/check-program.ts";
import * as e from "../../src/program/expression.ts";
import { interpretValues } from "../../src/program/interpret.ts";
import { printProgram } from "../../src/program/print-program.ts";
import { callingConvention, type Expression } from "../../src/program/program.ts";
import { denseNetwork, ORIGIN } from "../fixtures.ts";
import { argumentValues, specialValues } from "../network/argument-values.ts";
import { tableNetwork } from "../conformance/flag-networks.ts";
import { segmentNetwork } from "../conformance/segment-networks.ts";
import { EXAMPLE_UNITS } from "./example-units.ts";
import { converted } from "../network/conversions.ts";
import { SCALARS } from "../../src/program/scalar.ts";
import { sameBits } from "../standard/run-compiled.ts";

function exampleOf(op: Op, { shapes, scalars, attributes = {} }: Op["examples"][number]): Network {
  const builder = new NetworkBuilder();
  const given = shapes.map((shape, position) => converted(builder, builder.input(`x${position}`, shape, ORIGIN), scalars?.[position] ?? "f32", `c${position}`));
  return expandComposites(builder.finish([builder.operation(op, given, attributes, op.name, ORIGIN)]));
}

const tableOf = (outputs: number): Network => expandComposites(tableNetwork(outputs));

const CASES = [
  ...OPS.flatMap((op) => op.examples.map((example, position) => [`${op.name} ${position}`, exampleOf(op, example)] as const)),
  ["layers", denseNetwork([3, 17, 9, 2], 5)],
  ["layers of one input", denseNetwork([1, 16, 32, 1], 5)],
  ["a table", tableOf(1)],
  ["a table of several outputs", tableOf(3)],
  ["segments found by a search", expandComposites(segmentNetwork("search", 1))],
  ["segments found by a grid", expandComposites(segmentNetwork("grid", 3))],
] as const;

/** For size the first example of an op tells as much as all. */
const OF_SIZE = CASES.filter(([name]) => !/ [1-9]\d*$/.test(name));

describe.each(OPTIMISATIONS)("arranged for %s", (optimisation) => {
  test.each(optimisation === "size" ? OF_SIZE : CASES)("%s", (_, network) => {
    const program = lower(network, LAYOUTS[optimisation]);
    const block = blockOfCalls(program);
    if (block === undefined) {
      // Sums that are proved have none; of the others eight calls are the fewest, and have 16 KiB.
      if (sumBounds(program).size > 0) return;
      const ofACall = program.buffers.reduce((sum, { role, scalar, size }) => (role === "table" ? sum : sum + SCALARS[scalar].bytes * size), 0);
      expect(ofACall).toBeGreaterThan(2048);
      return;
    }
    checkProgram(block.program);
    for (const draw of [argumentValues, specialValues]) {
      const random = new RandomGenerator(3);
      const inputs = callingConvention(program).inputs.map(({ buffer: { scalar, size } }) => draw(scalar, size * block.calls, random));
      const [expected, found] = [interpretValues(program, inputs, block.calls), interpretValues(block.program, inputs, 1)];
      expect(expected.map((values, output) => sameBits(values, found[output]))).toEqual(expected.map(() => true));
    }
  });
});

test("a block is loops over calls, with what crosses them in working memory, and with the bounds of what picks cells", () => {
  const block = blockOfCalls(lower(tableOf(1)));
  expect(block?.calls).toBe(128);
  const printed = printProgram(block?.program ?? lower(tableOf(1)));
  expect(printed).toMatch(/^scratch cells\[128\]: i32 in 0\.\.\d+$/m);
  expect(printed.match(/^for /gm)).toHaveLength(3);
});

test("arguments and results of several numbers are turned, so that those of calls are side by side", () => {
  const printed = printProgram(blockOfCalls(lower(denseNetwork([2, 3], 1)))?.program ?? lower(denseNetwork([2, 3], 1)));
  expect(printed.split("\n").filter((line) => /^for |^ *[xy]_?\w*\[|^ {2}for /.test(line))).toEqual([
    "for i.6 in 0..127",
    "  for k.7 in 0..1",
    "    x_turned[128*k.7 + i.6] = x[2*i.6 + k.7]",
    "for i.0 in 0..2",
    "  for i.8 in 0..127",
    "    y_turned[128*i.0 + i.8] = biased.4 < 0 ? scaled.5 : biased.4",
    "for i.9 in 0..127",
    "  for k.10 in 0..2",
    "    y[3*i.9 + k.10] = y_turned[128*k.10 + i.9]",
  ]);
});

test("what picks a record may pick other numbers as well", () => {
  const builder = new ProgramBuilder();
  const [x, y] = [builder.buffer({ role: "input", name: "x", scalar: "f32", size: 1 }), builder.buffer({ role: "output", name: "y", scalar: "f32", size: 1 })];
  const table = (name: string, rowLength: number): number => {
    const values = Float32Array.from({ length: 4 * rowLength }, (_, i) => i - 2.5);
    return builder.buffer({ role: "table", name, scalar: "f32", size: values.length, values, rowLength, comment: "" });
  };
  const [records, numbers] = [table("records", 2), table("numbers", 1)];
  const given = e.load(x, e.constantIndex(0));
  const whole = builder.let("whole", e.convert(given, "i32", "truncate"));
  const low = e.apply("maximum", [whole, e.constantOf("i32", 0)], "low");
  const cell = builder.position("cell", e.apply("minimum", [low, e.constantOf("i32", 3)]), { least: 0, greatest: 3 });
  const entry = (number: number): Expression => e.load(records, e.addIndex(e.constantIndex(number), cell, 2));
  const line = builder.let("line", e.add(entry(1), e.multiply(entry(0), given)));
  builder.return(builder.let("y", e.add(line, e.load(numbers, cell))));
  expect(y).toBe(1);
  const program = builder.finish();
  const block = blockOfCalls(program);
  if (block === undefined) throw new Error("there is no block");
  checkProgram(block.program);
  const inputs = [Float32Array.from({ length: block.calls }, (_, i) => i / 20 - 1)];
  expect(interpretValues(block.program, inputs, 1)).toEqual(interpretValues(program, inputs, block.calls));
});

test("the more memory a call takes, the fewer calls a block has", () => {
  expect(blockOfCalls(lower(denseNetwork([1, 16, 32, 1], 1)))?.calls).toBe(64);
  expect(blockOfCalls(lower(denseNetwork([8, 200, 100, 8], 1)))?.calls).toBe(8);
  expect(blockOfCalls(lower(denseNetwork([8, 2000, 1000, 8], 1)))).toBeUndefined();
});

test("what remembers or calls has no block", () => {
  const sum = EXAMPLE_UNITS.find(({ name }) => name === "running_sum");
  const rows = EXAMPLE_UNITS.find(({ name }) => name === "four_rows");
  const programs = [...(sum?.functions ?? []), ...(rows?.functions ?? [])].filter(({ exported }) => exported).map(({ program }) => program);
  expect(programs.map(blockOfCalls)).toEqual([undefined, undefined]);
});
