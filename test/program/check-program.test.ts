// Every rule of the checker, broken once: the message is asserted whole.

import { describe, expect, test } from "vitest";
import { checkProgram } from "../../src/program/check-program.ts";
import * as e from "../../src/program/expression.ts";
import type { Buffer, Expression, Local, Program, Statement } from "../../src/program/program.ts";

const X = 0;
const Y = 1;
const T = 2;
const S = 3;
const BUFFERS: readonly Buffer[] = [
  { role: "input", name: "x", scalar: "f32", size: 4 },
  { role: "output", name: "y", scalar: "f32", size: 6 },
  { role: "table", name: "t", scalar: "f32", size: 2, values: Float32Array.of(1, 2), rowLength: 2, comment: "" },
  { role: "scratch", name: "s", scalar: "f32", size: 3 },
];
const LOCALS: readonly Local[] = [
  { name: "i", scalar: "i32" },
  { name: "k", scalar: "i32" },
  { name: "a", scalar: "f32" },
  { name: "b", scalar: "f32" },
  { name: "j", scalar: "i32", bounds: { least: 0, greatest: 3 } },
  { name: "n", scalar: "i32" },
];
const [I, K, A, B, J, N] = [0, 1, 2, 3, 4, 5];

const at = e.constantIndex;
const x0 = e.load(X, at(0));
const letA: Statement = { kind: "let", local: A, value: x0, mutable: false };
const three = e.constantOf("i32", 3);
const truth = e.constantOf("bool", 1);
const letN: Statement = { kind: "let", local: N, value: three, mutable: false };
const letJ = (value: Expression): Statement => ({ kind: "let", local: J, value, mutable: false });
const varA: Statement = { kind: "let", local: A, value: x0, mutable: true };
const store = (value: Expression, index = at(0), buffer = Y): Statement => ({ kind: "store", buffer, index, value });
const loop = (variable: number, extent: number, ...body: Statement[]): Statement => ({ kind: "for", variable, extent, step: 1, body });
const returning = (value: Expression): Statement => ({ kind: "return", value });
const program = (...body: Statement[]): Program => ({ buffers: BUFFERS, locals: LOCALS, body });

/** A program whose one buffer or whose one result is what matters. */
const withBuffer = (buffer: Buffer): Program => ({ buffers: [buffer], locals: [], body: [] });
const table = (...values: number[]): Buffer => ({ role: "table", name: "t", scalar: "f32", size: 2, values: Float32Array.from(values), rowLength: 1, comment: "" });
const NUMBER: readonly Buffer[] = [
  { role: "input", name: "x", scalar: "f32", size: 1 },
  { role: "output", name: "y", scalar: "f32", size: 1 },
];

test("a program that keeps the rules passes", () => {
  const good = program(
    varA,
    loop(I, 2, loop(K, 3, store(e.add(x0, e.local(A)), e.flatIndex([2, 3], [e.variableIndex(I), e.variableIndex(K)])))),
    // The same loop variable again, after its scope, and an index that runs backwards.
    loop(I, 3, store(e.constant(1), { constant: 2, terms: [{ variable: I, factor: -1 }] }, S)),
    { kind: "set", local: A, value: e.select(e.less(e.local(A), e.constant(0)), x0, e.load(T, at(1))) },
  );
  expect(() => checkProgram(good)).not.toThrow();
  // A position found by clamping: 0 ≤ j ≤ 3 is proved from the operators' intervals.
  const clamped = e.apply("minimum", [e.local(N), three]);
  const found = program(
    { kind: "let", local: N, value: e.convert(x0, "i32", "truncate"), mutable: true },
    { kind: "set", local: N, value: e.apply("maximum", [e.local(N), e.constantOf("i32", 0)]) },
    letJ(e.constantOf("i32", 2)),
    store(e.load(X, e.variableIndex(J))),
  );
  expect(() => checkProgram(found)).not.toThrow();
  expect(clamped.kind).toBe("apply");
  expect(() => checkProgram({ buffers: NUMBER, locals: [], body: [returning(x0)] })).not.toThrow();
});

