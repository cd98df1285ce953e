// What is proved of sums of integers: by counting terms, and only of what is nothing but a sum.

import { expect, test } from "vitest";
import { ProgramBuilder, type MutableVariable } from "../../src/program/builder.ts";
import { checkProgram } from "../../src/program/check-program.ts";
import { add, apply, constantIndex, constantOf, convert, load, multiply } from "../../src/program/expression.ts";
import type { Bounds, Index, Program } from "../../src/program/program.ts";
import { sumBounds } from "../../src/program/sum-bounds.ts";

/** A sum over 2·3 products of an i8 and a u8, and what else is done with it. */
function summing(bounds: Bounds, more: (sum: MutableVariable) => void = () => undefined): Program {
  const builder = new ProgramBuilder();
  const [left, right] = (["i8", "u8"] as const).map((scalar) => builder.buffer({ role: "input", name: scalar, scalar, size: 6 }));
  const y = builder.buffer({ role: "output", name: "y", scalar: "i32", size: 1 });
  const at = (buffer: number, index: Index) => convert(load(buffer, index), "i32", "round");
  const sum = builder.variable("sum", constantOf("i32", 7), bounds);
  builder.for("i", 2, () => {
    builder.for("k", 3, (k) => sum.set(add(sum.read, multiply(at(left, k), at(right, k)))));
  });
  more(sum);
  builder.store(y, constantIndex(0), sum.read);
  return builder.finish();
}

/** −128·255 and 127·255, six times, from 7 on. */
const PROVED = { least: 7 - 6 * 128 * 255, greatest: 7 + 6 * 127 * 255 };

test("a sum is at the most what it begins with and all its terms", () => {
  const program = summing(PROVED);
  expect([...sumBounds(program).values()]).toEqual([PROVED]);
  expect(() => checkProgram(program)).not.toThrow();
});

test("bounds that are too narrow are refused", () => {
  const program = summing({ ...PROVED, greatest: PROVED.greatest - 1 });
  expect(() => checkProgram(program)).toThrow("local 0 is set to -228473..226701 but declared as -195833..194316");
});

test("what is set to something else as well is no sum", () => {
  const program = summing(PROVED, (sum) => sum.set(apply("shiftLeft", [sum.read, constantOf("i32", 1)])));
  expect([...sumBounds(program).values()]).toEqual([]);
  expect(() => checkProgram(program)).toThrow("local 0 is set to -228473..226702 but declared as -195833..194317");
});

test("a term that is the sum itself is none", () => {
  const program = summing(PROVED, (sum) => sum.set(add(sum.read, sum.read)));
  expect([...sumBounds(program).values()]).toEqual([]);
});
