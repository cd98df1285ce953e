// What pages of Parquet hold is looked at before it is decoded: runs and differences with which a decoder gets on, and others.

import type { DataPageHeader, Encoding } from "hyparquet";
import { describe, expect, test } from "vitest";
import { goesBack } from "../../../src/train/data/parquet-compressors.ts";
import { checkFirstVersion, checkSecondVersion, type ColumnKind, type SecondHeader } from "../../../src/train/data/parquet-content.ts";

const WRONG_RUN = "a run of numbers is longer than its page";
const WRONG_BLOCKS = "the blocks of differences have no sensible size";
const CUT_SHORT = "Offset is outside the bounds of the DataView";

/** Of four values, in a column of numbers that are all there. */
const COUNT = 4;
const REQUIRED: ColumnKind = { type: "INT32", codec: "UNCOMPRESSED", isOptional: false };
const OPTIONAL: ColumnKind = { ...REQUIRED, isOptional: true };
const TRUTH: ColumnKind = { ...REQUIRED, type: "BOOLEAN" };

/** Runs: the same number so many times, or packed groups of eight. */
const repeated = (count: number, ...value: readonly number[]): readonly number[] => [2 * count, ...value];
const packed = (groups: number, ...bytes: readonly number[]): readonly number[] => [2 * groups + 1, ...bytes];
const BELOW_ZERO = [0xff, 0xff, 0xff, 0xff, 0x0f];
const withLength = (runs: readonly number[]): readonly number[] => [runs.length, 0, 0, 0, ...runs];
/** Differences: values of a block, blocks of it, values, the first one; then the least difference and a width for each block. */
const differences = (perBlock: readonly number[], blocks: number): readonly number[] => [...perBlock, blocks, COUNT, 0, 0, ...new Array<number>(blocks).fill(0)];
const OF_128 = [0x80, 1];

function problemOf(check: () => void): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe("the first version", () => {
  const header = (encoding: Encoding): DataPageHeader => ({ num_values: COUNT, encoding, definition_level_encoding: "RLE", repetition_level_encoding: "RLE" });

  test.each<readonly [string, Encoding, ColumnKind, readonly number[], string | undefined]>([
    ["plain numbers", "PLAIN", REQUIRED, [1], undefined],
    ["plain numbers, some missing", "PLAIN", OPTIONAL, withLength(packed(1, 0b1011)), undefined],
    ["more missing than there are", "PLAIN", OPTIONAL, withLength(repeated(COUNT + 1, 0)), WRONG_RUN],
    ["a run of fewer than none", "PLAIN", OPTIONAL, withLength(BELOW_ZERO), WRONG_RUN],
    ["runs that end before", "PLAIN", OPTIONAL, withLength(repeated(1, 1)), CUT_SHORT],
    ["a dictionary", "RLE_DICTIONARY", REQUIRED, [2, ...repeated(1, 3), ...packed(1, 0, 0)], undefined],
    ["a dictionary of nine bits", "RLE_DICTIONARY", REQUIRED, [9, ...repeated(COUNT, 3, 1)], undefined],
    ["a dictionary of one entry", "RLE_DICTIONARY", REQUIRED, [0], undefined],
    ["a dictionary behind missing values", "RLE_DICTIONARY", OPTIONAL, [...withLength(packed(1, 0b0101)), 1, ...repeated(2, 1)], undefined],
    ["more of a dictionary than there are", "RLE_DICTIONARY", OPTIONAL, [...withLength(packed(1, 0b0101)), 1, ...repeated(3, 1)], WRONG_RUN],
    ["truth values", "RLE", TRUTH, withLength(repeated(COUNT, 1)), undefined],
    ["more truth values than there are", "RLE", TRUTH, withLength(repeated(COUNT + 1, 1)), WRONG_RUN],
    ["differences", "DELTA_BINARY_PACKED", REQUIRED, differences(OF_128, 4), undefined],
    ["differences in no blocks", "DELTA_BINARY_PACKED", REQUIRED, differences(OF_128, 0), WRONG_BLOCKS],
    ["differences in blocks of none", "DELTA_LENGTH_BYTE_ARRAY", REQUIRED, differences([0], 4), WRONG_BLOCKS],
    ["differences in uneven blocks", "DELTA_BINARY_PACKED", REQUIRED, differences(OF_128, 3), WRONG_BLOCKS],
    ["more blocks than bytes", "DELTA_BINARY_PACKED", REQUIRED, [...OF_128, 128, 1], WRONG_BLOCKS],
    ["texts", "DELTA_BYTE_ARRAY", REQUIRED, [...differences(OF_128, 4), ...differences(OF_128, 4)], undefined],
    ["texts, the second lengths in no blocks", "DELTA_BYTE_ARRAY", REQUIRED, [...differences(OF_128, 4), ...differences(OF_128, 0)], WRONG_BLOCKS],
  ])("%s", (_, encoding, kind, bytes, problem) => {
    expect(problemOf(() => checkFirstVersion(header(encoding), kind, { bytes: Uint8Array.from(bytes), unpackedSize: bytes.length }))).toBe(problem);
  });
});

