// Emits the innermost part of a float32 product whose right matrix lies the other way round: blocks of it are transposed in
// registers as they are read. For tiles of few rows; with many, the matrix is better transposed once, before.

import type { FunctionBuilder, Label, Local } from "../../../wasm/function-builder.ts";
import type { Operand } from "../../../wasm/operand.ts";
import { i32 } from "../../../wasm/scalar-instructions.ts";
import { f32x4, v128 } from "../../../wasm/simd.ts";
import { type LeftPanel, type TileSums } from "./tile.ts";
import { emitTranspose } from "./transposition-code.ts";

const LANES = 4;
/** Steps of the depth that lie side by side in the right matrix. */
const PANEL_STEPS = 8;
const ZERO = f32x4.constant([0, 0, 0, 0]);

/** The right operand: eight steps of column j lie together at pointer + j·columnBytes. */
export interface TurnedPanel {
  readonly pointer: Local<"i32">;
  readonly columnBytes: number;
  /** From eight steps to the next eight. */
  readonly turnBytes: number;
  /** Columns that exist; none beyond them is read. */
  readonly columns: number;
}

/**
 * As `emitDepthLoop`, with the same chains: a turn is eight steps. Moves both pointers and uses up `remaining`, which holds
 * the depth, at least 1.
 */
export function emitTurnedDepthLoop(
  code: FunctionBuilder,
  left: LeftPanel,
  right: TurnedPanel,
  sums: TileSums,
  remaining: Local<"i32">,
): void {
  code.block((exit) => {
    code.loop((again) => {
      for (let first = 0; first < PANEL_STEPS; first += LANES) {
        emitFourSteps(code, left, right, sums, first, remaining, exit);
        if (first === 0) code.branchIf(exit, i32.lessSigned(remaining.get, i32.constant(LANES + 1)));
      }
      code.increase(left.pointer, left.turnBytes - PANEL_STEPS * left.stepBytes);
      code.increase(right.pointer, right.turnBytes);
      code.increase(remaining, -PANEL_STEPS);
      code.branchIf(again, i32.lessSigned(i32.constant(0), remaining.get));
    });
  });
}

/** Steps first … first + 3 of a turn, or as many as there are. */
function emitFourSteps(
  code: FunctionBuilder,
  left: LeftPanel,
  right: TurnedPanel,
  sums: TileSums,
  first: number,
  remaining: Local<"i32">,
  exit: Label,
): void {
  code.scope(() => {
    const turned = sums[0].map((_, vector) => {
      const row = (lane: number): Operand<"v128"> => {
        const column = vector * LANES + lane;
        return column < right.columns ? code.keep(v128.load(right.pointer.get, column * right.columnBytes + 4 * first)).get : ZERO;
      };
      return emitTranspose(code, [row(0), row(1), row(2), row(3)]).map((column) => code.keep(column).get);
    });
    for (let step = 0; step < LANES; step++) {
      if (step > 0) code.branchIf(exit, i32.equal(remaining.get, i32.constant(first + step)));
      sums.forEach((row, i) => {
        const element = code.keep(v128.load32Splat(left.pointer.get, i * left.rowBytes));
        row.forEach((sum, vector) => {
          code.set(sum, f32x4.add(sum.get, f32x4.multiply(element.get, turned[vector][step])));
        });
      });
      code.increase(left.pointer, left.stepBytes);
    }
  });
}
