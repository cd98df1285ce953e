// Choosing columns: the last is the output unless said otherwise, and what no training can use is refused.

import { describe, expect, test } from "vitest";
import type { ColumnChoice } from "../../../src/train/data/choose-columns.ts";
import { chooseColumns } from "../../../src/train/data/choose-columns.ts";
import { parseCsv } from "../../../src/train/data/csv.ts";
import { thrownDiagnostic } from "../../diagnostics/thrown.ts";

const WEATHER = "id,wind speed,temp,power\n1,0.1,-5,10\n2,0.2,30,20\n3,0.3,12,15\n";

function choose(text: string, choice: ColumnChoice = {}) {
  return chooseColumns(parseCsv(text, "t.csv"), choice);
}

function roles(choice: ColumnChoice): readonly [string[], string[]] {
  const { inputs, outputs } = choose(WEATHER, choice);
  return [inputs.map(({ name }) => name), outputs.map(({ name }) => name)];
}

describe("columns", () => {
  test("are chosen by header or by name; the last one is the output where none is named, all others inputs", () => {
    expect(roles({})).toEqual([["id", "wind_speed", "temp"], ["power"]]);
    expect(roles({ inputs: ["temp", "wind speed"] })).toEqual([["temp", "wind_speed"], ["power"]]);
    expect(roles({ outputs: ["temp", "wind_speed"] })).toEqual([["id", "power"], ["temp", "wind_speed"]]);
    expect(roles({ inputs: [" power"], outputs: ["id"] })).toEqual([["power"], ["id"]]);
  });

  test("are chosen without the units of their headers where one alone is called so", () => {
    const { inputs, outputs } = choose("t [s],temp [degC],temp,y (V)\n1,2,3,4\n5,6,7,9\n", { inputs: ["t", "temp"], outputs: ["y"] });
    expect([inputs, outputs].map((all) => all.map(({ header }) => header))).toEqual([["t [s]", "temp"], ["y (V)"]]);
    expect(() => choose("t [s],t [min],y\n1,2,3\n4,5,9\n", { inputs: ["t"] })).toThrow("t.csv has no column 't'");
  });

  test("give samples row by row: inputs in float32, outputs as read, the ranges of both as read", () => {
    const { inputs, outputs, samples, lines, file } = choose(WEATHER, { inputs: ["temp", "wind speed"], outputs: ["power"] });
    expect(file).toBe("t.csv");
    expect([...samples.points]).toEqual([-5, 0.1, 30, 0.2, 12, 0.3].map(Math.fround));
    expect([...samples.values]).toEqual([10, 20, 15]);
    expect([...lines]).toEqual([2, 3, 4]);
    expect(inputs).toEqual([
      { name: "temp", header: "temp", number: 3, low: -5, high: 30 },
      { name: "wind_speed", header: "wind speed", number: 2, low: 0.1, high: 0.3 },
    ]);
    expect(outputs).toEqual([{ name: "power", header: "power", number: 4, low: 10, high: 20 }]);
  });

  test("outputs keep the digits of float64, and inputs too small for float32 are 0", () => {
    const { samples, outputs } = choose("x,y\n-1e-60,0.1\n1,0.2\n");
    expect([...samples.values]).toEqual([0.1, 0.2]);
    expect(outputs[0]).toMatchObject({ low: 0.1, high: 0.2 });
    expect(Object.is(samples.points[0], 0)).toBe(true);
  });

  test("that are not used may hold any text", () => {
    const { samples } = choose("note,x,y\nfirst,1,2\n,3,4\n", { inputs: ["x"] });
    expect([[...samples.points], [...samples.values]]).toEqual([[1, 3], [2, 4]]);
  });
});

describe("choices that are refused", () => {
  const columns = "its columns are id, wind speed, temp, power";
  test.each([
    ["an unknown input", { inputs: ["tmep"] }, { place: "--inputs", message: "t.csv has no column 'tmep'", note: columns, hint: "did you mean 'temp'?" }],
    ["an unknown output", { outputs: ["zzzzzzz"] }, { place: "--outputs", message: "t.csv has no column 'zzzzzzz'", note: columns }],
    ["a column twice", { inputs: ["wind speed", "wind_speed"] }, { place: "--inputs", message: "the column 'wind speed' is named twice", hint: "name each column once" }],
    [
      "an output as input",
      { inputs: ["id", "temp"], outputs: ["temp"] },
      { place: "--outputs", message: "the column 'temp' is both input and output", hint: "leave it out of one of them" },
    ],
    [
      "the last column as input",
      { inputs: ["power"] },
      {
        place: "--inputs",
        message: "the column 'power' is both input and output",
        note: "the last column is the output where --outputs is left out",
        hint: "name the output columns by --outputs",
      },
    ],
    ["no inputs left", { outputs: ["id", "wind speed", "temp", "power"] }, { place: "--outputs", message: "no column of t.csv is left to be an input", hint: "name fewer outputs" }],
  ])("%s", (_, choice, expected) => {
    expect(thrownDiagnostic(() => choose(WEATHER, choice))).toEqual({ category: "usage", ...expected });
  });
});

