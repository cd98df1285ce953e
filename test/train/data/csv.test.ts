// Reading CSV: every way RFC 4180 lets numbers be written reads back the same, and everything else is refused by its place.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sha256Hex } from "#sha256";
import { DELIMITERS } from "../../../src/train/data/delimiter.ts";
import { MOST_WORDS, type Table } from "../../../src/train/data/table.ts";
import { parseCsv, TableReader } from "../../../src/train/data/csv.ts";
import { TABLE_LIMITS } from "../../../src/train/data/table-limits.ts";
import { thrownDiagnostic } from "../../diagnostics/thrown.ts";

const float32 = fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);

/** A table of numbers with the spelling of every cell and line chosen at random. */
const written = fc
  .record({ width: fc.integer({ min: 2, max: 5 }), delimiter: fc.constantFrom(...DELIMITERS), lineEnd: fc.constantFrom("\n", "\r\n", "\r"), mark: fc.boolean() })
  .chain(({ width, delimiter, lineEnd, mark }) =>
    fc
      .array(fc.tuple(fc.array(fc.tuple(float32, fc.constantFrom("", '"'), fc.constantFrom("", " ")), { minLength: width, maxLength: width }), fc.boolean()), { minLength: 1, maxLength: 8 })
      .map((rows) => {
        const lines: string[] = [Array.from({ length: width }, (_, column) => (column === 0 ? `"a${delimiter}b ""c"""` : `x${column}`)).join(delimiter)];
        const begins: number[] = [];
        for (const [cells, blankBefore] of rows) {
          if (blankBefore) lines.push("");
          begins.push(lines.length + 1);
          lines.push(cells.map(([value, quote, space]) => `${quote}${space}${value}${space}${quote}`).join(delimiter));
        }
        return { text: (mark ? "\ufeff" : "") + lines.join(lineEnd), values: rows.map(([cells]) => cells.map(([value]) => value)), begins, delimiter };
      }),
  );

