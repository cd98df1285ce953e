// Goes through numbers of Parquet that are written as runs or as differences, without making them: hyparquet believes what both say of
// themselves, and some would keep it at work for good. It moves on as hyparquet does.

import { readVarInt } from "hyparquet/src/thrift.js";

/** Where something is read next. */
export interface Reader {
  readonly view: DataView;
  offset: number;
}

/** What runs that are packed may have behind the last number: writers fill up their blocks. */
const MOST_FILLED_UP = 2 ** 16;

const WRONG_RUN = "a run of numbers is longer than its page";
const WRONG_BLOCKS = "the blocks of differences have no sensible size";

/**
 * Moves behind runs of `count` numbers of `width` bits.
 *
 * @returns how many of them are 1, where the width is 1.
 * @throws Error where a run has more numbers than are left; RangeError where the bytes end before.
 */
export function countOnes(reader: Reader, width: number, count: number): number {
  let ones = 0;
  for (let seen = 0; seen < count;) {
    const header = readVarInt(reader);
    const isPacked = (header & 1) === 1;
    const length = isPacked ? (header >> 1) << 3 : header >>> 1;
    const left = count - seen;
    if (length < 0 || length > left + (isPacked ? MOST_FILLED_UP : 0)) throw new Error(WRONG_RUN);
    if (width === 1) ones += isPacked ? onesOf(reader, Math.min(length, left)) : length * Number(reader.view.getUint8(reader.offset) === 1);
    reader.offset += isPacked ? Math.max(1, (length * width) / 8) : (width + 7) >> 3;
    seen += length;
  }
  return ones;
}

/** Bits that are set, the lowest of a byte first; bytes that are not there have none. */
function onesOf({ view, offset }: Reader, bits: number): number {
  let ones = 0;
  for (let bit = 0; bit < bits && offset + (bit >> 3) < view.byteLength; bit++) ones += (view.getUint8(offset + (bit >> 3)) >> (bit & 7)) & 1;
  return ones;
}

/**
 * Moves behind `count` lengths that are written as differences (DELTA_BINARY_PACKED of 32 bits).
 *
 * @throws Error where their blocks have sizes with which nobody gets on; RangeError where the bytes end before.
 */
export function skipDifferences(reader: Reader, count: number): void {
  const { perBlock, blocks } = checkBlocks(reader);
  const each = perBlock / blocks;
  // The total and the first of them.
  readVarInt(reader);
  readVarInt(reader);
  for (let seen = 1; seen < count;) {
    readVarInt(reader);
    const widths = reader.offset;
    reader.offset += blocks;
    for (let block = 0; block < blocks && seen < count; block++) {
      reader.offset += (each * reader.view.getUint8(widths + block)) / 8;
      seen += each;
    }
  }
}

/** The sizes that differences begin with. @throws as `skipDifferences`. */
export function checkBlocks(reader: Reader): { readonly perBlock: number; readonly blocks: number } {
  const perBlock = readVarInt(reader);
  const blocks = readVarInt(reader);
  if (perBlock <= 0 || blocks <= 0 || perBlock % blocks !== 0 || blocks > reader.view.byteLength) throw new Error(WRONG_BLOCKS);
  return { perBlock, blocks };
}
