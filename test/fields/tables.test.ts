// Parquet files that pandas, fastparquet, Polars, DuckDB and pyarrow wrote: the tables in them are those of the CSV files beside them, and
// what cannot be trained on is refused as that of CSV is. `make/parquet_tables.py` wrote them.

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readSamples } from "../../src/run/read-samples.ts";
import type { Column, Table } from "../../src/train/data/table.ts";
import { readParquet } from "../../src/train/data/parquet.ts";
import { toldOf } from "../diagnostics/thrown.ts";

const [FOLDER, REFUSED] = ["tables/", "refused-tables/"].map((name) => new URL(name, import.meta.url));
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith(".parquet"));

async function tableOf(name: string, folder = FOLDER): Promise<Table> {
  return (await readSamples(readFileSync(new URL(name, folder)), name, name)).table;
}

/** All but where it stands in the file. */
function contents(columns: readonly Column[]): object {
  return columns.map(({ header, name, values, missing, words, refused }) => ({ header, name, values, missing, words, refused }));
}

test.each(FILES)("%s holds the table of its CSV file", async (file) => {
  const [found, expected] = [await tableOf(file), await tableOf(`${file.split("-")[0]}.csv`)];
  expect(contents(found.columns)).toEqual(contents(expected.columns));
  expect(found.lines).toEqual(expected.lines.map((_, row) => row + 1));
});

test("what is left out is said", async () => {
  const notes = await Promise.all(["curve-pandas.parquet", "types-plain.parquet"].map(async (name) => (await tableOf(name)).notes));
  const rows = "the rows of the Parquet file are called lines, from 1";
  expect(notes).toEqual([[rows], [rows, "columns of lists or structures are left out: spectrum"]]);
});

test("the numbers of columns are those of the file", async () => {
  const { columns } = await tableOf("types-plain.parquet");
  expect(columns.map(({ header, number }) => `${number} ${header}`)).toEqual(["1 tiny", "2 wide", "3 half", "4 price", "5 day", "7 y"]);
});

test("what a file says of maps is not looked at", async () => {
  const bytes = readFileSync(new URL("curve-pandas.parquet", FOLDER));
  // In its text of keys and values: the length of a text before it.
  const place = bytes.indexOf("\u0006pandas");
  const renamed = Buffer.concat([bytes.subarray(0, place), Buffer.from("\u0003geo"), bytes.subarray(place + 7)]);
  renamed.writeUInt32LE(bytes.readUInt32LE(bytes.length - 8) - 3, renamed.length - 8);
  renamed[renamed.indexOf("{", place)] = 0x78;
  const { columns } = await readParquet(Uint8Array.from(renamed).buffer, "maps.parquet");
  expect(contents(columns)).toEqual(contents((await tableOf("curve-pandas.parquet")).columns));
});

test("a day that is further away than JavaScript's dates is a word as others are", async () => {
  const bytes = Uint8Array.from(readFileSync(new URL("types-plain.parquet", FOLDER)));
  const view = new DataView(bytes.buffer);
  const first = Date.UTC(2020, 0, 1) / 86_400_000;
  const place = Array.from({ length: bytes.length - 8 }, (_, at) => at).find((at) => view.getInt32(at, true) === first && view.getInt32(at + 4, true) === first + 1) ?? 0;
  view.setInt32(place, 2 ** 31 - 1, true);
  const { columns } = await readParquet(bytes.buffer, "far.parquet");
  expect(columns.find(({ header }) => header === "day")?.words?.list.slice(0, 2)).toEqual(["a date beyond the year 275760", "2020-01-02"]);
});

describe("what is no number is so in the words for cells of CSV", () => {
  test.each([
    ["infinite.parquet", 1, { message: "'Infinity' is not a number", note: "a sample must be finite", hint: "fill in a number, or remove the line" }],
    ["large.parquet", 1, { message: "'1e+300' is too large", note: "the largest float32 is 3.4028234663852886e+38", hint: "use a larger unit in this column" }],
    ["no-number.parquet", 1, { message: "'NaN' is not a number", note: "it stands for a value that is missing", hint: "fill in a number, or remove the line" }],
  ])("%s", async (name, row, problem) => {
    const [x] = (await tableOf(name, REFUSED)).columns;
    expect(x.refused).toEqual({ row, problem });
    expect([...x.missing]).toEqual(name === "no-number.parquet" ? [1, 2] : []);
  });
});

describe("refused", () => {
  const cut = readFileSync(new URL("types-plain.parquet", FOLDER)).subarray(0, 2000);
  const limits = { cells: 200, columns: 3, record: 0 };
  const bytesOf = (name: string, folder: URL): ArrayBuffer => new Uint8Array(readFileSync(new URL(name, folder))).buffer;
  test.each([
    ["no rows", () => tableOf("no-rows.parquet", REFUSED), {
      place: "no-rows.parquet", message: "the file has no rows", hint: "it needs a column for each input and output, and a row for each sample",
    }],
    ["lists alone", () => tableOf("lists.parquet", REFUSED), {
      place: "lists.parquet", message: "the file has no columns of numbers or texts",
      hint: "it needs a column for each input and output, and a row for each sample",
    }],
    ["a name given twice", () => tableOf("twice.parquet", REFUSED), {
      place: "twice.parquet: column 2 (x)", message: "two columns are called 'x'", note: "the other is column 1", hint: "give each column a name of its own",
    }],
    ["a file cut short", () => readSamples(cut, "cut.parquet", "cut.parquet"), {
      place: "cut.parquet", message: "the Parquet file cannot be read", note: "parquet file invalid (footer != PAR1)",
      hint: "write it again, without encryption and not cut short, or as CSV",
    }],
    ["too many columns", () => readParquet(bytesOf("types-plain.parquet", FOLDER), "t.parquet", limits), {
      place: "t.parquet", message: "the file has 6 columns", note: "at most 3 are read", hint: "remove columns that are not needed",
    }],
    ["too many cells", () => readParquet(bytesOf("types-plain.parquet", FOLDER), "t.parquet", { ...limits, columns: 6 }), {
      place: "t.parquet", message: "the file has more than 200 cells", note: "it has 40 rows of 6 columns",
      hint: "train on a part of the rows, or remove columns that are not needed",
    }],
    ["an Arrow file", () => readSamples(Buffer.from("ARROW1\0\0"), "t.feather", "t.feather"), {
      place: "t.feather", message: "the file is an Arrow file", hint: "write it as Parquet or CSV: to_parquet of pandas, write_parquet of Polars",
    }],
  ])("%s", async (_, read, expected) => {
    expect(await read().then(() => undefined, toldOf)).toEqual({ category: "model", ...expected });
  });
});