describe("tables", () => {
  test("read back as they were written, whatever the separators, quotes, line ends and blank lines", () => {
    fc.assert(
      fc.property(written, ({ text, values, begins, delimiter }) => {
        const { columns, lines } = parseCsv(text, "t.csv");
        expect(columns[0].header).toBe(`a${delimiter}b "c"`);
        expect(columns.map((column) => [...column.values])).toEqual(columns.map((_, column) => values.map((row) => row[column])));
        expect([...lines]).toEqual(begins);
      }),
      { seed: 1 },
    );
  });

  /** The table with a digest in the place of each array of numbers: long ones are not compared number by number. */
  function withDigests(table: Table): unknown {
    const digest = ({ buffer, byteOffset, byteLength }: ArrayBufferView): string => sha256Hex(new Uint8Array(buffer, byteOffset, byteLength));
    return JSON.parse(JSON.stringify(table, (_key, value: unknown) => (ArrayBuffer.isView(value) ? digest(value) : value)));
  }

  /** The text in chunks of these lengths, over and over. */
  function inChunks(text: string, lengths: readonly number[]): Table {
    const reader = new TableReader("t.csv");
    for (let from = 0, which = 0; from < text.length; from += lengths[which++ % lengths.length]) {
      reader.push(text.slice(from, from + lengths[which % lengths.length]));
    }
    return reader.finish();
  }

  test("are the same in whatever chunks they come", () => {
    fc.assert(
      fc.property(written, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }), ({ text }, lengths) => {
        expect(inChunks(text, lengths)).toEqual(parseCsv(text, "t.csv"));
      }),
      { seed: 1 },
    );
  });

  // Longer than what is looked at for the header and than several pieces.
  test.each([
    ["points", ",", 4, (row: number) => `${row},${row / 8},"a ""${row % 3}""",${row % 7 === 0 ? "" : -row}`],
    ["decimal commas", ";", 3, (row: number) => `${row};${String(row / 8).replace(".", ",")};"a\n${row % 3}"`],
  ])("long ones in chunks of 1000 to 3,000,000: %s", (_, delimiter, width, line) => {
    const names = Array.from({ length: width }, (_value, column) => `c${column}`).join(delimiter);
    const count = 120_000;
    const text = `${names}\r\n${Array.from({ length: count }, (_value, row) => line(row)).join("\r\n")}\r\n`;
    expect(text.length).toBeGreaterThan(2 ** 21);
    const whole = parseCsv(text, "t.csv");
    expect([...whole.columns[1].values.subarray(count - 2)]).toEqual([(count - 2) / 8, (count - 1) / 8]);
    expect(whole.lines[count - 1]).toBe(width === 3 ? 2 * count : count + 1);
    expect(whole.columns[2].words?.list).toHaveLength(3);
    const told = withDigests(whole);
    for (const length of [1000, 65_536, 3_000_000]) expect(withDigests(inChunks(text, [length]))).toEqual(told);
  });

  test("one point far behind decides that commas between digits are none", () => {
    const text = `a;b\n1,5;2\n${"3;4\n".repeat(500_000)}2.5;3\n`;
    const [{ values, refused }] = parseCsv(text, "t.csv").columns;
    expect([values[0], values[500_001], refused?.row]).toEqual([NaN, 2.5, 0]);
    expect(parseCsv(text.replace("2.5", "2,5"), "t.csv").columns[0].values[0]).toBe(1.5);
  });

  test("lines are counted through quoted cells of several lines", () => {
    const { columns, lines } = parseCsv('x,"re\r\nmark",y\r\n1,"a\r\nb\r\nc",2\r\n3,,4\r\n', "t.csv");
    expect([...lines]).toEqual([3, 6]);
    expect(columns.map(({ header, name, number, values, refused }) => [header, name, number, [...values], refused?.row])).toEqual([
      ["x", "x", 1, [1, 3], undefined],
      ["re\r\nmark", "re_mark", 2, [NaN, NaN], 0],
      ["y", "y", 3, [2, 4], undefined],
    ]);
  });

  test("words are counted where a column has any, its numbers and missing cells among them", () => {
    const { columns } = parseCsv("x,kind,y\n1, cat ,1\n2,dog,1\n3,,2\n4,7,n/a\n5,cat,1\n", "t.csv");
    expect(columns.map(({ words }) => words && [words.list, [...words.codes]])).toEqual([undefined, [["cat", "dog", "7"], [0, 1, -1, 2, 0]], undefined]);
    const text = ["x,comment", ...Array.from({ length: MOST_WORDS + 1 }, (_, row) => `${row},text ${row}`)].join("\n");
    expect(parseCsv(text, "t.csv").columns[1].words).toBeUndefined();
    expect(parseCsv(text.slice(0, text.lastIndexOf("\n")), "t.csv").columns[1].words?.list).toHaveLength(MOST_WORDS);
  });

  test("of two separators in the header the one that the next line has as often is taken", () => {
    const { columns } = parseCsv("length (m,cm);y\n1;2\n", "t.csv");
    expect(columns.map(({ header }) => header)).toEqual(["length (m,cm)", "y"]);
  });
});

const QUOTE_HINT = 'put the whole cell in quotes, and write a quote within it twice: "a ""b"" c"';

