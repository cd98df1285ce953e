// Which parts of programs are taken for functions of one number, and which are not.

import { describe, expect, test } from "vitest";
import { regionsOf } from "../../../src/analysis/regions/find-regions.ts";
import { exactSumsOf } from "../../../src/analysis/regions/exact-sums.ts";
import { rereadIn } from "../../../src/analysis/regions/reread.ts";
import { splitsOf } from "../../../src/analysis/regions/split-numbers.ts";
import { add, apply, constant, constantIndex, load, local, multiply } from "../../../src/program/expression.ts";
import { interpret } from "../../../src/program/interpret.ts";
import type { Expression, Program, Statement } from "../../../src/program/program.ts";
import { programOfActivation } from "../../certify/near/programs.ts";

/** Of one number, which is the first variable. */
function programOf(body: readonly Statement[], locals: number, tables: readonly number[] = []): Program {
  return {
    buffers: [
      { role: "input", name: "x", scalar: "f32", size: 1 },
      { role: "output", name: "y", scalar: "f32", size: 1 },
      ...tables.map((value) => ({ role: "table", name: "t", scalar: "f32", size: 1, values: Float32Array.of(value), rowLength: 1, comment: "" }) as const),
    ],
    locals: Array.from({ length: locals }, () => ({ name: "value", scalar: "f32" })),
    body: [{ kind: "let", local: 0, value: load(0, constantIndex(0)), mutable: false }, ...body],
  };
}

function declare(to: number, value: Expression, mutable = false): Statement {
  return { kind: "let", local: to, value, mutable };
}

const X = local(0);
const LOGISTIC = declare(1, apply("sigmoid", [X]));

describe("regions", () => {
  test("x·sigmoid(x), with all that it alone needs", () => {
    const program = programOf([LOGISTIC, { kind: "return", value: multiply(X, local(1)) }], 2);
    const found = regionsOf(program);
    expect(found.map(({ last, argument, others }) => ({ last, argument, others }))).toEqual([{ last: program.body[2], argument: 0, others: [LOGISTIC] }]);
    expect(interpret(found[0].program, [Float32Array.of(1.5)], 1)).toEqual(interpret(program, [Float32Array.of(1.5)], 1));
  });

  test("what is needed elsewhere as well stays", () => {
    const program = programOf([LOGISTIC, declare(2, multiply(X, local(1))), { kind: "return", value: add(local(2), local(1)) }], 3);
    // All of it follows from x, which is read twice.
    expect(regionsOf(program).map(({ others }) => others.length)).toEqual([2]);
    const stored: Statement = { kind: "store", buffer: 1, index: constantIndex(0), value: local(1) };
    const other = programOf([LOGISTIC, declare(2, multiply(X, local(1))), stored], 3);
    expect(regionsOf(other).map(({ last, others }) => [last, others])).toEqual([[other.body[2], []]]);
  });

  test("what is kept for others keeps what it is computed of", () => {
    const product = declare(2, multiply(local(1), X));
    const stored: Statement = { kind: "store", buffer: 1, index: constantIndex(0), value: add(local(2), constant(1)) };
    const program = programOf([LOGISTIC, product, stored, { kind: "return", value: multiply(local(2), X) }], 3);
    const found = regionsOf(program).map(({ last, others }) => [program.body.indexOf(last), others.length]);
    expect(found).toEqual([[4, 0], [2, 1]]);
  });

  test("numbers of tables are numbers", () => {
    const program = programOf([LOGISTIC, declare(2, multiply(local(1), load(2, constantIndex(0)))), { kind: "return", value: multiply(X, local(2)) }], 3, [0.5]);
    const [{ program: alone }] = regionsOf(program);
    expect(interpret(alone, [Float32Array.of(1.5)], 1)).toEqual(interpret(program, [Float32Array.of(1.5)], 1));
  });

  test("none of two numbers, none that takes a number once, none of lines alone", () => {
    const two = programOf([declare(1, load(0, constantIndex(0))), { kind: "return", value: multiply(X, local(1)) }], 2);
    const once = programOf([LOGISTIC, { kind: "return", value: multiply(local(1), constant(2)) }], 2);
    const lines = programOf([{ kind: "return", value: apply("select", [apply("less", [X, constant(0)]), multiply(X, constant(0.5)), X]) }], 1);
    expect([two, once, lines].map((program) => regionsOf(program).length)).toEqual([0, 0, 0]);
  });

  test("none of a variable that gets another number on the way", () => {
    const body: readonly Statement[] = [
      declare(1, X, true), declare(2, apply("sigmoid", [local(1)])), { kind: "set", local: 1, value: add(local(1), constant(1)) },
      { kind: "return", value: multiply(local(1), local(2)) },
    ];
    expect(regionsOf(programOf(body, 3))).toEqual([]);
    const kept = body.filter(({ kind }) => kind !== "set");
    expect(regionsOf(programOf(kept, 3)).length).toBe(1);
  });
});

test("what is split, summed exactly and read often is found in activations", () => {
  const found = ["gelu", "gelu_tanh", "swish", "mish", "softplus"].map((name) => {
    const [region] = regionsOf(programOfActivation(name));
    return region === undefined ? undefined : [splitsOf(region.program).length, exactSumsOf(region.program).length, rereadIn(region.program).length];
  });
  expect(found).toEqual([[1, 0, 1], [3, 2, 1], [0, 0, 1], [0, 0, 1], undefined]);
});
