// The printed form of a Program, whole.

import { expect, test } from "vitest";
import { ProgramBuilder } from "../../src/program/builder.ts";
import * as e from "../../src/program/expression.ts";
import { printProgram } from "../../src/program/print-program.ts";

test("prints each buffer, statement, operator and index", () => {
  const builder = new ProgramBuilder();
  const x = builder.buffer({ role: "input", name: "x", scalar: "f32", size: 12 });
  const y = builder.buffer({ role: "output", name: "y", scalar: "f32", size: 12 });
  builder.buffer({ role: "table", name: "W1", scalar: "f32", size: 2, values: Float32Array.of(1, 2), rowLength: 1, comment: "W1, 2 x 1" });
  builder.buffer({ role: "table", name: "b1", scalar: "f32", size: 1, values: Float32Array.of(1), rowLength: 1, comment: "" });
  builder.buffer({ role: "scratch", name: "h", scalar: "f32", size: 3 });
  builder.for("i", 3, (i) => {
    const sum = builder.variable("sum", e.constant(-1.5));
    builder.for("k", 2, (k) => sum.set(e.subtract(sum.read, e.load(x, e.addIndex(e.flatIndex([3, 4], [i, k]), e.constantIndex(2))))));
    builder.store(y, i, e.select(e.lessOrEqual(sum.read, e.constant(0)), sum.read, e.constant(0)));
    builder.store(y, e.addIndex(e.constantIndex(11), i, -2), e.divide(sum.read, e.constant(3)));
  });
  builder.store(y, e.constantIndex(0), e.multiply(e.load(x, e.constantIndex(1)), e.load(x, e.constantIndex(0))));
  expect(printProgram(builder.finish())).toBe(`input x[12]
output y[12]
table W1[2]  ; W1, 2 x 1
table b1[1]
scratch h[3]
for i.0 in 0..2
  var sum.1 = -1.5
  for k.2 in 0..1
    sum.1 = sum.1 - x[4*i.0 + k.2 + 2]
  y[i.0] = sum.1 <= 0 ? sum.1 : 0
  y[-2*i.0 + 11] = sum.1 / 3
y[0] = x[1] * x[0]
`);
});

test("tells −0 from 0, prints a return, and a variable for the constant of an operation of constants", () => {
  const builder = new ProgramBuilder();
  const y = builder.let("y", e.add(e.constant(-0), e.constant(0)));
  builder.return(y);
  expect(printProgram(builder.finish())).toBe("let value.0 = -0\nlet y.1 = value.0 + 0\nreturn y.1\n");
});
