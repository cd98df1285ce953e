// Sums JᵀJ over panels with WebAssembly's 128-bit vectors: the tiles of the matrix product in float64, and loops over those on
// and below the diagonal. The same sums in the same order as scalar-sum.ts, bit for bit.

import type { FunctionBuilder } from "../../../wasm/function-builder.ts";
import { createMemory, instantiate } from "../../../wasm/instantiate.ts";
import { ModuleBuilder, PAGE_BYTES } from "../../../wasm/module-builder.ts";
import { i32 } from "../../../wasm/scalar-instructions.ts";
import { emitSquareTile } from "../wasm/square-tile.ts";
import { LANES } from "../wasm/tile-arithmetic.ts";
import type { SymmetricSum } from "./panel.ts";
import { TILE } from "./panel.ts";

const lanes = LANES.float64;

/** Bytes of a row of a tile: four float64, two vectors. */
const TILE_ROW = lanes.bytes * TILE;

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
      emitSquareTile(code, { a, b, at, rows, stepBytes: TILE_ROW, rowBytes: 8 * size }, lanes.add);
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
