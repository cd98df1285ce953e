// Emits the operations that move elements without computing: transpose, pack and gather.

import { emitTranspose, type Block } from "../../gemm/wasm/transposition-code.ts";
import type { FunctionBuilder, Local } from "../../../wasm/function-builder.ts";
import type { Operand } from "../../../wasm/operand.ts";
import { f32, i32 } from "../../../wasm/scalar-instructions.ts";
import { f32x4, v128 } from "../../../wasm/simd.ts";
import { PANEL_WIDTH } from "../../gemm/panel-matrix.ts";
import type { Gather, Pack, Transpose } from "../plan/operations.ts";

const STEP_BYTES = 4 * PANEL_WIDTH;
const BLOCK = 4;
const ZERO = f32x4.constant([0, 0, 0, 0]);

/** 4×4 blocks, first along the width, then along the length; at the edges only what exists is read and written. */
export function emitTransposition(code: FunctionBuilder, { from, to }: Transpose): void {
  code.scope(() => {
    const lane = code.keep(i32.constant(0));
    const step = code.local("i32");
    const emitLanes = (lanes: number): void => {
      code.set(step, i32.constant(0));
      const emitSteps = (steps: number): void => {
        emitBlock(code, { from, to }, step, lane, steps, lanes);
        code.increase(step, steps);
      };
      code.repeat(Math.floor(from.length / BLOCK), () => emitSteps(BLOCK));
      if (from.length % BLOCK > 0) emitSteps(from.length % BLOCK);
      code.increase(lane, lanes);
    };
    code.repeat(Math.floor(from.width / BLOCK), () => emitLanes(BLOCK));
    if (from.width % BLOCK > 0) emitLanes(from.width % BLOCK);
  });
}

/** The block at (step, lane), both multiples of four, of which `steps` × `lanes` elements exist. */
function emitBlock(
  code: FunctionBuilder,
  { from, to }: Pick<Transpose, "from" | "to">,
  step: Local<"i32">,
  lane: Local<"i32">,
  steps: number,
  lanes: number,
): void {
  code.scope(() => {
    const source = code.keep(blockAddress(step, lane, from.length)).get;
    const target = code.keep(blockAddress(lane, step, from.width)).get;
    const row = (index: number): Operand<"v128"> =>
      index < steps ? code.keep(v128.load(source, 4 * from.start + index * STEP_BYTES)).get : ZERO;
    const block: Block = [row(0), row(1), row(2), row(3)];
    emitTranspose(code, block).slice(0, lanes).forEach((column, index) => {
      code.emit(v128.store(target, column, 4 * to + index * STEP_BYTES));
    });
  });
}

/** Bytes from the start of a matrix to element (step, lane): ((lane >> 3)·length + step)·32 + (lane & 7)·4. */
function blockAddress(step: Local<"i32">, lane: Local<"i32">, length: number): Operand<"i32"> {
  const panel = i32.multiply(i32.shiftRightUnsigned(lane.get, i32.constant(3)), i32.constant(length));
  const within = i32.shiftLeft(i32.and(lane.get, i32.constant(PANEL_WIDTH - 1)), i32.constant(2));
  return i32.add(i32.shiftLeft(i32.add(panel, step.get), i32.constant(5)), within);
}

/** For run number `run`. Panel by panel; the last one's padding is masked away, for it holds elements of the next row. */
export function emitPack(code: FunctionBuilder, { from, stride, to }: Pack, run: Operand<"i32">): void {
  const { start, length, width } = to;
  code.scope(() => {
    const source = code.keep(i32.add(i32.constant(4 * from), i32.multiply(run, i32.constant(4 * stride))));
    const target = code.keep(i32.constant(4 * start));
    const emitPanel = (lanes: number): void => {
      code.repeat(length, () => {
        for (let vector = 0; vector < 2; vector++) {
          const value = keepLanes(v128.load(source.get, 16 * vector), lanes - 4 * vector);
          code.emit(v128.store(target.get, value, 16 * vector));
        }
        code.increase(source, 4 * width);
        code.increase(target, STEP_BYTES);
      });
      code.increase(source, 4 * (lanes - length * width));
    };
    code.repeat(Math.floor(width / PANEL_WIDTH), () => emitPanel(PANEL_WIDTH));
    if (width % PANEL_WIDTH > 0) emitPanel(width % PANEL_WIDTH);
  });
}

/** The first `count` lanes, 0 in the others. */
function keepLanes(vector: Operand<"v128">, count: number): Operand<"v128"> {
  if (count >= 4) return vector;
  if (count <= 0) return ZERO;
  return f32x4.shuffle(vector, ZERO, [0, count > 1 ? 1 : 5, count > 2 ? 2 : 6, 7]);
}

/** Tables hold places in float32; addresses are four times as large. */
export function emitGather(code: FunctionBuilder, { count, sources, targets }: Gather): void {
  code.scope(() => {
    const entry = code.keep(i32.constant(0));
    const address = (table: number) => i32.shiftLeft(i32.load(entry.get, 4 * table), i32.constant(2));
    code.repeat(count, () => {
      code.emit(f32.store(address(targets), f32.load(address(sources))));
      code.increase(entry, 4);
    });
  });
}
