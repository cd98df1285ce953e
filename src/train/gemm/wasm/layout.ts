// The block sizes of the WebAssembly matrix product and where its buffers lie in memory. Cannot change a result: sums pass
// from block to block as float32, which is what they are.

import { PAGE_BYTES } from "../../../wasm/module-builder.ts";

/** MR: rows of the register tile. With two vectors of columns it needs 4·2 + 2 + 4 = 14 registers. */
export const TILE_ROWS = 4;
/** NR: columns of the register tile. */
export const TILE_COLUMNS = 8;
/** MC: rows of A packed at a time; with KC 128 KiB, which stay in level 2. */
export const PACKED_ROWS = 64;
/** KC: depth of a packed panel; a panel of B, 16 KiB, stays in level 1 beside one of A, 8 KiB. */
export const BLOCK_DEPTH = 512;
/** NC: columns of B packed at a time. */
export const BLOCK_COLUMNS = 512;
/** Rows of the block of C that is finished before the next one starts: B is packed once for each of them. */
export const BLOCK_ROWS = 512;

const FLOAT_BYTES = 4;
/** Room behind each buffer: packing writes up to three steps of a panel too many. */
const SLACK_BYTES = 4 * TILE_COLUMNS * FLOAT_BYTES;

const sizes = {
  stagedLeft: PACKED_ROWS * BLOCK_DEPTH,
  stagedRight: BLOCK_DEPTH * BLOCK_COLUMNS,
  packedLeft: PACKED_ROWS * BLOCK_DEPTH,
  packedRight: BLOCK_DEPTH * BLOCK_COLUMNS,
  sums: BLOCK_ROWS * BLOCK_COLUMNS,
};

function bytesOf(elements: number): number {
  return elements * FLOAT_BYTES + SLACK_BYTES;
}

const stagedRight = bytesOf(sizes.stagedLeft);
const packedLeft = stagedRight + bytesOf(sizes.stagedRight);
const packedRight = packedLeft + bytesOf(sizes.packedLeft);
const sums = packedRight + bytesOf(sizes.packedRight);

/** Byte addresses of the buffers: parts of A and B as they come, the same parts as panels, and a block of C. */
export const ADDRESSES = { stagedLeft: 0, stagedRight, packedLeft, packedRight, sums } as const;

/** 3.4 MB, whatever the matrices. */
export const MEMORY_PAGES = Math.ceil((sums + bytesOf(sizes.sums)) / PAGE_BYTES);