describe("files that are no tables of numbers", () => {
  test.each([
    ["nothing", "", { place: "t.csv", message: "the file is empty", hint: "it needs a line of names, such as x,y, and a line for each sample" }],
    ["blank lines", "\ufeff\n \r\n", { place: "t.csv", message: "the file is empty", hint: "it needs a line of names, such as x,y, and a line for each sample" }],
    ["a header only", "x,y\n\n", { place: "t.csv", message: "the file has names but no samples", hint: "add a line of numbers for each sample" }],
    [
      "one column",
      "x y\n1 2\n",
      {
        place: "t.csv",
        message: "the file has a single column",
        note: "neither a comma nor a semicolon nor a tab separates names in its first line",
        hint: "a file of samples has a column for each input and each output, separated by commas: x,y",
      },
    ],
    [
      "separators that cannot be told apart",
      "a;b,c\n1;2,3\n",
      {
        place: "t.csv: line 1",
        message: "it cannot be told whether commas or semicolons separate the columns",
        note: "the header has more than one of them",
        hint: "put names that contain one of them in quotes",
      },
    ],
    [
      "numbers where names should be",
      "\n1,2,3\n4,5,6\n",
      { place: "t.csv: line 2", message: "the first line has numbers where names are expected", hint: "put a line of names before it, such as x1,x2,y" },
    ],
    [
      "a name given twice",
      "x,y, x\n1,2,3\n",
      { place: "t.csv: line 1, column 3 (x)", message: "two columns are called 'x'", note: "the other is column 1", hint: "give each column a name of its own" },
    ],
    [
      "a line that is too short",
      'x,y\n1,"2"\n\n3\n',
      { place: "t.csv: line 4", message: "the line has one cell", note: "the header has 2 names, separated by commas", hint: "give every line as many cells as there are names" },
    ],
    [
      "a line that is too long",
      "x,y\n1,2,3\n",
      { place: "t.csv: line 2", message: "the line has 3 cells", note: "the header has 2 names, separated by commas", hint: "give every line as many cells as there are names" },
    ],
    [
      "a header with other separators than its lines",
      "x,y\n1;2\n",
      {
        place: "t.csv: line 2",
        message: "the line has one cell",
        note: "the header has 2 names, separated by commas",
        hint: "give every line as many cells as there are names",
      },
    ],
    [
      "decimal commas between commas",
      "x,y\n1,5,2,5\n",
      { place: "t.csv: line 2", message: "the line has 4 cells", note: "the header has 2 names, separated by commas", hint: "where these are decimal commas, write decimal points: 1.5" },
    ],
    ["an open quote", 'x,"a\r\nb",y\r\n1,2,3\r\n4,"5,6\r\n7,8,9\r\n', { place: "t.csv: line 4, column 2", message: "a quote is opened and never closed", hint: QUOTE_HINT }],
    ["an open quote in the header", 'x,"y\n1,2\n', { place: "t.csv: line 1, column 2", message: "a quote is opened and never closed", hint: QUOTE_HINT }],
    ["text after a quote", 'x,y\n\n1,"2"3\n', { place: "t.csv: line 3, column 2", message: "text follows a closing quote", hint: QUOTE_HINT }],
    ["a quote in a cell", 'x,y\n1"2",3\n', { place: "t.csv: line 2, column 1", message: "a quote begins in the middle of a cell", hint: QUOTE_HINT }],
  ])("%s", (_, text, expected) => {
    expect(thrownDiagnostic(() => parseCsv(text, "t.csv"))).toEqual({ category: "model", ...expected });
  });

  const limits = { ...TABLE_LIMITS, cells: 20, columns: 4, record: 30 };
  const refusal = (text: string): unknown =>
    thrownDiagnostic(() => {
      const reader = new TableReader("t.csv", limits);
      reader.push(text);
      reader.finish();
    });

  test("more cells than are read", () => {
    expect(refusal(`x,y${"\n1,2".repeat(10)}`)).toBeUndefined();
    expect(refusal(`x,y${"\n1,2".repeat(11)}`)).toEqual({
      category: "model",
      place: "t.csv",
      message: "the file has more than 20 cells",
      note: "line 12 is the first beyond them",
      hint: "train on a part of the lines, or remove columns that are not needed",
    });
  });

  test("more columns than are read", () => {
    expect(refusal("a,b,c,d,e\n1,2,3,4,5\n")).toEqual({
      category: "model",
      place: "t.csv",
      message: "the file has 5 columns",
      note: "at most 4 are read",
      hint: "remove columns that are not needed",
    });
  });

  test("a line that does not end", () => {
    expect(refusal(`x,y\n1,2\n"3${"\n4,5".repeat(20)}`)).toEqual({
      category: "model",
      place: "t.csv: line 1",
      message: "a line has more than 30 characters",
      note: "a quote may be opened there or further on and never closed",
      hint: "close the quote, or break the line",
    });
  });
});
