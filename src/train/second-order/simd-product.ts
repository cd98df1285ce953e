// Sums JᵀJ over panels with WebAssembly's 128-bit vectors: the same sums in the same order as scalar-product.ts, bit for bit.

import { bytes } from "../../wasm/bytes.ts";
import type { FunctionBuilder, Local } from "../../wasm/function-builder.ts";
import { createMemory, instantiate } from "../../wasm/instantiate.ts";
import { ModuleBuilder, PAGE_BYTES } from "../../wasm/module-builder.ts";
import type { Operand } from "../../wasm/operand.ts";
import { load, operation } from "../../wasm/operand.ts";
import { i32 } from "../../wasm/scalar.ts";
import { v128 } from "../../wasm/simd.ts";
import type { SymmetricSum } from "./panel.ts";
import { TILE } from "./panel.ts";

type Integer = Operand<"i32">;
type Vector = Operand<"v128">;

/** Bytes of a row of a tile: four float64, two vectors. */
const TILE_ROW = 32;

/** Two float64 lanes, each rounded once; opcodes: WebAssembly Core Specification 2.0, §5.4.8. */
const f64x2 = {
  zero: operation("v128", [i32.constant(0)], bytes(0xfd, 0x11)),
  /** Two copies of the 64 bits at the address. */
  loadSplat: (address: Integer, offset: number): Vector => load("v128", bytes(0xfd, 0x0a), 3, address, offset),
  add: (left: Vector, right: Vector): Vector => operation("v128", [left, right], bytes(0xfd, 0xf0, 0x01)),
  multiply: (left: Vector, right: Vector): Vector => operation("v128", [left, right], bytes(0xfd, 0xf2, 0x01)),
} as const;

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

/** Eight accumulators, two vectors of b and one of a: they stay in registers. */
function emitTile(code: FunctionBuilder, a: Local<"i32">, b: Local<"i32">, at: Local<"i32">, rows: number, stride: number): void {
  code.scope(() => {
    const sums = Array.from({ length: 2 * TILE }, () => code.keep(f64x2.zero));
    const [left, right, end] = [code.keep(a.get), code.keep(b.get), code.keep(i32.add(a.get, i32.constant(TILE_ROW * rows)))];
    const [low, high, copies] = [code.local("v128"), code.local("v128"), code.local("v128")];
    const step = (offset: number) => {
      code.set(low, v128.load(right.get, offset));
      code.set(high, v128.load(right.get, offset + 16));
      for (let row = 0; row < TILE; row++) {
        code.set(copies, f64x2.loadSplat(left.get, offset + 8 * row));
        addProduct(code, sums[2 * row], copies, low);
        addProduct(code, sums[2 * row + 1], copies, high);
      }
    };
    code.loop((again) => {
      step(0);
      code.increase(left, TILE_ROW);
      code.increase(right, TILE_ROW);
      code.branchIf(again, i32.lessSigned(left.get, end.get));
    });
    sums.forEach((sum, index) => {
      const offset = stride * Math.floor(index / 2) + 16 * (index % 2);
      code.emit(v128.store(at.get, f64x2.add(v128.load(at.get, offset), sum.get), offset));
    });
  });
}

function addProduct(code: FunctionBuilder, sum: Local<"v128">, left: Local<"v128">, right: Local<"v128">): void {
  code.set(sum, f64x2.add(sum.get, f64x2.multiply(left.get, right.get)));
}
