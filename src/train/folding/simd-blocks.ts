// Factorises block tridiagonal matrices with WebAssembly's 128-bit vectors: the same sums in the same order as scalar-blocks.ts, bit for bit.

import type { FunctionBuilder, Local } from "../../wasm/function-builder.ts";
import { createMemory, instantiate } from "../../wasm/instantiate.ts";
import { ModuleBuilder, PAGE_BYTES } from "../../wasm/module-builder.ts";
import type { Operand, Statement } from "../../wasm/operand.ts";
import { f64, i32 } from "../../wasm/scalar-instructions.ts";
import { f64x2, v128 } from "../../wasm/simd.ts";
import { emitSquareTile } from "../gemm/wasm/square-tile.ts";
import { LANES, VECTOR_BYTES } from "../gemm/wasm/tile-arithmetic.ts";
import { startSums } from "../gemm/wasm/tile.ts";
import type { BlockKernels } from "./block-kernels.ts";
import { TILE } from "./block-kernels.ts";

const lanes = LANES.float64;
/** Vectors of a row that are summed at a time: enough sums to keep both adders of a processor busy, and all in registers. */
const ROW_VECTORS = 6;

/** As `createBlockTridiagonal`, in the memory of a module. @throws Error where there is no WebAssembly. */
export function simdBlocks(blocks: number, size: number): BlockKernels {
  const stride = TILE * Math.ceil(size / TILE);
  const area = stride * stride;
  const blockBytes = lanes.bytes * area;
  const aboveAt = blocks * blockBytes;
  const pages = Math.ceil((2 * blocks * blockBytes) / PAGE_BYTES);
  const memory = createMemory(pages);
  const instance = instantiate(moduleOf(size, stride, pages), { host: { memory } });
  const [subtractSquare, factor, eliminate] = ["subtractSquare", "factor", "eliminate"].map((name) => instance.function(name));
  return {
    blocks,
    size,
    stride,
    diagonal: new Float64Array(memory.buffer, 0, blocks * area),
    above: new Float64Array(memory.buffer, aboveAt, Math.max(0, blocks - 1) * area),
    subtractSquare: (block) => void subtractSquare(block * blockBytes, aboveAt + (block - 1) * blockBytes),
    factor: (block) => factor(block * blockBytes) !== 0,
    eliminate: (block) => void eliminate(block * blockBytes, aboveAt + block * blockBytes),
  };
}

function moduleOf(size: number, stride: number, pages: number): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder();
  module.importMemory("host", "memory", pages);
  const row: RowCode = {
    rowBytes: lanes.bytes * stride,
    subtract: module.procedure((code) => emitSubtractRows(code, stride)),
    divide: module.procedure((code) => emitDivideRow(code, stride)),
  };
  module.function("subtractSquare", (code) => emitSubtractSquare(code, size, stride));
  module.function("factor", (code) => emitFactor(code, size, row));
  module.function("eliminate", (code) => emitEliminate(code, size, row));
  return module.finish();
}

type Call = (...parameters: readonly Operand<"i32" | "f64">[]) => Statement;

/** What is done to whole rows of a block. */
interface RowCode {
  readonly rowBytes: number;
  /** (factors, source, target, rows, first): target −= Σ factor · row, from column `first` on or a few before it. */
  readonly subtract: Call;
  /** (target, divisor) */
  readonly divide: Call;
}

/** Factors and rows of the source are a row of a block apart; of 0 rows nothing is subtracted. */
function emitSubtractRows(code: FunctionBuilder, stride: number): void {
  const [factors, source, target, rows, first] = Array.from({ length: 5 }, () => code.parameter("i32"));
  for (let column = 0; column < stride; column += 2 * ROW_VECTORS) {
    const vectors = Math.min(ROW_VECTORS, (stride - column) / 2);
    code.scope(() => {
      code.block((exit) => {
        code.branchIf(exit, i32.lessSigned(i32.constant(column + 2 * vectors - 1), first.get));
        emitSubtractVectors(code, { factors, source, target, rows }, { stride, column, vectors });
      });
    });
  }
}

interface RowPointers {
  readonly factors: Local<"i32">;
  readonly source: Local<"i32">;
  readonly target: Local<"i32">;
  readonly rows: Local<"i32">;
}

