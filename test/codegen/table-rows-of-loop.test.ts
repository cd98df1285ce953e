import { describe, expect, test } from "vitest";
import { startOf, tableRowsOf, type TableRow } from "../../src/codegen/table-rows-of-loop.ts";
import * as e from "../../src/program/expression.ts";
import type { Buffer, Expression, Index, Program, Statement } from "../../src/program/program.ts";

const [K, I, J] = [0, 1, 2];
const [INPUT, TABLE, OUTPUT] = [0, 1, 2];
const BUFFERS: readonly Buffer[] = [
  { role: "input", name: "x", scalar: "f32", size: 64 },
  { role: "table", name: "W", scalar: "f32", size: 64, values: new Float32Array(64), rowLength: 8, comment: "" },
  { role: "output", name: "y", scalar: "f32", size: 8 },
];
const LOCALS = ["k", "i", "j"].map((name) => ({ name, scalar: "i32" as const }));

function index(constant: number, ...terms: readonly (readonly [variable: number, factor: number])[]): Index {
  return { constant, terms: terms.map(([variable, factor]) => ({ variable, factor })) };
}

/** `for i < 8: y[i] = …` for every expression, inside a loop over k. */
function rowsOf(values: readonly Expression[], step = 1): readonly TableRow[] {
  const body = values.map((value): Statement => ({ kind: "store", buffer: OUTPUT, index: e.variableIndex(I), value }));
  const program: Program = { buffers: BUFFERS, locals: LOCALS, body: [] };
  return tableRowsOf({ kind: "for", variable: I, extent: 8, step, body }, program, (variable) => variable === K);
}

describe("rows of tables that a loop reads", () => {
  test("are found once each, in the order in which they are read", () => {
    const [first, second] = [index(0, [K, 8], [I, 1]), index(8, [K, 8], [I, 1])];
    const sum = e.add(e.load(TABLE, second), e.load(TABLE, first));
    expect(rowsOf([sum, e.load(TABLE, second)])).toEqual([
      { buffer: TABLE, start: index(8, [K, 8]), size: 8 },
      { buffer: TABLE, start: index(0, [K, 8]), size: 8 },
    ]);
  });

  test.each([
    ["an input", e.load(INPUT, index(0, [K, 8], [I, 1])), 1],
    ["a table from its beginning", e.load(TABLE, index(0, [I, 1])), 1],
    ["a table from a constant on", e.load(TABLE, index(8, [I, 1])), 1],
    ["a column", e.load(TABLE, index(0, [K, 1], [I, 8])), 1],
    ["an element that does not depend on the loop", e.load(TABLE, index(0, [K, 8])), 1],
    ["what depends on a variable of the loop itself", e.load(TABLE, index(0, [I, 1], [J, 8])), 1],
    ["every other element", e.load(TABLE, index(0, [K, 8], [I, 1])), 2],
  ] as const)("are not %s", (_, value, step) => {
    expect(rowsOf([value], step)).toEqual([]);
  });

  test("are left to the loops inside that read them", () => {
    const store: Statement = { kind: "store", buffer: OUTPUT, index: e.variableIndex(J), value: e.load(TABLE, index(0, [I, 8], [J, 1])) };
    const inner: Extract<Statement, { readonly kind: "for" }> = { kind: "for", variable: J, extent: 8, step: 1, body: [store] };
    const program: Program = { buffers: BUFFERS, locals: LOCALS, body: [] };
    expect(tableRowsOf({ kind: "for", variable: I, extent: 8, step: 1, body: [inner] }, program, () => true)).toEqual([]);
    expect(tableRowsOf(inner, program, (variable) => variable === I)).toEqual([
      { buffer: TABLE, start: index(0, [I, 8]), size: 8 },
    ]);
  });

  test("begin where the index stands without the loop's variable", () => {
    expect(startOf(index(3, [K, 8], [I, 1]), I)).toEqual(index(3, [K, 8]));
    expect(startOf(index(3, [K, 8], [I, 2]), I)).toBeUndefined();
    expect(startOf(index(3, [K, 8]), I)).toBeUndefined();
  });
});
