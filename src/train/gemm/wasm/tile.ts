// Emits the innermost part of a float32 matrix product: one register tile of sums, advanced along the depth.
// Knows neither whole matrices nor memory layouts beyond the distances it is given; loads and stores no sums.

import type { FunctionBuilder, Label, Local } from "../../../wasm/function-builder.ts";
import { i32 } from "../../../wasm/scalar.ts";
import { f32x4, v128 } from "../../../wasm/simd.ts";

/** Bytes of one vector of four float32. */
export const VECTOR_BYTES = 16;

/** Vectors of columns in registers at a time. */
const COLUMN_VECTORS = 4;

/** The left operand: element (row, step) of a turn lies at pointer + offset + row·rowBytes + step·stepBytes. */
export interface LeftPanel {
  readonly pointer: Local<"i32">;
  readonly offset: number;
  readonly rowBytes: number;
  readonly stepBytes: number;
  /** From the first step of a turn to that of the next; a turn is `unroll` steps. */
  readonly turnBytes: number;
}

/** The right operand: a vector of the tile's columns of a step lies at pointer + step·stepBytes + vectorBytes(vector). */
export interface RightPanel {
  readonly pointer: Local<"i32">;
  readonly stepBytes: number;
  readonly vectorBytes: (vector: number) => number;
}

/** sums[row][vector] holds four columns of a row. */
export type TileSums = readonly (readonly Local<"v128">[])[];

/** Declares the sums of a tile: rows·vectors + vectors + rows must not exceed 14 or V8 runs out of registers on x86-64. */
export function declareSums(code: FunctionBuilder, rows: number, vectors: number): TileSums {
  return Array.from({ length: rows }, () => Array.from({ length: vectors }, () => code.local("v128")));
}

/**
 * sums(i, j) += left(i, l)·right(l, j) for l = 0 … depth − 1 ascending: product and sum are rounded to float32 one after the
 * other, so each sum is one chain, the same for every tile size. Moves both pointers and uses up `remaining`, which holds
 * the depth, at least 1.
 *
 * Between any two steps the loop may be left. That serves a depth that is no multiple of `unroll`, and above all it
 * ends the basic block: V8 orders all loads of a block before its arithmetic and would spill sums otherwise. A step ends a
 * block in its middle, too, which the processors like: arithmetic and loads alternate.
 */
export function emitDepthLoop(
  code: FunctionBuilder,
  left: LeftPanel,
  right: RightPanel,
  sums: TileSums,
  remaining: Local<"i32">,
  unroll: number,
): void {
  code.block((exit) => {
    code.loop((again) => {
      for (let step = 0; step < unroll; step++) {
        // What remains is never negative: that branch is not taken.
        emitStep(code, left, right, sums, step * right.stepBytes, () => leaveAfter(code, exit, remaining, -step - 1));
        const isLast = step + 1 === unroll;
        code.increase(left.pointer, isLast ? left.turnBytes - step * left.stepBytes : left.stepBytes);
        if (!isLast) leaveAfter(code, exit, remaining, step + 1);
      }
      code.increase(right.pointer, unroll * right.stepBytes);
      code.increase(remaining, -unroll);
      code.branchIf(again, remaining.get);
    });
  });
}

function leaveAfter(code: FunctionBuilder, exit: Label, remaining: Local<"i32">, steps: number): void {
  code.branchIf(exit, i32.equal(remaining.get, i32.constant(steps)));
}

/**
 * One step of the depth, `rightBytes` behind the right pointer; moves no pointer. The left pointer stands at the step: V8 has
 * no displacement in a load that splats and would spend an instruction on every element that is some steps away, while the
 * distances of the rows, being the same in all steps, stay in registers.
 *
 * @param endBlock emits what ends a basic block, between pairs of rows and between groups of columns.
 */
export function emitStep(code: FunctionBuilder, left: LeftPanel, right: RightPanel, sums: TileSums, rightBytes: number, endBlock?: () => void): void {
  for (let first = 0; first < sums[0].length; first += COLUMN_VECTORS) {
    if (first > 0) endBlock?.();
    code.scope(() => {
      const group = sums.map((row) => row.slice(first, first + COLUMN_VECTORS));
      const columns = group[0].map((_, vector) => code.keep(v128.load(right.pointer.get, rightBytes + right.vectorBytes(first + vector))));
      group.forEach((row, i) => {
        if (i > 0 && i % 2 === 0) endBlock?.();
        const element = code.keep(v128.load32Splat(left.pointer.get, left.offset + i * left.rowBytes));
        row.forEach((sum, vector) => {
          code.set(sum, f32x4.add(sum.get, f32x4.multiply(element.get, columns[vector].get)));
        });
      });
    });
  }
}
