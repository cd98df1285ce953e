// Evaluates functions of the vocabulary at many points at once, in WebAssembly: those that trainings ask for most. Which
// function a target is, target.ts says; everything else is evaluated point by point.

import type { FunctionBuilder } from "../../wasm/function-builder.ts";
import { hasWasmSimd, instantiate } from "../../wasm/instantiate.ts";
import { ModuleBuilder, PAGE_BYTES } from "../../wasm/module-builder.ts";
import type { Operand } from "../../wasm/operand.ts";
import { i32 } from "../../wasm/scalar.ts";
import { f32x4, f64x2, v128 } from "../../wasm/simd.ts";
import { emitExponential, MODERATE } from "./exponential-code.ts";

/** values[i] becomes the function's value at points[i] in float64, rounded to float32. The arrays are of equal length. */
export type BatchEvaluator = (points: Float32Array, values: Float32Array) => void;

type Vector = Operand<"v128">;

/** Two float64 at once, with the bits of the function itself where |x| ≤ `limit`. */
interface VectorFunction {
  readonly limit: number;
  readonly emit: (code: FunctionBuilder, x: Vector) => Vector;
}

const VECTOR_FUNCTIONS: ReadonlyMap<string, VectorFunction> = new Map([["exp", { limit: MODERATE, emit: emitExponential }]]);

/** Points of one call of the module. */
const CHUNK = PAGE_BYTES / 4;
const VECTOR_BYTES = 16;

/**
 * What evaluates a function of the vocabulary for points from `low` to `high`; undefined where only the function itself does
 * that, or where the engine has no WebAssembly with SIMD.
 */
export function batchEvaluator(name: string, low: number, high: number): BatchEvaluator | undefined {
  const vectorFunction = VECTOR_FUNCTIONS.get(name);
  if (vectorFunction === undefined || !(-vectorFunction.limit <= low && high <= vectorFunction.limit) || !hasWasmSimd()) return undefined;
  const instance = instantiate(evaluatorModule(vectorFunction));
  const cells = new Float32Array(instance.memory("memory"));
  const evaluate = instance.function("evaluate");
  let results = cells.subarray(0, 0);
  const evaluateChunk: BatchEvaluator = (points, values) => {
    if (points.length === 0) return;
    if (results.length !== points.length) results = cells.subarray(0, points.length);
    results.set(points);
    evaluate(points.length);
    values.set(results);
  };
  return (points, values) => {
    if (points.length <= CHUNK) {
      evaluateChunk(points, values);
      return;
    }
    for (let start = 0; start < points.length; start += CHUNK) {
      evaluateChunk(points.subarray(start, start + CHUNK), values.subarray(start, start + CHUNK));
    }
  };
}

/** `evaluate` overwrites as many float32 as it is told, at least one, and what follows up to the next vector. */
function evaluatorModule({ emit }: VectorFunction): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder();
  module.exportMemory("memory", 1);
  module.function("evaluate", (code) => {
    const left = code.parameter("i32");
    const place = code.keep(i32.constant(0));
    const zero = code.keep(f32x4.constant([0, 0, 0, 0])).get;
    code.loop((again) => {
      const points = code.keep(v128.load(place.get)).get;
      const halves = [points, f32x4.shuffle(points, zero, [2, 3, 4, 5])].map((half) => code.keep(f64x2.promoteLow(half)).get);
      const [low, high] = halves.map((half) => f64x2.demote(emit(code, half)));
      code.emit(v128.store(place.get, f32x4.shuffle(low, high, [0, 1, 4, 5])));
      code.increase(place, VECTOR_BYTES);
      code.increase(left, -4);
      code.branchIf(again, i32.lessSigned(i32.constant(0), left.get));
    });
    return undefined;
  });
  return module.finish();
}
