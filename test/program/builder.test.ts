// What the builder makes of expressions and loops: one operation a statement, named constants in tables.

import { describe, expect, test } from "vitest";
import { ProgramBuilder } from "../../src/program/builder.ts";
import { checkProgram } from "../../src/program/check-program.ts";
import * as e from "../../src/program/expression.ts";
import { printProgram } from "../../src/program/print-program.ts";
import type { Expression } from "../../src/program/program.ts";

/** The printed statements of a program with the inputs a, b and the output y, without the buffers' lines. */
function statementsOf(emit: (builder: ProgramBuilder, a: Expression, b: Expression, y: number) => void, size = 1): readonly string[] {
  const builder = new ProgramBuilder();
  const [a, b] = ["a", "b"].map((name) => e.load(builder.buffer({ role: "input", name, scalar: "f32", size: 1 }), e.constantIndex(0)));
  const y = builder.buffer({ role: "output", name: "y", scalar: "f32", size });
  emit(builder, a, b, y);
  const program = builder.finish();
  checkProgram(program);
  return printProgram(program)
    .split("\n")
    .filter((line) => !/^(input|output) |^$/.test(line));
}

describe("flattening", () => {
  test("leaves a single operation where it is stored", () => {
    expect(statementsOf((builder, a, b, y) => builder.store(y, e.constantIndex(0), e.add(a, b)))).toEqual(["y[0] = a[0] + b[0]"]);
  });

  test("gives operands variables of their own, left before right, under their names", () => {
    expect(
      statementsOf((builder, a, b) => {
        builder.return(e.divide(e.add(e.multiply(a, a, "square"), b, "total"), e.subtract(a, b)));
      }),
    ).toEqual([
      "let square.0 = a[0] * a[0]",
      "let total.1 = square.0 + b[0]",
      "let difference.2 = a[0] - b[0]",
      "let quotient.3 = total.1 / difference.2",
      "return quotient.3",
    ]);
  });

  test("computes all four parts of a selection before it", () => {
    expect(
      statementsOf((builder, a, b, y) => {
        const selection = e.select(e.lessOrEqual(e.add(a, b), a), e.multiply(a, b), e.select(e.less(a, b), a, b));
        builder.store(y, e.constantIndex(0), selection);
      }),
    ).toEqual([
      "let sum.0 = a[0] + b[0]",
      "let product.1 = a[0] * b[0]",
      "let selected.2 = a[0] < b[0] ? a[0] : b[0]",
      "y[0] = sum.0 <= a[0] ? product.1 : selected.2",
    ]);
  });

  test("sets no variable to itself", () => {
    expect(
      statementsOf((builder, a) => {
        const kept = builder.variable("kept", a);
        kept.set(kept.read);
        builder.return(kept.read);
      }),
    ).toEqual(["var kept.0 = a[0]", "return kept.0"]);
  });

  test("flattens what is declared and what is set", () => {
    expect(
      statementsOf((builder, a, b) => {
        const variable = builder.variable("v", e.add(e.add(a, b), b));
        variable.set(e.add(variable.read, e.multiply(a, b)));
        builder.return(builder.let("last", e.subtract(variable.read, a)));
      }),
    ).toEqual([
      "let sum.0 = a[0] + b[0]",
      "var v.1 = sum.0 + b[0]",
      "let product.2 = a[0] * b[0]",
      "v.1 = v.1 + product.2",
      "let last.3 = v.1 - a[0]",
      "return last.3",
    ]);
  });

  test("atoms cost no statement; operations get one", () => {
    expect(
      statementsOf((builder, a, b) => {
        expect(builder.atom(a)).toBe(a);
        expect(builder.named("unused", b)).toBe(b);
        const sum = builder.named("y", e.add(a, b));
        expect(builder.atom(sum)).toBe(sum);
        const constant = e.constant(2);
        expect(builder.atom(constant)).toEqual(constant);
        const picked = builder.named("picked", e.select(e.less(a, b), a, sum));
        builder.return(picked);
      }),
    ).toEqual(["let y.0 = a[0] + b[0]", "let picked.1 = a[0] < b[0] ? a[0] : y.0", "return picked.1"]);
  });
});

describe("constants", () => {
  test("without a name stay where they are", () => {
    expect(statementsOf((builder, a) => builder.return(e.multiply(a, e.constant(0.5))))).toEqual([
      "let product.0 = a[0] * 0.5",
      "return product.0",
    ]);
  });

  test("with a name become one table for each name and value", () => {
    const slope = (value: number, name = "slope") => e.constant(value, name);
    expect(
      statementsOf((builder, a, b) => {
        const left = e.add(e.multiply(a, slope(0.5)), e.multiply(b, slope(0.5)));
        const right = e.add(e.multiply(a, slope(0.25)), e.multiply(b, slope(0.5, "alpha")));
        builder.return(e.add(left, right));
      }),
    ).toEqual([
      "table slope[1]",
      "table slope[1]",
      "table alpha[1]",
      "let product.0 = a[0] * slope[0]",
      "let product.1 = b[0] * slope[0]",
      "let sum.2 = product.0 + product.1",
      "let product.3 = a[0] * slope[0]",
      "let product.4 = b[0] * alpha[0]",
      "let sum.5 = product.3 + product.4",
      "let sum.6 = sum.2 + sum.5",
      "return sum.6",
    ]);
  });

  test("hold the value they were given", () => {
    const builder = new ProgramBuilder();
    builder.atom(e.constant(0.25, "slope"));
    const [table] = builder.finish().buffers;
    expect(table).toEqual({ role: "table", name: "slope", scalar: "f32", size: 1, values: Float32Array.of(0.25), rowLength: 1, comment: "" });
  });

  test("a table of a model with the same name and more elements is not taken for the constant", () => {
    const builder = new ProgramBuilder();
    builder.buffer({ role: "table", name: "slope", scalar: "f32", size: 2, values: Float32Array.of(0.25, 1), rowLength: 2, comment: "" });
    expect(builder.atom(e.constant(0.25, "slope"))).toEqual(e.load(1, e.constantIndex(0)));
  });

  test("that float32 does not hold are refused", () => {
    expect(() => e.constant(0.1)).toThrow(new RangeError("0.1 is no f32"));
    expect(e.constant(Math.fround(0.1))).toEqual({ kind: "constant", scalar: "f32", value: Math.fround(0.1) });
  });
});

describe("loops", () => {
  test("nest, and statements after them stand outside", () => {
    expect(
      statementsOf((builder, a, b, y) => {
        builder.for("i", 2, (i) => {
          builder.for("k", 3, (k) => builder.store(y, e.flatIndex([2, 3], [i, k]), a));
          builder.store(y, i, b);
        });
        builder.store(y, e.constantIndex(5), b);
      }, 6),
    ).toEqual([
      "for i.0 in 0..1",
      "  for k.1 in 0..2",
      "    y[3*i.0 + k.1] = a[0]",
      "  y[i.0] = b[0]",
      "y[5] = b[0]",
    ]);
  });

  test("of one turn are unrolled", () => {
    expect(
      statementsOf((builder, a, _, y) => {
        builder.for("i", 1, (i) => builder.for("k", 3, (k) => builder.store(y, e.flatIndex([1, 3], [i, k]), a)));
      }, 3),
    ).toEqual(["for k.0 in 0..2", "  y[k.0] = a[0]"]);
  });
});
