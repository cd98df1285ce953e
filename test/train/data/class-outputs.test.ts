// Outputs that are classes: when they are taken for such, what they become, and what is refused.

import { describe, expect, test } from "vitest";
import { chooseColumns, type ColumnChoice } from "../../../src/train/data/choose-columns.ts";
import { chooseHoldOut } from "../../../src/train/data/choose-hold-out.ts";
import { parseCsv } from "../../../src/train/data/csv.ts";
import { knownLabelPositions } from "../../../src/train/data/labels.ts";
import { prepareDataset } from "../../../src/train/data/prepare.ts";
import { readTask } from "../../../src/train/data/task.ts";
import { thrownDiagnostic } from "../../diagnostics/thrown.ts";

const FLOWERS = "size,width,kind\n1,2,rose\n3,4,lily\n5,6,rose\n7,9,aster\n8,8,lily\n9,9,aster\n";

function choose(text: string, choice: ColumnChoice = {}) {
  return chooseColumns(parseCsv(text, "t.csv"), choice);
}

function rows(text: string, choice: ColumnChoice = {}): readonly number[][] {
  const { samples, outputs, lines } = choose(text, choice);
  return [...lines].map((_, row) => [...samples.values.slice(row * outputs.length, (row + 1) * outputs.length)]);
}

describe("classes", () => {
  test("are the words of a column in ascending order, each with an output of its own", () => {
    const { classes, outputs, notes } = choose(FLOWERS);
    expect(classes).toEqual({ kind: "one-of", column: "kind", labels: ["aster", "lily", "rose"] });
    expect(outputs).toEqual([
      { name: "kind_aster", header: "aster", number: 3, low: 0, high: 1 },
      { name: "kind_lily", header: "lily", number: 3, low: 0, high: 1 },
      { name: "kind_rose", header: "rose", number: 3, low: 0, high: 1 },
    ]);
    expect(rows(FLOWERS)).toEqual([[0, 0, 1], [0, 1, 0], [0, 0, 1], [1, 0, 0], [0, 1, 0], [1, 0, 0]]);
    expect(notes).toEqual(["'kind' holds the labels of 3 classes: 'aster', 'lily', 'rose'"]);
  });

  test("of two words are one output, the probability of the second", () => {
    const text = "x,ok\n1,yes\n2,no\n3,yes\n";
    expect(choose(text).classes).toEqual({ kind: "one-of", column: "ok", labels: ["no", "yes"] });
    expect(choose(text).outputs).toEqual([{ name: "ok_yes", header: "yes", number: 2, low: 0, high: 1 }]);
    expect(rows(text)).toEqual([[1], [0], [1]]);
  });

  test("of 0 and 1 keep the column's name, unless they are said to be numbers", () => {
    const text = "x,ok\n1,1\n2,0\n3,1\n4,0\n";
    expect(choose(text)).toMatchObject({
      classes: { kind: "one-of", column: "ok", labels: ["0", "1"] },
      outputs: [{ name: "ok", header: "ok", number: 2, low: 0, high: 1 }],
      notes: ["'ok' is 0 or 1: two classes; the task numbers would take them for quantities"],
    });
    expect(rows(text)).toEqual([[1], [0], [1], [0]]);
    expect(choose(text, { task: "numbers" }).classes).toBeUndefined();
  });

  test("are whole numbers where that is said, in the order of numbers; a label with one sample is told of", () => {
    const text = "x,grade\n1,10\n2,2\n3,-1\n4,2\n5,10\n";
    expect(choose(text).classes).toBeUndefined();
    expect(choose(text, { task: "classes" })).toMatchObject({
      classes: { kind: "one-of", column: "grade", labels: ["-1", "2", "10"] },
      outputs: [{ name: "grade_1" }, { name: "grade_2" }, { name: "grade_10" }],
      notes: ["the class '-1' has one sample only"],
    });
    expect(rows(text, { task: "classes" })).toEqual([[0, 0, 1], [0, 1, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]]);
  });

  test("of several columns are these where every sample has one of them, else each column is a question", () => {
    const outputs = ["a", "b", "c"];
    expect(choose("x,a,b,c\n1,1,0,0\n2,0,1,0\n3,0,0,1\n", { outputs }).classes).toEqual({ kind: "one-of", column: "", labels: outputs });
    const each = choose("x,a,b,c\n1,1,1,0\n2,0,1,0\n3,0,0,1\n", { outputs });
    expect(each.classes).toEqual({ kind: "each" });
    expect(each.outputs.map(({ name }) => name)).toEqual(outputs);
    expect(each.notes).toEqual(["'a', 'b', 'c' are 0 or 1: each is a question of its own; the task numbers would take them for quantities"]);
    expect(choose("x,a,b\n1,1,0.5\n2,0,1\n", { outputs: ["a", "b"] }).classes).toBeUndefined();
  });

  test("have output names that no column has", () => {
    const { outputs } = choose("kind_a,kind\n1,a\n2,ä\n3,ö\n4,a\n");
    expect(outputs.map(({ name }) => name)).toEqual(["kind_a_2", "kind_2", "kind_3"]);
  });
});