describe("the second version", () => {
  test.each<readonly [string, Encoding, ColumnKind, readonly number[], readonly number[], string | undefined]>([
    ["plain numbers, one missing", "PLAIN", OPTIONAL, packed(1, 0b1011), [1], undefined],
    ["more missing than there are", "PLAIN", OPTIONAL, repeated(COUNT + 1, 0), [], WRONG_RUN],
    ["a dictionary", "RLE_DICTIONARY", OPTIONAL, packed(1, 0b1011), [1, ...repeated(3, 1)], undefined],
    ["a dictionary of one entry", "RLE_DICTIONARY", OPTIONAL, packed(1, 0b1011), [0, ...repeated(3)], undefined],
    ["more of a dictionary than there are", "RLE_DICTIONARY", OPTIONAL, packed(1, 0b1011), [1, ...repeated(4, 1)], WRONG_RUN],
    ["truth values", "RLE", { ...TRUTH, isOptional: true }, packed(1, 0b1011), withLength(repeated(3, 1)), undefined],
    ["differences in uneven blocks", "DELTA_BINARY_PACKED", OPTIONAL, packed(1, 0b1011), differences(OF_128, 3), WRONG_BLOCKS],
  ])("%s", (_, encoding, kind, levels, values, problem) => {
    const header: SecondHeader = {
      num_values: COUNT, num_nulls: 1, num_rows: COUNT, encoding, definition_levels_byte_length: levels.length, repetition_levels_byte_length: 0, is_compressed: false,
    };
    const bytes = Uint8Array.from([...levels, ...values]);
    expect(problemOf(() => checkSecondVersion(header, kind, { bytes, unpackedSize: bytes.length }))).toBe(problem);
  });
});

test.each([NaN, -1, 3, 0.5])("the second version, with %d bytes of what is missing or of lists", (length) => {
  const bytes = Uint8Array.from(packed(1, 0b1011));
  const header = { num_values: COUNT, num_nulls: 0, num_rows: COUNT, encoding: "PLAIN", definition_levels_byte_length: 0, repetition_levels_byte_length: 0 } as const;
  const page = { bytes, unpackedSize: bytes.length };
  for (const wrong of [{ ...header, definition_levels_byte_length: length }, { ...header, repetition_levels_byte_length: length }]) {
    expect(problemOf(() => checkSecondVersion(wrong, OPTIONAL, page))).toBe("the size of a page is wrong");
  }
});

test("frames of LZ4 of a length below zero are none", () => {
  const frame = (unpacked: number, ...length: readonly number[]): readonly number[] => [0, 0, 0, unpacked, ...length];
  expect(goesBack(Uint8Array.from([...frame(1, 0, 0, 0, 2), 0x10, 7, ...frame(1, 0, 0, 0, 2), 0x10, 7]))).toBe(false);
  expect(goesBack(Uint8Array.from([...frame(1, 0, 0, 0, 2), 0x10, 7, ...frame(1, 255, 255, 255, 255), 0x10, 7]))).toBe(true);
});