describe("data that are refused", () => {
  const constant = "leave it out: --inputs a,b";
  test.each([
    ["one sample", "x,y\n1,2\n", { place: "t.csv", message: "the file has one sample", note: "nothing can be learned from a single one", hint: "add more samples" }],
    [
      "a missing value, the first in the file",
      "x,y\n1,2\n3,\n,4\n",
      { place: "t.csv: line 3, column 2 (y)", message: "a value is missing", note: "2 cells are missing, in 'x', 'y'", hint: "fill in what is missing, or leave such samples out by --missing drop" },
    ],
    [
      "a decimal comma beside decimal points",
      "x;y\r\n1.5;2\r\n1,5;3\r\n",
      {
        place: "t.csv: line 3, column 1 (x)",
        message: "'1,5' is not a number",
        note: "it has a comma between its digits",
        hint: "write a decimal point, such as 1.5, and no other separators",
      },
    ],
    [
      "more than float32 holds",
      "x,y\n1,2\n3,1e39\n",
      { place: "t.csv: line 3, column 2 (y)", message: "'1e39' is too large", note: "the largest float32 is 3.4028234663852886e+38", hint: "use a larger unit in this column" },
    ],
    ["a constant input", "a,k,b,y\n1,3,2,1\n2,3,4,2\n", { place: "t.csv: column 2 (k)", message: "the input 'k' is constant", note: "it is 3 in all 2 samples", hint: constant }],
    [
      "a constant input of many", `${"abcdefghijklm".split("").join(",")},y\n1,2,3,4,5,6,7,8,9,1,2,3,4,5\n2,3,4,5,6,7,8,9,1,2,3,4,4,6\n`,
      { place: "t.csv: column 13 (m)", message: "the input 'm' is constant", note: "it is 4 in all 2 samples", hint: "leave it out: name the 12 others by --inputs, or remove the column from the file" },
    ],
    ["the only input constant", "x,y\n3,1\n3,2\n", { place: "t.csv: column 1 (x)", message: "the input 'x' is constant", note: "it is 3 in all 2 samples", hint: "name other columns by --inputs" }],
    ["a constant output", "x,y\n1,5\n2,5\n", { place: "t.csv: column 2 (y)", message: "the output 'y' is constant", note: "it is 5 in all 2 samples", hint: "name other columns by --outputs" }],
    [
      "a column that float32 makes constant",
      "x,y\n100000000.1,5\n100000000.2,6\n",
      {
        place: "t.csv: column 1 (x)",
        message: "the input 'x' is constant",
        note: "its values, from 100000000.1 to 100000000.2, are all one number in float32",
        hint: "subtract a constant from the column so that its values can be told apart",
      },
    ],
    [
      "a column without a name",
      ",x,y\n0,1,2\n1,3,4\n",
      {
        place: "t.csv: column 1",
        message: "column 1 has no name",
        note: "it may be nothing but the numbers of the lines",
        hint: "name it in the header, name the columns to use by --inputs and --outputs, or call it c1 there",
      },
    ],
  ])("%s", (_, text, expected) => {
    expect(thrownDiagnostic(() => choose(text))).toEqual({ category: "model", ...expected });
  });

  test("a column without a name can be used where it is asked for", () => {
    expect([...choose(",x,y\n0,1,2\n1,3,4\n", { inputs: ["c1"] }).samples.points]).toEqual([0, 1]);
  });
});

test("more inputs than a network takes", () => {
  const row = (cell: (column: number) => string | number): string => Array.from({ length: 4098 }, (_, column) => cell(column)).join(",");
  const table = parseCsv([row((column) => `c${column}`), row((column) => column), row(() => 0.5)].join("\n"), "t.csv");
  expect(thrownDiagnostic(() => chooseColumns(table, {}))).toEqual({
    category: "usage",
    message: "the number of inputs is 4097",
    place: "--inputs",
    note: "it must be a whole number from 1 to 4096",
  });
});