describe("what is refused", () => {
  test.each([
    ["a single class", "x,k\n1,a\n2,a\n", {}, { place: "t.csv: column 2 (k)", message: "the output 'k' is constant", note: "its label is 'a' in all 2 samples", hint: "give samples of another class too, or choose another column" }],
    ["a label for each sample", "x,k\n1,a\n2,b\n3,c\n", {}, { place: "t.csv: column 2 (k)", message: "the output 'k' has 3 different labels", note: "every sample has one of its own, so that there is nothing to learn", hint: "choose another column, or take labels together" }],
    ["a missing label", "x,k\n1,a\n2,none\n3,c\n", {}, { place: "t.csv: line 3, column 2 (k)", message: "a label is missing", note: "cells that are empty or say none, null, NA or the like stand for what is missing; one cell is missing, in 'k'", hint: "fill in what is missing, or leave such samples out by --missing drop" }],
    ["a slip among numbers", "x,k\n1,5\n2,six\n3,7\n", {}, { place: "t.csv: line 3, column 2 (k)", message: "'six' is not a number", hint: "write it in digits with a decimal point, such as 0.001 or 1e-3, or leave the column out by --inputs" }],
    ["fractions", "x,k\n1,1\n2,2.5\n3,1\n", { task: "classes" }, { place: "t.csv: line 3, column 2 (k)", message: "2.5 is no label", note: "numbers that stand for classes are whole", hint: "write --task numbers, or whole numbers or words for the classes" }],
    ["several columns of other numbers", "x,k,l\n1,1,0\n2,2,1\n3,1,1\n", { task: "classes", outputs: ["k", "l"] }, { place: "--outputs", message: "the output 'k' is not of 0 and 1", note: "several outputs are classes where every one of them is 0 or 1", hint: "name one column by --outputs" }],
  ] as const)("%s", (_, text, choice, expected) => {
    expect(thrownDiagnostic(() => choose(text, choice))).toMatchObject(expected);
  });

  test("more labels than a network tells apart", () => {
    const text = `x,k\n${Array.from({ length: 600 }, (_, i) => `${i},k${i % 257}`).join("\n")}\n`;
    expect(thrownDiagnostic(() => choose(text))).toMatchObject({ message: "the output 'k' has 257 different labels", note: "at most 256 are told apart" });
  });

  test("labels that a network does not know", () => {
    const table = parseCsv("x,k\n1,a\n2,z\n3,y\n4,z\n", "t.csv");
    expect(thrownDiagnostic(() => knownLabelPositions(table, table.columns[1], ["a", "b"]))).toMatchObject({
      place: "t.csv: line 3, column 2 (k)",
      message: "'z' is no label that the network knows",
      note: "3 samples have such a label: 'y', 'z'; it knows 'a', 'b'",
      hint: "leave these samples out, or train the network with them",
    });
    expect([...knownLabelPositions(parseCsv("x,k\n1,2\n2,10\n", "t.csv"), parseCsv("x,k\n1,2\n2,10\n", "t.csv").columns[1], ["2", "10"])]).toEqual([0, 1]);
  });

  test("words that are no task", () => {
    expect(readTask("classes")).toBe("classes");
    expect(readTask("class")).toEqual({ problem: "'class' is no task", hint: "write numbers or classes" });
  });
});

describe("prepared for training", () => {
  test("probabilities are not scaled, and contradictions are told as such", () => {
    const prepared = prepareDataset(parseCsv("x,k\n1,a\n2,b\n2,a\n4,b\n", "t.csv"), { seed: 1 });
    expect(prepared.standardised.scaling.outputs).toEqual([{ mean: 0, deviation: 1 }]);
    expect([...prepared.standardised.samples.values]).toEqual([0, 1, 0, 1]);
    expect(prepared.notes).toEqual([
      "'k' holds the labels of 2 classes: 'a', 'b'",
      "nothing is held out: of 4 samples each is needed",
      "one sample has the inputs of an earlier one and another class, on line 4, after line 3; nothing can be right about both",
    ]);
  });

  test("a whole truth table is needed whole, one with a row twice is not whole", () => {
    const rowsOf = (inputs: number, extra = ""): string =>
      `${Array.from({ length: inputs }, (_, i) => `x${i}`).join()},y\n${Array.from({ length: 2 ** inputs }, (_, row) => {
        const bits = Array.from({ length: inputs }, (__, i) => (row >> i) & 1);
        return [...bits, bits.reduce((sum, bit) => sum + bit, 0) % 2].join();
      }).join("\n")}\n${extra}`;
    expect(chooseHoldOut(choose(rowsOf(5)), undefined)).toEqual({
      share: 0,
      notes: ["nothing is held out: the samples are a whole truth table, and each of them is needed"],
    });
    expect(chooseHoldOut(choose(rowsOf(5, "1,1,1,1,1,1\n")), undefined)).toEqual({ share: 0.2, notes: [] });
  });
});
