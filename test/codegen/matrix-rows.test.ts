// Names for the rows that a loop reads, as Go declares them: what a source says where its table is an array of rows, and where it is one long array.

import { expect, test } from "vitest";
import type { Language } from "../../src/codegen/language.ts";
import { rowDeclaration } from "../../src/codegen/matrix-rows.ts";
import { c } from "../../src/languages/c/language.ts";
import { go } from "../../src/languages/go/language.ts";
import { addIndex, constantIndex, variableIndex } from "../../src/program/expression.ts";
import type { Buffer, Index } from "../../src/program/program.ts";

const TABLE: Buffer = { role: "table", name: "W", scalar: "f32", size: 64, values: new Float32Array(64), rowLength: 8, comment: "" };
const START = addIndex(constantIndex(0), variableIndex(0), 8);

/** As Go writes an index of one variable, k. */
function spelled({ constant, terms }: Index): string {
  const product = terms.map(({ factor }) => (factor === 1 ? "k" : `${factor}*k`));
  return [...product, ...(constant === 0 ? [] : [String(constant)])].join("+");
}

function declared(language: Language, matrices: ReadonlySet<Buffer>, size: number): string | undefined {
  return rowDeclaration({ buffer: 0, start: START, size }, TABLE, { spelling: language.spelling([]), matrices, index: spelled })?.("row", "W");
}

test("a part of one long array, with blanks around the colon as gofmt has them", () => {
  expect(declared(go, new Set(), 8)).toBe("row := (*[8]float32)(W[8*k : 8*k+8])");
});

test("a whole row of an array of rows, and nothing where it is a part of one", () => {
  expect(declared(go, new Set([TABLE]), 8)).toBe("row := &W[k]");
  expect(declared(go, new Set([TABLE]), 4)).toBeUndefined();
});

test("nothing in C, which needs none", () => {
  expect([declared(c, new Set(), 8), declared(c, new Set([TABLE]), 8)]).toEqual([undefined, undefined]);
});