describe("a broken rule is named with its place", () => {
  const cases: readonly (readonly [string, Program])[] = [
    ["buffer x has size 0", withBuffer({ role: "input", name: "x", scalar: "f32", size: 0 })],
    ["buffer x has size 1.5", withBuffer({ role: "input", name: "x", scalar: "f32", size: 1.5 })],
    ["table t does not hold 2 values", withBuffer(table(1))],
    ["table t holds NaN, an infinity or −0", withBuffer(table(1, NaN))],
    ["table t holds NaN, an infinity or −0", withBuffer(table(-Infinity, 1))],
    ["table t holds NaN, an infinity or −0", withBuffer(table(-0, 1))],

    ["body[1]: local 2 is declared twice", program(letA, letA)],
    ["body[1][0]: local 2 is declared twice", program(letA, loop(I, 2, letA))],
    ["body[0][0]: local 0 is declared twice", program(loop(I, 2, { kind: "let", local: I, value: x0, mutable: false }))],
    ["body[0]: there is no local 9", program({ kind: "let", local: 9, value: x0, mutable: false })],
    ["body[1]: local 2 is not a mutable variable", program(letA, { kind: "set", local: A, value: x0 })],
    ["body[0]: local 2 is not a mutable variable", program({ kind: "set", local: A, value: x0 })],
    ["body[0]: local 3 is not declared", program(store(e.local(B)))],
    ["body[0]: local 2 is not declared", program({ kind: "let", local: A, value: e.add(e.local(A), x0), mutable: false })],
    ["body[1]: local 2 is not declared", program(loop(I, 2, letA), store(e.local(A)))],
    ["body[0][0]: local 0 is not declared", program(loop(I, 2, store(e.local(I))))],

    ["body[0]: stores into a buffer with role input", program(store(x0, at(0), X))],
    ["body[0]: stores into a buffer with role table", program(store(x0, at(0), T))],
    ["there is no buffer 7", program(store(x0, at(0), 7))],
    ["there is no buffer 7", program(store(e.load(7, at(0))))],
    ["body[0]: loads from an output", program(store(e.load(Y, at(0))))],

    ["body[0]: extent 0", program(loop(I, 0))],
    ["body[0]: extent 2.5", program(loop(I, 2.5))],
    ["body[0]: there is no i32 local 9", program(loop(9, 2))],
    ["body[0]: there is no i32 local 2", program(loop(A, 2))],
    ["body[0][0]: loop variable 0 is already in scope", program(loop(I, 2, loop(I, 2)))],
    ["body[1]: loop variable 5 is already in scope", program(letN, loop(N, 2))],

    ["body[0]: y is accessed at 6..6 but holds 6", program(store(x0, at(6)))],
    ["body[0]: y is accessed at -1..-1 but holds 6", program(store(x0, at(-1)))],
    ["body[0]: x is accessed at 4..4 but holds 4", program(store(e.load(X, at(4))))],
    ["body[0]: y is accessed at 0.5", program(store(x0, at(0.5)))],
    ["body[0][0]: y is accessed at 0..6 but holds 6", program(loop(I, 7, store(x0, e.variableIndex(I))))],
    [
      "body[0][0]: y is accessed at -3..3 but holds 6",
      program(loop(I, 4, store(x0, { constant: 0, terms: [{ variable: I, factor: -1 }, { variable: I, factor: 1 }] }))),
    ],
    ["body[0][0]: y is accessed with the factor 0.5", program(loop(I, 2, store(x0, { constant: 0, terms: [{ variable: I, factor: 0.5 }] })))],
    ["body[0][0]: y is accessed with the factor 0", program(loop(I, 2, store(x0, { constant: 0, terms: [{ variable: I, factor: 0 }] })))],
    ["body[0]: 1 is neither a loop variable nor a bounded one in scope", program(store(x0, e.variableIndex(K)))],
    ["body[1]: 0 is neither a loop variable nor a bounded one in scope", program(loop(I, 2), store(x0, e.variableIndex(I)))],

    ["body[0]: 0.1 is not f32", program(store({ kind: "constant", scalar: "f32", value: 0.1 }))],
    ["body[0]: a constant is NaN, an infinity or −0", program(store({ kind: "constant", scalar: "f32", value: NaN }))],
    ["body[0]: a constant is NaN, an infinity or −0", program(store({ kind: "constant", scalar: "f32", value: Infinity }))],
    ["body[0]: a constant is NaN, an infinity or −0", program(store({ kind: "constant", scalar: "f32", value: -0 }))],

    ["body[0]: a value of i32 is kept as f32", program(store(three))],
    ["body[0]: a value of f32 is kept as i32", program({ kind: "let", local: N, value: x0, mutable: false })],
    ["there is no add of f32, i32", program(store(e.add(x0, three)))],
    ["there is no minimum of f32, f32", program(store(e.apply("minimum", [x0, x0])))],
    ["there is no select of f32, f32, f32", program(store(e.select(x0, x0, x0)))],
    ["f32 is not converted to f32 by round", program(store(e.convert(x0, "f32", "round")))],
    ["body[1]: local 4 is set to 0..4 but declared as 0..3", program(letN, letJ(e.apply("and", [e.local(N), e.constantOf("i32", 4)])))],
    ["body[1]: local 4 is set to -2147483648..3 but declared as 0..3", program(letN, letJ(e.apply("minimum", [e.local(N), three])))],
    ["body[1]: x is accessed at 1..4 but holds 4", program(letJ(three), store(e.load(X, { constant: 1, terms: [{ variable: J, factor: 1 }] })))],
    ["body[1]: 5 is neither a loop variable nor a bounded one in scope", program(letN, store(e.load(X, e.variableIndex(N))))],

    ["body[0]: more than one operation in a statement", program(store(e.add(e.add(x0, x0), x0)))],
    ["body[0]: more than one operation in a statement", program(store(e.add(x0, e.select(e.less(x0, x0), x0, x0))))],
    ["body[0]: more than one operation in a statement", program(store(e.select(e.less(e.add(x0, x0), x0), x0, x0)))],
    ["body[0]: more than one operation in a statement", program(store(e.select(e.less(x0, e.add(x0, x0)), x0, x0)))],
    ["body[0]: more than one operation in a statement", program(store(e.select(e.less(x0, x0), e.add(x0, x0), x0)))],
    ["body[0]: more than one operation in a statement", program(store(e.select(e.less(x0, x0), x0, e.add(x0, x0))))],
    ["body[0]: more than one operation in a statement", program(store(e.select(e.select(e.less(x0, x0), truth, truth), x0, x0)))],
    ["body[0]: an operation of constants alone", program(store(e.divide(e.constant(1), e.constant(3))))],
    ["body[0]: an operation of constants alone", program(store(e.select(e.less(e.constant(1), e.constant(3)), x0, x0)))],
    ["body[0]: an operation of constants alone", program(store(e.convert(three, "f32", "round")))],

    ["body[0]: more than one operation in a statement", { buffers: NUMBER, locals: [], body: [returning(e.add(x0, x0))] }],
    ["body[0][0]: returns from inside a loop", { buffers: NUMBER, locals: LOCALS, body: [loop(I, 2, returning(x0))] }],
    ["a return is not the last statement of the body", { buffers: NUMBER, locals: [], body: [returning(x0), store(x0)] }],
    ["a return is not the last statement of the body", { buffers: NUMBER, locals: [], body: [returning(x0), returning(x0)] }],
    ["a return, but there is not one output of one element", program(returning(x0))],
  ];
  test.each(cases)("%s", (message, broken) => {
    expect(() => checkProgram(broken)).toThrow(/^Program is broken: /);
    let thrown = "";
    try {
      checkProgram(broken);
    } catch (error) {
      thrown = error instanceof Error ? error.message : "";
    }
    expect(thrown.replace("Program is broken: ", "")).toBe(message);
  });
});
