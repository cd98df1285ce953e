// Samples with missing cells: refused with what is known of all of them, or left out with a note.

import { describe, expect, test } from "vitest";
import { parseCsv } from "../../../src/train/data/csv.ts";
import { chooseColumns } from "../../../src/train/data/choose-columns.ts";
import { thrownDiagnostic } from "../../diagnostics/thrown.ts";

const TEXT = "a,b,comment,y\n1,2,,10\n2,,x,11\n3,NaN,,12\n4,5,,n/a\n5,6,,14\n";
const table = parseCsv(TEXT, "t.csv");
const choice = { inputs: ["a", "b"] };

test("they are refused with how many there are, in which columns, and what to do", () => {
  expect(thrownDiagnostic(() => chooseColumns(table, choice))).toEqual({
    category: "model",
    message: "a value is missing",
    place: "t.csv: line 3, column 2 (b)",
    note: "3 cells are missing, in 'b', 'y'",
    hint: "fill in what is missing, or leave such samples out by --missing drop",
  });
});

describe("left out", () => {
  test("are those in columns that are used, and it is said", () => {
    const { samples, lines, notes } = chooseColumns(table, { ...choice, missing: "drop" });
    expect([[...samples.points], [...samples.values], [...lines]]).toEqual([[1, 2, 5, 6], [10, 14], [2, 6]]);
    expect(notes).toEqual(["3 of 5 samples are left out: 3 cells are missing, in 'b', 'y'"]);
    expect([...chooseColumns(table, { inputs: ["a"], missing: "drop" }).lines]).toEqual([2, 3, 4, 6]);
  });

  test("is nothing where nothing is missing", () => {
    const { lines, notes } = chooseColumns(parseCsv("a,y\n1,2\n2,3\n", "t.csv"), { missing: "drop" });
    expect([[...lines], notes]).toEqual([[2, 3], []]);
  });

  test("what is wrong and not missing is refused all the same, with its line", () => {
    const wrong = parseCsv("a,y\n1,2\n,3\n2,abc\n3,inf\n4,5\n", "t.csv");
    expect(thrownDiagnostic(() => chooseColumns(wrong, { missing: "drop" }))).toMatchObject({ message: "'abc' is not a number", place: "t.csv: line 4, column 2 (y)" });
    const dropped = parseCsv("a,y\n1,2\n,abc\n2,inf\n3,4\n", "t.csv");
    expect(thrownDiagnostic(() => chooseColumns(dropped, { missing: "drop" }))).toMatchObject({ message: "'inf' is not a number", place: "t.csv: line 4, column 2 (y)" });
  });

  test("may not be all of them", () => {
    expect(thrownDiagnostic(() => chooseColumns(parseCsv("a,b,y\n1,,2\n,2,3\n", "t.csv"), { missing: "drop" }))).toEqual({
      category: "model",
      message: "every sample has a missing cell",
      place: "t.csv",
      note: "of 2; 2 cells are missing, in 'a', 'b'",
      hint: "leave columns out by --inputs and --outputs",
    });
  });

  test("samples without a label are", () => {
    const labels = parseCsv("a,kind\n1,cat\n2,\n3,dog\n4,cat\n", "t.csv");
    const { samples, lines } = chooseColumns(labels, { missing: "drop" });
    expect([[...samples.values], [...lines]]).toEqual([[0, 1, 0], [2, 4, 5]]);
    expect(thrownDiagnostic(() => chooseColumns(labels, {}))).toEqual({
      category: "model",
      message: "a label is missing",
      place: "t.csv: line 3, column 2 (kind)",
      note: "cells that are empty or say none, null, NA or the like stand for what is missing; one cell is missing, in 'kind'",
      hint: "fill in what is missing, or leave such samples out by --missing drop",
    });
  });
});
