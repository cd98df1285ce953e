// The WebAssembly module of the matrix product: packing of staged blocks into panels and the product of packed panels.
// It has no copy in or out of JavaScript's arrays; chain-gemm.ts does that.

import type { FunctionBuilder, Local } from "../../../wasm/function-builder.ts";
import { instantiate, type WasmFunction } from "../../../wasm/instantiate.ts";
import { ModuleBuilder } from "../../../wasm/module-builder.ts";
import type { Operand } from "../../../wasm/operand.ts";
import { i32 } from "../../../wasm/scalar.ts";
import { f32x4, v128 } from "../../../wasm/simd.ts";
import { ADDRESSES, MEMORY_PAGES, TILE_COLUMNS, TILE_ROWS } from "./layout.ts";
import { declareSums, emitOpenDepthLoop, VECTOR_BYTES, type TileSums } from "./tile.ts";
import { emitTranspose } from "./transpose.ts";

/** A power of two. */
const DEPTH_STEPS_PER_TURN = 8;
const LANES = 4;

/** The instance with its memory as floats. Strides are in bytes; rows, columns and depth are counts, at least 1. */
export interface GemmMachine {
  readonly floats: Float32Array;
  /** (rows, depth, stride): staged left rows, `stride` apart, depth contiguous → panels of 4 rows. */
  readonly packLeft: WasmFunction;
  /** (rows, depth, stride): staged left columns, one a step of depth → panels of 4 rows. */
  readonly packLeftTransposed: WasmFunction;
  /** (columns, depth, stride): staged right rows, one a step of depth → panels of 8 columns. */
  readonly packRight: WasmFunction;
  /** (columns, depth, stride): staged right columns, depth contiguous → panels of 8 columns. */
  readonly packRightTransposed: WasmFunction;
  /**
   * (rows, columns, depth, target, stride, fresh): adds the product of the packed panels to the sums from byte address
   * `target` on, whose rows are `stride` apart; `fresh` other than 0 starts from 0 instead. Works on whole tiles: rows are
   * rounded up to 4, columns to 8.
   */
  readonly multiply: WasmFunction;
}

/** Compiles and instantiates the module. */
export function createGemmMachine(): GemmMachine {
  const instance = instantiate(gemmModule());
  return {
    floats: new Float32Array(instance.memory("memory")),
    packLeft: instance.function("packLeft"),
    packLeftTransposed: instance.function("packLeftTransposed"),
    packRight: instance.function("packRight"),
    packRightTransposed: instance.function("packRightTransposed"),
    multiply: instance.function("multiply"),
  };
}

/** The module in the binary format. */
function gemmModule(): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder();
  module.exportMemory("memory", MEMORY_PAGES);
  const { stagedLeft, stagedRight, packedLeft, packedRight } = ADDRESSES;
  module.function("packLeft", (code) => emitPackTransposing(code, stagedLeft, packedLeft, TILE_ROWS));
  module.function("packLeftTransposed", (code) => emitPackCopying(code, stagedLeft, packedLeft, TILE_ROWS));
  module.function("packRight", (code) => emitPackCopying(code, stagedRight, packedRight, TILE_COLUMNS));
  module.function("packRightTransposed", (code) => emitPackTransposing(code, stagedRight, packedRight, TILE_COLUMNS));
  module.function("multiply", emitMultiply);
  return module.finish();
}

/** Runs `body` and then goes on by `step`, until `count` is used up: at least once. */
function whilePositive(code: FunctionBuilder, count: Local<"i32">, step: number, body: () => void): void {
  code.loop((again) => {
    body();
    code.increase(count, -step);
    code.branchIf(again, i32.lessSigned(i32.constant(0), count.get));
  });
}

/** Panel elements that lie together in the source too: `width` floats a step. */
function emitPackCopying(code: FunctionBuilder, source: number, target: number, width: number): undefined {
  const [count, depth, stride] = [code.parameter("i32"), code.parameter("i32"), code.parameter("i32")];
  const panel = code.keep(i32.constant(source));
  const to = code.keep(i32.constant(target));
  const from = code.local("i32");
  const left = code.local("i32");
  whilePositive(code, count, width, () => {
    code.set(from, panel.get);
    code.set(left, depth.get);
    whilePositive(code, left, 1, () => {
      for (let lane = 0; lane < width; lane += LANES) {
        code.emit(v128.store(to.get, v128.load(from.get, 4 * lane), 4 * lane));
      }
      code.increase(to, 4 * width);
      code.set(from, i32.add(from.get, stride.get));
    });
    code.increase(panel, 4 * width);
  });
}

