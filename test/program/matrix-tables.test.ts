// Tables that are matrices: whatever picks the row, the column stays within it.

import { expect, test } from "vitest";
import { ProgramBuilder } from "../../src/program/builder.ts";
import * as e from "../../src/program/expression.ts";
import { matrixPlaceOf, matrixTablesOf } from "../../src/program/matrix-tables.ts";
import type { Index, TableBuffer } from "../../src/program/program.ts";

/** Whether a table of four rows of three is a matrix where it is read at these places, of two loops' counters: below 4 and below 3. */
function isMatrix(...places: readonly ((i: Index, j: Index) => Index)[]): boolean {
  const builder = new ProgramBuilder();
  const table: TableBuffer = { role: "table", name: "t", scalar: "f32", size: 12, values: new Float32Array(12), rowLength: 3, comment: "" };
  const [y, t] = [builder.buffer({ role: "output", name: "y", scalar: "f32", size: 12 }), builder.buffer(table)];
  builder.for("i", 4, (i) => {
    builder.for("j", 3, (j) => {
      for (const place of places) builder.store(y, j, e.load(t, place(i, j)));
    });
  });
  return matrixTablesOf([builder.finish()]).has(table);
}

const at = (row: Index, column: Index): Index => e.addIndex(column, row, 3);

test("rows and columns that loops count are", () => {
  expect(isMatrix(at)).toBe(true);
  expect(isMatrix((i) => at(i, e.constantIndex(2)), (_, j) => at(e.constantIndex(3), j), () => e.constantIndex(11))).toBe(true);
});

test.each([
  ["a column that goes on in the next row", (i: Index, j: Index) => e.addIndex(at(i, j), e.constantIndex(1))],
  ["a run through all numbers", (i: Index) => i],
  ["every second number", (_: Index, j: Index) => e.addIndex(e.constantIndex(0), j, 2)],
])("%s is not", (_, place) => {
  expect(isMatrix(place)).toBe(false);
  expect(isMatrix(at, place)).toBe(false);
});

test("places are parted into row and column", () => {
  const index: Index = { constant: 7, terms: [{ variable: 1, factor: 6 }, { variable: 2, factor: 1 }] };
  expect(matrixPlaceOf(index, 3)).toEqual({
    row: { constant: 2, terms: [{ variable: 1, factor: 2 }] },
    column: { constant: 1, terms: [{ variable: 2, factor: 1 }] },
  });
});
