// Emits one tile of the product of a matrix's transpose with it, in float64: columns times columns of the same rows.

import type { FunctionBuilder, Local } from "../../../wasm/function-builder.ts";
import type { Operand } from "../../../wasm/operand.ts";
import { v128 } from "../../../wasm/simd.ts";
import { SIMD_FLOAT64 } from "../blocking.ts";
import { LANES, VECTOR_BYTES } from "./tile-arithmetic.ts";
import { emitDepthLoop, startSums } from "./tile.ts";

const lanes = LANES.float64;
const TILE = SIMD_FLOAT64.NR;
/** Steps of a turn of the depth loop. */
const UNROLL = 4;

type Vector = Operand<"v128">;

/** Where a tile is made of what. */
export interface SquareTile {
  /** The first elements of the columns that make the tile's rows, and of those that make its columns. */
  readonly a: Local<"i32">;
  readonly b: Local<"i32">;
  readonly at: Local<"i32">;
  /** How many rows are multiplied, and how many bytes one is behind the other. */
  readonly rows: number;
  readonly stepBytes: number;
  /** From a row of the tile to the next. */
  readonly rowBytes: number;
}

/** The tile at `at` becomes `combine` of what it is and the sums, which begin at +0 and add the rows in ascending order. */
export function emitSquareTile(code: FunctionBuilder, tile: SquareTile, combine: (old: Vector, sum: Vector) => Vector): void {
  const { a, b, at, rows, stepBytes, rowBytes } = tile;
  code.scope(() => {
    const sums = startSums(code, code.keep(lanes.zero), TILE, (lanes.bytes * TILE) / VECTOR_BYTES);
    const left = { pointer: code.keep(a.get), rowBytes: lanes.bytes, stepBytes, turnBytes: UNROLL * stepBytes };
    const right = { pointer: code.keep(b.get), stepBytes, vectorBytes: (vector: number) => vector * VECTOR_BYTES };
    emitDepthLoop(code, { lanes, left, right, sums }, rows, UNROLL);
    sums.forEach((row, i) => {
      row.forEach((sum, vector) => {
        const offset = i * rowBytes + vector * VECTOR_BYTES;
        code.emit(v128.store(at.get, combine(v128.load(at.get, offset), sum.get), offset));
      });
    });
  });
}
