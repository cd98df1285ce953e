// A product is parted from the constant it is added to, and from nothing else; results change by the sign of a zero at the most.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { partProducts } from "../../src/codegen/lower/part-products.ts";
import { ProgramBuilder } from "../../src/program/builder.ts";
import { checkProgram } from "../../src/program/check-program.ts";
import { add, constant, constantIndex, load, multiply, subtract, constantOf, convert } from "../../src/program/expression.ts";
import { interpret } from "../../src/program/interpret.ts";
import { printProgram } from "../../src/program/print-program.ts";
import type { Expression, Program } from "../../src/program/program.ts";

/** y = made of a·b, where a and b are inputs, and of b or an element of a table. */
function programOf(make: (product: Expression, input: Expression, table: Expression) => Expression, element = 3): Program {
  const builder = new ProgramBuilder();
  const [a, b] = ["a", "b"].map((name) => load(builder.buffer({ role: "input", name, scalar: "f32", size: 1 }), constantIndex(0)));
  builder.buffer({ role: "output", name: "y", scalar: "f32", size: 1 });
  const values = Float32Array.of(element);
  const table = builder.buffer({ role: "table", name: "t", scalar: "f32", size: 1, values, rowLength: 1, comment: "" });
  builder.return(make(builder.atom(multiply(a, b)), b, load(table, constantIndex(0))));
  return builder.finish();
}

const bodyOf = (program: Program): readonly string[] => printProgram(partProducts(program)).trimEnd().split("\n").slice(4);

describe("parted are", () => {
  test.each<[string, Program, string]>([
    ["a product and an element of a table", programOf((product, _, table) => add(product, table)), "sum.2 + t[0]"],
    ["an element and a product", programOf((product, _, table) => add(table, product)), "t[0] + sum.2"],
    ["a product and a constant", programOf((product) => add(product, constant(2))), "sum.2 + 2"],
    ["a product less an element", programOf((product, _, table) => subtract(product, table)), "sum.2 - t[0]"],
    ["an element less a product", programOf((product, _, table) => subtract(table, product)), "t[0] - sum.2"],
  ])("%s", (_, program, expected) => {
    const [product, sum, ...rest] = bodyOf(program);
    expect([product, sum]).toEqual(["let product.0 = a[0] * b[0]", "let sum.2 = 0 + product.0"]);
    expect(rest.join(" ")).toContain(expected);
    checkProgram(partProducts(program));
  });
});

test("a product is parted where it is read again from working memory, but not where it is stored", () => {
  const builder = new ProgramBuilder();
  const x = builder.buffer({ role: "input", name: "x", scalar: "f32", size: 2 });
  const y = builder.buffer({ role: "output", name: "y", scalar: "f32", size: 2 });
  const t = builder.buffer({ role: "table", name: "t", scalar: "f32", size: 2, values: Float32Array.of(3, -4), rowLength: 2, comment: "" });
  const h = builder.buffer({ role: "scratch", name: "h", scalar: "f32", size: 2 });
  builder.for("i", 2, (i) => builder.store(h, i, multiply(load(x, i), load(t, i))));
  builder.for("i", 2, (i) => builder.store(y, i, add(load(h, i), load(t, i))));
  const program = builder.finish();
  expect(printProgram(partProducts(program)).trimEnd().split("\n").slice(4)).toEqual([
    "for i.0 in 0..1",
    "  h[i.0] = x[i.0] * t[i.0]",
    "for i.1 in 0..1",
    "  let sum.2 = 0 + h[i.1]",
    "  y[i.1] = sum.2 + t[i.1]",
  ]);
  checkProgram(partProducts(program));
});

test("a product of integers is not parted, and keeps its bounds", () => {
  const builder = new ProgramBuilder();
  const x = builder.buffer({ role: "input", name: "x", scalar: "u8", size: 1 });
  builder.buffer({ role: "output", name: "y", scalar: "i32", size: 1 });
  const t = builder.buffer({ role: "table", name: "t", scalar: "i32", size: 1, values: Int32Array.of(7), rowLength: 1, comment: "" });
  const product = multiply(convert(load(x, constantIndex(0)), "i32", "round", "wide"), constantOf("i32", 3));
  builder.return(add(load(t, constantIndex(0)), product));
  const program = builder.finish();
  expect(partProducts(program)).toEqual(program);
  checkProgram(partProducts(program));
});

describe("left alone are", () => {
  test.each<[string, Program]>([
    ["a product and an input", programOf((product, input) => add(product, input))],
    ["the zero that a sum begins with", programOf((product) => add(constant(0), product))],
    ["a product of a product", programOf((product, _, table) => multiply(product, table))],
  ])("%s", (_, program) => {
    expect(partProducts(program)).toEqual(program);
  });
});

test("the results are equal", () => {
  const number = fc.float({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(number, number, number, (a, b, element) => {
      for (const make of [add, subtract]) {
        const program = programOf((product, _, table) => make(product, table), element + 0);
        const [plain, parted] = [program, partProducts(program)].map((one) => interpret(one, [Float32Array.of(a), Float32Array.of(b)], 1)[0][0]);
        // Only zeros may differ, by their sign.
        expect(parted + 0).toBe(plain + 0);
      }
    }),
  );
});
