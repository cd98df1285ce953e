// What the headers of Parquet's pages say is checked before anything is decoded by them.

import { expect, test } from "vitest";
import { checkPages, type PagedFile } from "../../../src/train/data/parquet-pages.ts";

/** A number of Thrift's compact protocol: zigzag, seven bits a byte. */
function zigzag(value: number): readonly number[] {
  const bytes: number[] = [];
  let rest = value < 0 ? -2 * value - 1 : 2 * value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return [...bytes, rest];
}

interface Page {
  readonly values: number;
  readonly packed: number;
  readonly unpacked?: number;
}

/** Headers of data pages in PLAIN, each with as many bytes behind it as `bytes` says. */
function pages(headers: readonly Page[], bytes = 4): Uint8Array {
  return Uint8Array.from(headers.flatMap(({ values, packed, unpacked = packed }) => [
    0x15, 0, 0x15, ...zigzag(unpacked), 0x15, ...zigzag(packed), 0x2c, 0x15, ...zigzag(values), 0x15, 0, 0x15, 6, 0x15, 6, 0, 0, ...new Array<number>(bytes).fill(0),
  ]));
}

function problemOf(file: Uint8Array, changes: Partial<PagedFile> = {}, size = file.length): string | undefined {
  const column: NonNullable<PagedFile["row_groups"][number]["columns"][number]["meta_data"]> = { path_in_schema: ["x"], type: "DOUBLE", codec: "UNCOMPRESSED", num_values: 4n, total_compressed_size: BigInt(size), data_page_offset: 0n };
  try {
    checkPages(Uint8Array.from(file).buffer, { num_rows: 4n, row_groups: [{ num_rows: 4n, columns: [{ meta_data: column }] }], ...changes }, new Map([["x", false]]));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const WRONG_SIZE = "the size of a page is wrong";
const TOO_MANY = "a page has more values than there can be";

test.each<readonly [string, readonly Page[], string | undefined]>([
  ["one page", [{ values: 4, packed: 4 }], undefined],
  ["two pages", [{ values: 1, packed: 4 }, { values: 3, packed: 4 }], undefined],
  ["more values than rows", [{ values: 5, packed: 4 }], TOO_MANY],
  ["more values in two pages", [{ values: 3, packed: 4 }, { values: 2, packed: 4 }], TOO_MANY],
  ["thousands of millions of values", [{ values: 2 ** 31 - 1, packed: 4 }], TOO_MANY],
  ["fewer values than none", [{ values: -1, packed: 4 }], TOO_MANY],
  ["a page that begins before the one before it", [{ values: 1, packed: -10 }], WRONG_SIZE],
  ["a page that ends behind its column", [{ values: 4, packed: 5 }], WRONG_SIZE],
  ["a page that expands to two GiB", [{ values: 4, packed: 4, unpacked: 2 ** 31 - 1 }], WRONG_SIZE],
])("%s", (_, headers, problem) => {
  expect(problemOf(pages(headers))).toBe(problem);
});

test("rows, columns and their places", () => {
  const file = pages([{ values: 4, packed: 4 }]);
  expect(problemOf(file, { num_rows: 5n })).toBe("its groups of rows do not have as many rows as it says");
  expect(problemOf(file, {}, file.length + 1)).toBe("a column lies outside of the file");
  expect(problemOf(file, { row_groups: [{ num_rows: 4n, columns: [{ meta_data: { path_in_schema: ["x"], type: "DOUBLE", codec: "UNCOMPRESSED", num_values: 3n, total_compressed_size: 1n, data_page_offset: 0n } }] }] })).toBe(
    "a column does not have as many values as there are rows",
  );
});
