// Tables of records: rows that a variable picks, numbers that constants pick, and nothing else.

import { expect, test } from "vitest";
import { ProgramBuilder } from "../../src/program/builder.ts";
import * as e from "../../src/program/expression.ts";
import type { Index, TableBuffer } from "../../src/program/program.ts";
import { recordTablesOf } from "../../src/program/record-tables.ts";

/** Whether a table of four rows of `rowLength` is one of records where it is read at these places, of a picked position and of a loop's. */
function isOfRecords(rowLength: number, ...places: readonly ((position: Index, loop: Index) => Index)[]): boolean {
  const builder = new ProgramBuilder();
  const x = builder.buffer({ role: "input", name: "x", scalar: "i32", size: 1 });
  const y = builder.buffer({ role: "output", name: "y", scalar: "f32", size: 2 });
  const table: TableBuffer = { role: "table", name: "t", scalar: "f32", size: 4 * rowLength, values: new Float32Array(4 * rowLength), rowLength, comment: "" };
  const t = builder.buffer(table);
  const within = e.apply("minimum", [e.apply("maximum", [e.load(x, e.constantIndex(0)), e.constantOf("i32", 0)]), e.constantOf("i32", 3)]);
  const position = builder.position("position", within, { least: 0, greatest: 3 });
  builder.for("i", 2, (i) => {
    for (const place of places) builder.store(y, i, e.load(t, place(position, i)));
  });
  return recordTablesOf([builder.finish()]).has(table);
}

const row = (position: Index, rowLength: number, offset = 0): Index => e.addIndex(e.constantIndex(offset), position, rowLength);

test("the numbers of a picked row are", () => {
  expect(isOfRecords(2, (position) => row(position, 2), (position) => row(position, 2, 1))).toBe(true);
});

test.each([
  ["a number of the next row", 2, (position: Index) => row(position, 1, 2)],
  ["a row that a loop counts", 2, (_: Index, loop: Index) => row(loop, 2)],
  ["a number that a loop counts", 2, (position: Index, loop: Index) => e.addIndex(row(position, 2), loop)],
  ["a row of one number", 1, (position: Index) => position],
  ["a long row", 7, (position: Index) => row(position, 7)],
  ["a place that is known", 2, () => e.constantIndex(3)],
])("%s is not", (_, rowLength, place) => {
  expect(isOfRecords(rowLength, place)).toBe(false);
});

test("one other access is enough", () => {
  expect(isOfRecords(2, (position) => row(position, 2), (_, loop) => loop)).toBe(false);
});
