// Emits the innermost part of a matrix product: one register tile of sums, advanced along the depth, of either element type.
// Knows neither whole matrices nor memory layouts beyond the distances it is given; loads and stores no sums.

import type { FunctionBuilder, Label, Local } from "../../../wasm/function-builder.ts";
import type { Statement } from "../../../wasm/operand.ts";
import { i32 } from "../../../wasm/scalar-instructions.ts";
import { v128 } from "../../../wasm/simd.ts";
import type { Lanes } from "./tile-arithmetic.ts";

/** Vectors of columns in registers at a time. */
const COLUMN_VECTORS = 4;
/** Rows of a step in one basic block. */
const ROWS_OF_BLOCK = 2;

/** The left operand: element (row, step) of a turn lies at pointer + row·rowBytes + step·stepBytes. */
export interface LeftPanel {
  readonly pointer: Local<"i32">;
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

/** The sums of a tile, all +0: `zero`. */
export function startSums(code: FunctionBuilder, zero: Local<"v128">, rows: number, vectors: number): TileSums {
  return Array.from({ length: rows }, () => Array.from({ length: vectors }, () => code.keep(zero.get)));
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
  const steps = new Steps(code, tile);
  code.block((exit) => {
    code.repeat(Math.floor(depth / unroll), () => emitTurn(code, tile, steps, unroll, left.turnBytes, exit));
    code.repeat(depth % unroll, () => emitTurn(code, tile, steps, 1, left.stepBytes, exit));
  });
}

/** Few steps, without a loop; the pointers end where they were. */
export function emitSteps(code: FunctionBuilder, tile: Tile, depth: number): void {
  const { left, right } = tile;
  const steps = new Steps(code, tile);
  for (let step = 0; step < depth; step++) {
    if (step > 0) code.increase(left.pointer, left.stepBytes);
    steps.emit(step * right.stepBytes);
  }
  code.increase(left.pointer, (1 - depth) * left.stepBytes);
}

/**
 * Some steps in a row. The branches between and within them are never taken. They end basic blocks: V8 orders all loads of a
 * block before its arithmetic and would spill sums otherwise; and the processors like loads and arithmetic to alternate. How
 * often is a matter of measuring. What the branches test is in a register anyway, and each tests something else, so that none
 * is found to be superfluous: the left pointer, a multiple of four, is never odd.
 */
function emitTurn(code: FunctionBuilder, { left, right }: Tile, steps: Steps, count: number, turnBytes: number, exit: Label): void {
  let ends = 0;
  const end = (): void => code.branchIf(exit, i32.equal(left.pointer.get, i32.constant(-1 - 2 * ends++)));
  for (let step = 0; step < count; step++) {
    if (step > 0) end();
    steps.emit(step * right.stepBytes, end);
    code.increase(left.pointer, step + 1 === count ? turnBytes - step * left.stepBytes : left.stepBytes);
  }
  code.increase(right.pointer, count * right.stepBytes);
}

/** Vectors of columns, from number `first` on, that are loaded together, and what is done with them: basic blocks of rows. */
interface ColumnGroup {
  readonly first: number;
  readonly columns: readonly Local<"v128">[];
  readonly blocks: readonly Statement[];
}

/**
 * Emits single steps of the depth; moves no pointer. The left pointer stands at the step: V8 has no displacement in a load that
 * splats and would spend an instruction on every element that is some steps away, while the distances of the rows, being the
 * same in all steps, stay in registers. So do the instructions of the rows: they are put together once for all steps.
 */
class Steps {
  private readonly code: FunctionBuilder;
  private readonly right: RightPanel;
  private readonly groups: readonly ColumnGroup[];

  constructor(code: FunctionBuilder, { lanes, left, right, sums }: Tile) {
    this.code = code;
    this.right = right;
    const element = code.local("v128");
    const loaded = Array.from({ length: Math.min(COLUMN_VECTORS, sums[0].length) }, () => code.local("v128"));
    const add = (row: readonly Local<"v128">[], i: number, columns: readonly Local<"v128">[]): void => {
      code.set(element, lanes.splat(left.pointer.get, i * left.rowBytes));
      row.forEach((sum, vector) => code.set(sum, lanes.add(sum.get, lanes.multiply(element.get, columns[vector].get))));
    };
    this.groups = Array.from({ length: Math.ceil(sums[0].length / COLUMN_VECTORS) }, (_, group) => {
      const first = group * COLUMN_VECTORS;
      const rows = sums.map((row) => row.slice(first, first + COLUMN_VECTORS));
      const columns = loaded.slice(0, rows[0].length);
      const blocks = Array.from({ length: Math.ceil(rows.length / ROWS_OF_BLOCK) }, (_unused, block) =>
        code.recorded(() => {
          const top = block * ROWS_OF_BLOCK;
          rows.slice(top, top + ROWS_OF_BLOCK).forEach((row, i) => add(row, top + i, columns));
        }),
      );
      return { first, columns, blocks };
    });
  }

  /**
   * One step, `rightBytes` behind the right pointer.
   *
   * @param endBlock emits the end of a basic block: after so many rows and between groups of columns.
   */
  emit(rightBytes: number, endBlock?: () => void): void {
    const { code, right } = this;
    this.groups.forEach(({ first, columns, blocks }, group) => {
      if (group > 0) endBlock?.();
      columns.forEach((column, vector) => code.set(column, v128.load(right.pointer.get, rightBytes + right.vectorBytes(first + vector))));
      blocks.forEach((block, index) => {
        if (index > 0) endBlock?.();
        code.emit(block);
      });
    });
  }
}
