// CSV as spreadsheets and other tools write it: each form gives the same table.

import { expect, test } from "vitest";
import { parseCsv } from "../../../src/train/data/csv.ts";

function tableOf(text: string) {
  const { columns, lines } = parseCsv(text, "t.csv");
  return { columns: columns.map(({ header, name, values, refused }) => [header, name, [...values], refused?.row]), lines: [...lines] };
}

const table = (lines: readonly number[], headers: readonly (readonly [string, string])[] = [["a", "a"], ["temp", "temp"]]) => ({
  columns: [[...headers[0], [1.5, 2], undefined], [...headers[1], [20.25, -1e3], undefined]],
  lines,
});

test.each([
  ["Excel in German, with sep=", "\ufeffsep=;\r\na;temp\r\n1,5;20,25\r\n2;-1E+3\r\n", [3, 4]],
  ["Excel in German, lines that end in a separator, empty lines", "a;temp;\r\n1,5;20,25;\r\n;;\r\n2;-1,0E3;\r\n;;\r\n", [2, 4]],
  ["LibreOffice, every cell in quotes, decimal commas between tabs", '"a"\t"temp"\n"1,5"\t"20,25"\n"2"\t"-1000"\n', [2, 3]],
  ["Google Sheets", "a,temp\r\n1.5,20.25\r\n2,-1000", [2, 3]],
  ["MATLAB's writetable", "a,temp\n1.5,20.25\n2,-1000\n", [2, 3]],
  ["a line more of separators than names", "a,temp\n1.5,20.25,\n2,-1000,,\n", [2, 3]],
  ["numpy's savetxt", "# a,temp\n1.500000000000000000e+00,2.025000000000000000e+01\n2.000000000000000000e+00,-1.000000000000000000e+03\n", [2, 3]],
  ["a logger, with comments", "# logger 3; 2,5 Hz\n#\n\na,temp\n1.5,20.25\n# gap\n2,-1000\n", [5, 7]],
])("%s", (_, text, lines) => expect(tableOf(text)).toEqual(table(lines)));

test.each(["a,temp\nV,degC\n1.5,20.25\n2,-1000\n", "a;temp\n[V];(degC)\n1,5;20,25\n2;-1000\n"])("a line of units becomes part of the names: %j", (text) => {
  expect(tableOf(text)).toEqual(table([3, 4], [["a [V]", "a_V"], ["temp [degC]", "temp_degC"]]));
});

test("a column without a unit keeps its name", () => {
  expect(parseCsv("a,b,c\nV,,-\n1,2,3\n", "t.csv").columns.map(({ header }) => header)).toEqual(["a [V]", "b", "c"]);
});

test("pandas' index has no name, and its missing cells are none", () => {
  expect(tableOf(",a,temp\n0,1.5,20.25\n1,,-1000.0\n")).toMatchObject({ columns: [["", "c1", [0, 1], undefined], ["a", "a", [1.5, NaN], 1], ["temp", "temp", [20.25, -1000], undefined]] });
});

test("a sample whose first cell begins with # is one, a line without numbers beyond it is none", () => {
  expect(tableOf("id,x\n#1,1\n# said, later\n#2,2\n")).toMatchObject({ columns: [["id", "id", [NaN, NaN], 0], ["x", "x", [1, 2], undefined]], lines: [2, 4] });
  expect(tableOf("id;x\n#1;1,5\n#2;2\n").lines).toEqual([2, 3]);
});

test("what may not have been meant is said", () => {
  expect(parseCsv("a;b\nV;A\n1,5;2\n", "t.csv").notes).toEqual([
    "the commas in numbers are taken for decimal ones: 1,5 is one and a half", "line 2 is taken for the units of the columns",
  ]);
  expect(parseCsv("a,b\n1.5,2\n", "t.csv").notes).toEqual([]);
});

test("a first column called # is one", () => {
  expect(parseCsv("#,y\n1,2\n", "t.csv").columns.map(({ header }) => header)).toEqual(["#", "y"]);
});

test("points and commas in one file: the commas are no decimal ones", () => {
  const { columns } = parseCsv("a;b\n1,5;2.5\n", "t.csv");
  expect(columns[0].refused?.problem.message).toBe("'1,5' is not a number");
});
