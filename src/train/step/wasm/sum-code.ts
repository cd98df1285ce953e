// Emits the operations that take elements together: along steps, over everything, the mean of the loss, and the check for blemishes.

import type { FunctionBuilder } from "../../../wasm/function-builder.ts";
import type { Operand } from "../../../wasm/operand.ts";
import { f32, f64, i32 } from "../../../wasm/scalar-instructions.ts";
import { f32x4, v128 } from "../../../wasm/simd.ts";
import { PANEL_WIDTH, panelsOf, type PanelMatrix } from "../../gemm/panel-matrix.ts";
import type { Blemish, CombineSteps, Mean, SumAll } from "../plan/operations.ts";

const STEP_BYTES = 4 * PANEL_WIDTH;
const VECTOR_BYTES = 16;
/** Panels summed side by side: eight chains hide the latency of an addition. */
const PANELS_AT_ONCE = 4;
const VECTORS_IN_BLOCK = 4;

const COMBINE: Readonly<Record<CombineSteps["combine"], (found: Operand<"v128">, element: Operand<"v128">) => Operand<"v128">>> = {
  add: (sum, element) => f32x4.add(sum, element),
  maximum: (found, element) => f32x4.pseudoMaximum(found, element),
  minimum: (found, element) => f32x4.pseudoMinimum(found, element),
};

export function emitCombineSteps(code: FunctionBuilder, { combine, initial, from, to }: CombineSteps): void {
  const panels = panelsOf(from.width);
  for (let panel = 0; panel < panels; panel += PANELS_AT_ONCE) {
    code.scope(() => {
      const vectors = Array.from({ length: 2 * Math.min(PANELS_AT_ONCE, panels - panel) }, (_, index) => {
        const source = 4 * from.start + (panel + (index >> 1)) * from.length * STEP_BYTES + (index & 1) * VECTOR_BYTES;
        const given = combine === "add" ? 0 : initial;
        // The first element; met again, it changes nothing.
        const start = given === undefined ? v128.load(i32.constant(0), source) : f32x4.constant([given, given, given, given]);
        return { sum: code.keep(start), source, target: 4 * to + panel * STEP_BYTES + index * VECTOR_BYTES };
      });
      const step = code.keep(i32.constant(0));
      code.block((exit) => {
        code.repeat(from.length, () => {
          vectors.forEach(({ sum, source }, index) => {
            // Never taken: it ends a basic block, of which V8 orders all loads before the additions and runs out of registers.
            if (index === VECTORS_IN_BLOCK) code.branchIf(exit, i32.lessSigned(step.get, i32.constant(0)));
            code.set(sum, COMBINE[combine](sum.get, v128.load(step.get, source)));
          });
          code.increase(step, STEP_BYTES);
        });
      });
      for (const { sum, target } of vectors) code.emit(v128.store(i32.constant(0), sum.get, target));
    });
  }
}

export function emitSumAll(code: FunctionBuilder, { from, to }: SumAll): void {
  code.scope(() => {
    const sum = code.keep(f32.constant(0));
    forEachElement(code, from, (element) => code.set(sum, f32.add(sum.get, element)));
    code.emit(f32.store(i32.constant(0), sum.get, 4 * to));
  });
}

/** For run number `run`; the mean as an operand, to be returned. */
export function emitMean(code: FunctionBuilder, { from, to }: Mean, run: Operand<"i32">): Operand<"f64"> {
  const sum = code.keep(f64.constant(0));
  forEachElement(code, from, (element) => code.set(sum, f64.add(sum.get, f64.promote(element))));
  code.set(sum, f64.divide(sum.get, f64.constant(from.length * from.width)));
  code.emit(f64.store(i32.shiftLeft(run, i32.constant(3)), sum.get, 4 * to));
  return sum.get;
}

/** 0·x is ±0 for finite x and NaN otherwise, and a sum keeps a NaN. */
export function emitBlemish(code: FunctionBuilder, { from, count, to }: Blemish): void {
  code.scope(() => {
    const zero = code.keep(f32x4.constant([0, 0, 0, 0]));
    const sums = [0, VECTOR_BYTES].map((offset) => ({ offset, sum: code.keep(zero.get) }));
    const place = code.keep(i32.constant(4 * from));
    code.repeat(count / PANEL_WIDTH, () => {
      for (const { offset, sum } of sums) code.set(sum, f32x4.add(sum.get, f32x4.multiply(zero.get, v128.load(place.get, offset))));
      code.increase(place, STEP_BYTES);
    });
    code.emit(v128.store(i32.constant(0), f32x4.add(sums[0].sum.get, sums[1].sum.get), 4 * to));
  });
}

/** Step by step, and lane by lane within a step. */
function forEachElement(code: FunctionBuilder, { start, length, width }: PanelMatrix, visit: (element: Operand<"f32">) => void): void {
  const panels = Math.floor(width / PANEL_WIDTH);
  const rest = width % PANEL_WIDTH;
  code.scope(() => {
    const step = code.keep(i32.constant(4 * start));
    const panel = code.local("i32");
    const visitLanes = (lanes: number): void => {
      for (let lane = 0; lane < lanes; lane++) visit(f32.load(panel.get, 4 * lane));
      code.increase(panel, length * STEP_BYTES);
    };
    code.repeat(length, () => {
      code.set(panel, step.get);
      code.repeat(panels, () => visitLanes(PANEL_WIDTH));
      if (rest > 0) visitLanes(rest);
      code.increase(step, STEP_BYTES);
    });
  });
}
