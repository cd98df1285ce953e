// Emits the innermost part of a matrix product: one register tile of sums, advanced along the depth, of either element type.
// Knows neither whole matrices nor memory layouts beyond the distances it is given; loads and stores no sums.

import type { FunctionBuilder, Label, Local } from "../../../wasm/function-builder.ts";
import { i32 } from "../../../wasm/scalar.ts";
import { v128 } from "../../../wasm/simd.ts";
import type { Lanes } from "./lanes.ts";

/** Vectors of columns in registers at a time. */
const COLUMN_VECTORS = 4;
/** Rows of a step in one basic block. */
const ROWS_OF_BLOCK = 2;

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

/** sums[row][vector] holds as many columns of a row as a vector has lanes. */
export type TileSums = readonly (readonly Local<"v128">[])[];

/** The sums of a tile, all +0. */
export function startSums(code: FunctionBuilder, lanes: Lanes, rows: number, vectors: number): TileSums {
  return Array.from({ length: rows }, () => Array.from({ length: vectors }, () => code.keep(lanes.zero)));
}

/** What is multiplied, and how. */
export interface Tile {
  readonly lanes: Lanes;
  readonly left: LeftPanel;
  readonly right: RightPanel;
  readonly sums: TileSums;
}

/**
 * sums(i, j) += left(i, l)·right(l, j) for l = 0 … depth − 1 ascending: product and sum are rounded one after the other, so
 * each sum is one chain, the same for every tile size. Moves both pointers. Whole turns of `unroll` steps come first, then
 * single steps: what remains is less than a turn and worth no code of its own length.
 */
export function emitDepthLoop(code: FunctionBuilder, tile: Tile, depth: number, unroll: number): void {
  const { left } = tile;
  code.block((exit) => {
    code.repeat(Math.floor(depth / unroll), () => emitTurn(code, tile, unroll, exit));
    code.repeat(depth % unroll, () => emitTurn(code, { ...tile, left: { ...left, turnBytes: left.stepBytes } }, 1, exit));
  });
}

/**
 * Some steps in a row. The branches between and within them are never taken. They end basic blocks: V8 orders all loads of a
 * block before its arithmetic and would spill sums otherwise; and the processors like loads and arithmetic to alternate. How
 * often is a matter of measuring. What the branches test is in a register anyway, and each tests something else, so that none
 * is found to be superfluous: the left pointer, a multiple of four, is never odd.
 */
function emitTurn(code: FunctionBuilder, tile: Tile, steps: number, exit: Label): void {
  const { left, right } = tile;
  let ends = 0;
  const end = (): void => code.branchIf(exit, i32.equal(left.pointer.get, i32.constant(-1 - 2 * ends++)));
  for (let step = 0; step < steps; step++) {
    if (step > 0) end();
    emitStep(code, tile, step * right.stepBytes, end);
    code.increase(left.pointer, step + 1 === steps ? left.turnBytes - step * left.stepBytes : left.stepBytes);
  }
  code.increase(right.pointer, steps * right.stepBytes);
}

/**
 * One step of the depth, `rightBytes` behind the right pointer; moves no pointer. The left pointer stands at the step: V8 has
 * no displacement in a load that splats and would spend an instruction on every element that is some steps away, while the
 * distances of the rows, being the same in all steps, stay in registers.
 *
 * @param endBlock emits the end of a basic block: after so many rows and between groups of columns.
 */
export function emitStep(code: FunctionBuilder, { lanes, left, right, sums }: Tile, rightBytes: number, endBlock?: () => void): void {
  for (let first = 0; first < sums[0].length; first += COLUMN_VECTORS) {
    if (first > 0) endBlock?.();
    code.scope(() => {
      const group = sums.map((row) => row.slice(first, first + COLUMN_VECTORS));
      const columns = group[0].map((_, vector) => code.keep(v128.load(right.pointer.get, rightBytes + right.vectorBytes(first + vector))));
      group.forEach((row, i) => {
        if (i > 0 && i % ROWS_OF_BLOCK === 0) endBlock?.();
        const element = code.keep(lanes.splat(left.pointer.get, left.offset + i * left.rowBytes));
        row.forEach((sum, vector) => {
          code.set(sum, lanes.add(sum.get, lanes.multiply(element.get, columns[vector].get)));
        });
      });
    });
  }
}
