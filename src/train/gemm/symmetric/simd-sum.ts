// Sums JᵀJ over panels with WebAssembly's 128-bit vectors: the tiles of the matrix product in float64, and loops over those on
// and below the diagonal. The same sums in the same order as scalar-sum.ts, bit for bit.

import type { FunctionBuilder, Local } from "../../../wasm/function-builder.ts";
import { createMemory, instantiate } from "../../../wasm/instantiate.ts";
import { ModuleBuilder, PAGE_BYTES } from "../../../wasm/module-builder.ts";
import { i32 } from "../../../wasm/scalar-instructions.ts";
import { v128 } from "../../../wasm/simd.ts";
import { LANES, VECTOR_BYTES } from "../wasm/tile-arithmetic.ts";
import { emitDepthLoop, startSums } from "../wasm/tile.ts";
import type { SymmetricSum } from "./panel.ts";
import { TILE } from "./panel.ts";

const lanes = LANES.float64;

/** Bytes of a row of a tile: four float64, two vectors. */
const TILE_ROW = lanes.bytes * TILE;
/** Steps of a turn of the depth loop. */
const UNROLL = 4;

/** `symmetricSum` with panel and sum in the memory of a module. @throws Error where there is no WebAssembly. */
export function simdSymmetricSum(size: number, rows: number): SymmetricSum {
  const sumAt = 8 * size * rows;
  const memoryBytes = sumAt + 8 * size * size;
  const pages = Math.ceil(memoryBytes / PAGE_BYTES);
  const memory = createMemory(pages);
  const module = new ModuleBuilder();
  module.importMemory("host", "memory", pages);
  module.function("accumulate", (code) => emitSum(code, size, rows, sumAt));
  const accumulate = instantiate(module.finish(), { host: { memory } }).function("accumulate");
  return {
    size,
    rows,
    panel: new Float64Array(memory.buffer, 0, size * rows),
    sum: new Float64Array(memory.buffer, sumAt, size * size),
    accumulate: (first = 0) => void accumulate(first),
  };
}

/** for i = first …, for j = first … i: the tile of column groups i and j. Addresses step; nothing is computed between tiles. */
function emitSum(code: FunctionBuilder, size: number, rows: number, sumAt: number): undefined {
  const group = TILE_ROW * rows;
  const rowBytes = 8 * size * TILE;
  const first = code.parameter("i32");
  const firstGroup = code.keep(i32.multiply(first.get, i32.constant(group)));
  const [i, a] = [code.keep(first.get), code.keep(firstGroup.get)];
  const [j, b] = [code.local("i32"), code.local("i32")];
  const rowAt = code.keep(i32.add(i32.constant(sumAt), i32.multiply(first.get, i32.constant(rowBytes + TILE_ROW))));
  const at = code.local("i32");
  code.loop((nextRow) => {
    code.set(j, first.get);
    code.set(b, firstGroup.get);
    code.set(at, rowAt.get);
    code.loop((nextTile) => {
      emitTile(code, a, b, at, rows, 8 * size);
      code.increase(b, group);
      code.increase(at, TILE_ROW);
      code.increase(j, 1);
      code.branchIf(nextTile, i32.lessSigned(j.get, i32.add(i.get, i32.constant(1))));
    });
    code.increase(a, group);
    code.increase(rowAt, rowBytes);
    code.increase(i, 1);
    code.branchIf(nextRow, i32.lessSigned(i.get, i32.constant(size / TILE)));
  });
  return undefined;
}

/** The product of groups `a` and `b` of columns, added to the sum at `at`, rows of which are `stride` bytes apart. */
function emitTile(code: FunctionBuilder, a: Local<"i32">, b: Local<"i32">, at: Local<"i32">, rows: number, stride: number): void {
  code.scope(() => {
    const sums = startSums(code, code.keep(lanes.zero), TILE, TILE_ROW / VECTOR_BYTES);
    const left = { pointer: code.keep(a.get), rowBytes: lanes.bytes, stepBytes: TILE_ROW, turnBytes: UNROLL * TILE_ROW };
    const right = { pointer: code.keep(b.get), stepBytes: TILE_ROW, vectorBytes: (vector: number) => vector * VECTOR_BYTES };
    emitDepthLoop(code, { lanes, left, right, sums }, rows, UNROLL);
    sums.forEach((row, i) => {
      row.forEach((sum, vector) => {
        const offset = i * stride + vector * VECTOR_BYTES;
        code.emit(v128.store(at.get, lanes.add(v128.load(at.get, offset), sum.get), offset));
      });
    });
  });
}
