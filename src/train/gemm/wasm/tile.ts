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

/** When basic blocks end within a step, and what ends them. */
interface Block {
  readonly rows: number;
  readonly end: () => void;
}

/** Declares the sums of a tile: rows·vectors + vectors + rows must not exceed 14 or V8 runs out of registers on x86-64. */
export function declareSums(code: FunctionBuilder, rows: number, vectors: number): TileSums {
  return Array.from({ length: rows }, () => Array.from({ length: vectors }, () => code.local("v128")));
}

/**
 * sums(i, j) += left(i, l)·right(l, j) for l = 0 … depth − 1 ascending: product and sum are rounded to float32 one after the
 * other, so each sum is one chain, the same for every tile size. Moves both pointers.
 */
export function emitDepthLoop(code: FunctionBuilder, left: LeftPanel, right: RightPanel, sums: TileSums, depth: number, unroll: number): void {
  code.block((exit) => {
    for (const { count, length, from } of turns(left, Math.floor(depth / unroll), unroll, depth % unroll)) {
      code.repeat(count, () => emitTurn(code, from, right, sums, length, { rows: 2, exit }));
    }
  });
}

/** As `emitDepthLoop`, where the depth is known only when the code runs: `turns`·`unroll` + `rest` steps; uses up both. */
export function emitOpenDepthLoop(
  code: FunctionBuilder,
  left: LeftPanel,
  right: RightPanel,
  sums: TileSums,
  steps: { readonly turns: Local<"i32">; readonly rest: Local<"i32"> },
  unroll: number,
): void {
  code.block((exit) => {
    for (const { count, length, from } of turns(left, steps.turns, unroll, steps.rest)) {
      code.if(count.get, () => {
        code.loop((again) => {
          emitTurn(code, from, right, sums, length, { rows: 1, exit });
          code.increase(count, -1);
          code.branchIf(again, count.get);
        });
      });
    }
  });
}

/** Whole turns, then single steps: what remains is less than a turn and worth no code of its own length. */
function turns<Count>(left: LeftPanel, whole: Count, unroll: number, rest: Count) {
  return [
    { count: whole, length: unroll, from: left },
    { count: rest, length: 1, from: { ...left, turnBytes: left.stepBytes } },
  ];
}

/**
 * Some steps in a row. The branches between and within them are never taken. They end basic blocks: V8 orders all loads of a
 * block before its arithmetic and would spill sums otherwise; and the processors like loads and arithmetic to alternate. How
 * often is a matter of measuring: panels of four rows run best with a block a row, panels of eight with two rows. What the
 * branches test is in a register anyway, and each tests something else, so that none is found to be superfluous: the left
 * pointer, a multiple of four, is never odd.
 */
function emitTurn(code: FunctionBuilder, left: LeftPanel, right: RightPanel, sums: TileSums, steps: number, block: { readonly rows: number; readonly exit: Label }): void {
  let ends = 0;
  const end = (): void => code.branchIf(block.exit, i32.equal(left.pointer.get, i32.constant(-1 - 2 * ends++)));
  for (let step = 0; step < steps; step++) {
    if (step > 0) end();
    emitStep(code, left, right, sums, step * right.stepBytes, { rows: block.rows, end });
    code.increase(left.pointer, step + 1 === steps ? left.turnBytes - step * left.stepBytes : left.stepBytes);
  }
  code.increase(right.pointer, steps * right.stepBytes);
}

/**
 * One step of the depth, `rightBytes` behind the right pointer; moves no pointer. The left pointer stands at the step: V8 has
 * no displacement in a load that splats and would spend an instruction on every element that is some steps away, while the
 * distances of the rows, being the same in all steps, stay in registers.
 *
 * @param block emits the end of a basic block after so many rows and between groups of columns.
 */
export function emitStep(code: FunctionBuilder, left: LeftPanel, right: RightPanel, sums: TileSums, rightBytes: number, block?: Block): void {
  for (let first = 0; first < sums[0].length; first += COLUMN_VECTORS) {
    if (first > 0) block?.end();
    code.scope(() => {
      const group = sums.map((row) => row.slice(first, first + COLUMN_VECTORS));
      const columns = group[0].map((_, vector) => code.keep(v128.load(right.pointer.get, rightBytes + right.vectorBytes(first + vector))));
      group.forEach((row, i) => {
        if (block !== undefined && i > 0 && i % block.rows === 0) block.end();
        const element = code.keep(v128.load32Splat(left.pointer.get, left.offset + i * left.rowBytes));
        row.forEach((sum, vector) => {
          code.set(sum, f32x4.add(sum.get, f32x4.multiply(element.get, columns[vector].get)));
        });
      });
    });
  }
}