/** Panel elements that lie `stride` apart in the source, steps together: 4×4 blocks are transposed in registers. */
function emitPackTransposing(code: FunctionBuilder, source: number, target: number, width: number): undefined {
  const [count, depth, stride] = [code.parameter("i32"), code.parameter("i32"), code.parameter("i32")];
  const panel = code.keep(i32.constant(source));
  const panelStart = code.keep(i32.constant(target));
  const [row, from, to, left] = [code.local("i32"), code.local("i32"), code.local("i32"), code.local("i32")];
  whilePositive(code, count, width, () => {
    code.set(left, depth.get);
    code.set(row, panel.get);
    code.set(to, panelStart.get);
    whilePositive(code, left, LANES, () => {
      code.set(from, row.get);
      for (let lane = 0; lane < width; lane += LANES) {
        const load = (): Operand<"v128"> => {
          const loaded = code.keep(v128.load(from.get)).get;
          code.set(from, i32.add(from.get, stride.get));
          return loaded;
        };
        emitTranspose(code, [load(), load(), load(), load()]).forEach((column, step) => {
          code.emit(v128.store(to.get, column, 4 * (step * width + lane)));
        });
      }
      code.increase(row, VECTOR_BYTES);
      code.increase(to, 4 * LANES * width);
    });
    code.set(panel, i32.add(panel.get, i32.multiply(stride.get, i32.constant(width))));
    code.set(panelStart, i32.add(panelStart.get, i32.multiply(depth.get, i32.constant(4 * width))));
  });
}

function emitMultiply(code: FunctionBuilder): undefined {
  const [rows, columns, depth] = [code.parameter("i32"), code.parameter("i32"), code.parameter("i32")];
  const [target, stride, fresh] = [code.parameter("i32"), code.parameter("i32"), code.parameter("i32")];
  const right = code.keep(i32.constant(ADDRESSES.packedRight));
  const [left, panel, tile, rowsLeft, turns, rest] = Array.from({ length: 6 }, () => code.local("i32"));
  const sums = declareSums(code, TILE_ROWS, TILE_COLUMNS / LANES);
  whilePositive(code, columns, TILE_COLUMNS, () => {
    code.set(left, i32.constant(ADDRESSES.packedLeft));
    code.set(rowsLeft, rows.get);
    code.set(tile, target.get);
    whilePositive(code, rowsLeft, TILE_ROWS, () => {
      emitStartSums(code, sums, tile, stride, fresh);
      code.set(panel, right.get);
      code.set(turns, i32.shiftRightUnsigned(depth.get, i32.constant(Math.log2(DEPTH_STEPS_PER_TURN))));
      code.set(rest, i32.and(depth.get, i32.constant(DEPTH_STEPS_PER_TURN - 1)));
      emitOpenDepthLoop(
        code,
        { pointer: left, offset: 0, rowBytes: 4, stepBytes: 4 * TILE_ROWS, turnBytes: 4 * TILE_ROWS * DEPTH_STEPS_PER_TURN },
        { pointer: panel, stepBytes: 4 * TILE_COLUMNS, vectorBytes: (vector) => vector * VECTOR_BYTES },
        sums,
        { turns, rest },
        DEPTH_STEPS_PER_TURN,
      );
      forEachVector(code, sums, tile, stride, (address, offset, sum) => code.emit(v128.store(address, sum.get, offset)));
      code.set(tile, i32.add(tile.get, i32.multiply(stride.get, i32.constant(TILE_ROWS))));
    });
    code.set(right, i32.add(right.get, i32.multiply(depth.get, i32.constant(4 * TILE_COLUMNS))));
    code.increase(target, 4 * TILE_COLUMNS);
  });
}

/** The sums start as what memory holds, or as 0 where they are fresh. */
function emitStartSums(code: FunctionBuilder, sums: TileSums, tile: Local<"i32">, stride: Local<"i32">, fresh: Local<"i32">): void {
  for (const sum of sums.flat()) code.set(sum, f32x4.constant([0, 0, 0, 0]));
  code.if(i32.isZero(fresh.get), () => {
    forEachVector(code, sums, tile, stride, (address, offset, sum) => code.set(sum, v128.load(address, offset)));
  });
}

function forEachVector(
  code: FunctionBuilder,
  sums: TileSums,
  tile: Local<"i32">,
  stride: Local<"i32">,
  visit: (address: Operand<"i32">, offset: number, sum: Local<"v128">) => void,
): void {
  const address = code.keep(tile.get);
  for (const row of sums) {
    row.forEach((sum, vector) => visit(address.get, vector * VECTOR_BYTES, sum));
    code.set(address, i32.add(address.get, stride.get));
  }
}