function emitSubtractVectors(
  code: FunctionBuilder, { factors, source, target, rows }: RowPointers,
  { stride, column, vectors }: { readonly stride: number; readonly column: number; readonly vectors: number },
): void {
  const [factorAt, sourceAt, left] = [code.keep(factors.get), code.keep(source.get), code.keep(rows.get)];
  const [sums] = startSums(code, code.keep(lanes.zero), 1, vectors);
  const factor = code.local("v128");
  const offset = (vector: number): number => lanes.bytes * column + vector * VECTOR_BYTES;
  code.block((none) => {
    code.branchIf(none, i32.isZero(left.get));
    code.loop((again) => {
      code.set(factor, lanes.splat(factorAt.get, 0));
      sums.forEach((sum, vector) => code.set(sum, lanes.add(sum.get, lanes.multiply(factor.get, v128.load(sourceAt.get, offset(vector))))));
      code.increase(factorAt, lanes.bytes * stride);
      code.increase(sourceAt, lanes.bytes * stride);
      code.increase(left, -1);
      code.branchIf(again, left.get);
    });
  });
  sums.forEach((sum, vector) => {
    code.emit(v128.store(target.get, f64x2.subtract(v128.load(target.get, offset(vector)), sum.get), offset(vector)));
  });
}

function emitDivideRow(code: FunctionBuilder, stride: number): void {
  const target = code.parameter("i32");
  const given = code.parameter("f64");
  const divisor = code.keep(f64x2.splat(given.get));
  for (let offset = 0; offset < lanes.bytes * stride; offset += VECTOR_BYTES) {
    code.emit(v128.store(target.get, f64x2.divide(v128.load(target.get, offset), divisor.get), offset));
  }
}

/** (block): 1 where it was positive definite, else 0. */
function emitFactor(code: FunctionBuilder, size: number, { rowBytes, subtract, divide }: RowCode): Operand<"i32"> {
  const block = code.parameter("i32");
  const [column, at, row] = [code.keep(block.get), code.keep(block.get), code.keep(i32.constant(0))];
  const pivot = code.local("f64");
  const isDone = code.keep(i32.constant(0));
  code.block((exit) => {
    code.loop((next) => {
      code.emit(subtract(column.get, block.get, at.get, row.get, row.get));
      const pivotAt = i32.add(at.get, i32.multiply(row.get, i32.constant(lanes.bytes)));
      code.set(pivot, f64.load(pivotAt));
      code.branchIf(exit, i32.isZero(f64.less(f64.constant(0), pivot.get)));
      code.set(pivot, f64.squareRoot(pivot.get));
      code.emit(divide(at.get, pivot.get));
      code.emit(f64.store(pivotAt, pivot.get));
      code.increase(column, lanes.bytes);
      code.increase(at, rowBytes);
      code.increase(row, 1);
      code.branchIf(next, i32.lessSigned(row.get, i32.constant(size)));
    });
    code.set(isDone, i32.constant(1));
  });
  return isDone.get;
}

/** (factored, block): block ← U⁻ᵀ · block. */
function emitEliminate(code: FunctionBuilder, size: number, { rowBytes, subtract, divide }: RowCode): undefined {
  const [factored, block] = [code.parameter("i32"), code.parameter("i32")];
  const [column, pivotAt, at, row] = [code.keep(factored.get), code.keep(factored.get), code.keep(block.get), code.keep(i32.constant(0))];
  code.loop((next) => {
    code.emit(subtract(column.get, block.get, at.get, row.get, i32.constant(0)));
    code.emit(divide(at.get, f64.load(pivotAt.get)));
    code.increase(column, lanes.bytes);
    code.increase(pivotAt, rowBytes + lanes.bytes);
    code.increase(at, rowBytes);
    code.increase(row, 1);
    code.branchIf(next, i32.lessSigned(row.get, i32.constant(size)));
  });
  return undefined;
}

/** (target, source): the tiles on and above the diagonal of target −= sourceᵀ · source, `size` rows of it. */
function emitSubtractSquare(code: FunctionBuilder, size: number, stride: number): undefined {
  const [target, source] = [code.parameter("i32"), code.parameter("i32")];
  const rowBytes = lanes.bytes * stride;
  const tileBytes = lanes.bytes * TILE;
  const [a, row, i] = [code.keep(source.get), code.keep(target.get), code.keep(i32.constant(0))];
  const [b, at, j] = [code.local("i32"), code.local("i32"), code.local("i32")];
  code.loop((nextRow) => {
    code.set(b, a.get);
    code.set(at, row.get);
    code.set(j, i.get);
    code.loop((nextTile) => {
      emitSquareTile(code, { a, b, at, rows: size, stepBytes: rowBytes, rowBytes }, f64x2.subtract);
      code.increase(b, tileBytes);
      code.increase(at, tileBytes);
      code.increase(j, 1);
      code.branchIf(nextTile, i32.lessSigned(j.get, i32.constant(stride / TILE)));
    });
    code.increase(a, tileBytes);
    // A tile down and one to the right.
    code.increase(row, TILE * rowBytes + tileBytes);
    code.increase(i, 1);
    code.branchIf(nextRow, i32.lessSigned(i.get, i32.constant(stride / TILE)));
  });
  return undefined;
}
