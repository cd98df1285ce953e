// The block sizes of the matrix product, one row of data per kind of machine, and the buffers they ask for.
// It decides nothing at run time and cannot change a result: sums stay in float64 from the first block to the last.
import { scalar3x4, type MicroKernel } from "./micro-kernel.ts";

/**
 * How the product is cut. The names MC, KC, NC are those of Goto and van de Geijn, "Anatomy of High-Performance Matrix
 * Multiplication" (2008).
 */
export interface Blocking {
  readonly kernel: MicroKernel;
  /** MC: rows of A packed at a time, a multiple of the tile's rows. */
  readonly blockRows: number;
  /** KC: depth of a packed panel. */
  readonly blockDepth: number;
  /** NC: columns of B packed at a time, a multiple of the tile's columns. */
  readonly blockColumns: number;
}

/**
 * Plain JavaScript on any processor with 32 KiB of level-1 and 512 KiB of level-2 cache or more: one panel of A and one of B
 * (3 + 4 lines of 512 float32, 14 KiB) stay in level 1, the packed block of A (192 KiB) stays in level 2. The scalar kernel
 * is bound by arithmetic, so sizes twice as large or small change the speed by a tenth at most.
 */
export const scalarBlocking: Blocking = { kernel: scalar3x4, blockRows: 96, blockDepth: 512, blockColumns: 512 };

/** The buffers of one blocked product; a workspace serves any number of products of any size, one after the other. */
export interface GemmWorkspace {
  readonly blocking: Blocking;
  /** Panels of A: blockRows × blockDepth float32. */
  readonly packedA: Float32Array;
  /** Panels of B: blockDepth × blockColumns float32. */
  readonly packedB: Float32Array;
  /** Tiles of C before rounding: blockRows × blockColumns float64. */
  readonly sums: Float64Array;
}

/**
 * Allocates the buffers of a blocking; their size does not depend on any matrix.
 *
 * @throws RangeError when a block size is not a positive multiple of its tile size.
 */
export function createWorkspace(blocking: Blocking): GemmWorkspace {
  const { kernel, blockRows, blockDepth, blockColumns } = blocking;
  requireMultiple("blockRows", blockRows, kernel.tileRows);
  requireMultiple("blockDepth", blockDepth, 1);
  requireMultiple("blockColumns", blockColumns, kernel.tileColumns);
  return {
    blocking,
    packedA: new Float32Array(blockRows * blockDepth),
    packedB: new Float32Array(blockDepth * blockColumns),
    sums: new Float64Array(blockRows * blockColumns),
  };
}

function requireMultiple(name: string, size: number, unit: number): void {
  if (!Number.isSafeInteger(size) || size <= 0 || size % unit !== 0) {
    throw new RangeError(`gemm: ${name} is ${size}, which is not a positive multiple of ${unit}`);
  }
}
