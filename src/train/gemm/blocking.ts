// How matrix products are cut for registers and caches: one row of data for each engine and element type. Computes nothing.

export type ElementType = "float32" | "float64";

/** Elements are held in either; which one, the element type says. */
export type Elements = Float32Array | Float64Array;

/**
 * The sizes of Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008), under the names the field
 * knows them by (Van Zee and van de Geijn, "BLIS", 2015). C is m×n, the depth of a product is k.
 */
export interface Blocking {
  readonly element: ElementType;
  /** Rows of C held in registers: of a tile. */
  readonly MR: number;
  /** Columns of a tile. */
  readonly NR: number;
  /** Rows of C that are finished for all panels before the next ones: MC×KC elements of the left matrix stay in cache. */
  readonly MC: number;
  /** Depth of a block: a panel of NR×KC elements of the right matrix stays in level 1. Sums are blocked by it, see product.ts. */
  readonly KC: number;
  /** Columns of C that are finished before the next ones: KC×NC elements of the right matrix stay in level 2 or 3. */
  readonly NC: number;
}

/**
 * 128-bit vectors of WebAssembly. MR·NR/L + NR/L + MR registers, L elements to a vector, must not exceed 14, or V8 runs out of
 * them on x86-64; of the tiles that fit, 4 rows of two vectors need the fewest loads. 64×256 elements of the left matrix are
 * 64 KiB in level 2, a panel of the right one 8 KiB in level 1, and 256×1024 of the right matrix 1 MiB in level 2 or 3.
 */
export const SIMD_FLOAT32: Blocking = { element: "float32", MR: 4, NR: 8, MC: 64, KC: 256, NC: 1024 };

/**
 * The same vectors, two elements to each, for the product of a matrix with its own transpose. The matrix is made in blocks of at
 * most KC rows and as many as MC×KC elements, 512 KiB, hold: these stay in level 2, and no columns are left for later.
 */
export const SIMD_FLOAT64: Blocking = { element: "float64", MR: 4, NR: 4, MC: 512, KC: 128, NC: Infinity };

/** Plain JavaScript: sixteen sums and some of them spilled cost less than loading operands twice, as smaller tiles do. */
export const SCALAR_FLOAT32: Blocking = { element: "float32", MR: 4, NR: 4, MC: 32, KC: 256, NC: 1024 };

/** The same, and the same depth: what emitted code sums in blocks of KC is summed so in either type. */
export const SCALAR_FLOAT64: Blocking = { element: "float64", MR: 4, NR: 4, MC: 32, KC: 256, NC: 1024 };
