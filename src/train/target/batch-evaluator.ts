// Evaluates functions of the vocabulary at many points at once, in WebAssembly: those that trainings ask for most. Which
// function a target is, target.ts says; everything else is evaluated point by point.

import type { FunctionBuilder } from "../../wasm/function-builder.ts";
import { hasWasmSimd, instantiate } from "../../wasm/instantiate.ts";
import { ModuleBuilder, PAGE_BYTES } from "../../wasm/module-builder.ts";
import type { Operand } from "../../wasm/operand.ts";
import { f32, i32 } from "../../wasm/scalar-instructions.ts";
import { f32x4, f64x2, v128 } from "../../wasm/simd.ts";
import { emitExponential, MODERATE } from "./exponential-code.ts";

/**
 * values[i] becomes the function's value at points[i] in float64, rounded to float32. The arrays are of equal length. Says
 * whether all values are finite.
 */
export type BatchEvaluator = (points: Float32Array, values: Float32Array) => boolean;

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
    if (points.length === 0) return true;
    if (results.length !== points.length) results = cells.subarray(0, points.length);
    results.set(points);
    // The rest of the last vector is evaluated along.
    cells.fill(0, points.length, Math.ceil(points.length / 4) * 4);
    const isFinite = evaluate(points.length) === 1;
    values.set(results);
    return isFinite;
  };
  return (points, values) => {
    if (points.length <= CHUNK) return evaluateChunk(points, values);
    let areFinite = true;
    for (let start = 0; start < points.length; start += CHUNK) {
      const isFinite = evaluateChunk(points.subarray(start, start + CHUNK), values.subarray(start, start + CHUNK));
      areFinite &&= isFinite;
    }
    return areFinite;
  };
}

/** `evaluate` overwrites as many float32 as it is told, at least one, and what follows up to the next vector; 1 where all are finite. */
function evaluatorModule({ emit }: VectorFunction): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder();
  module.exportMemory("memory", 1);
  module.function("evaluate", (code) => {
    const left = code.parameter("i32");
    const place = code.keep(i32.constant(0));
    const zero = code.keep(f32x4.constant([0, 0, 0, 0])).get;
    // 0·x is ±0 for finite x and NaN otherwise, and a sum keeps a NaN.
    const blemish = code.keep(zero);
    code.loop((again) => {
      const points = code.keep(v128.load(place.get)).get;
      const halves = [points, f32x4.shuffle(points, zero, [2, 3, 4, 5])].map((half) => code.keep(f64x2.promoteLow(half)).get);
      const [low, high] = halves.map((half) => f64x2.demote(emit(code, half)));
      const values = code.keep(f32x4.shuffle(low, high, [0, 1, 4, 5])).get;
      code.set(blemish, f32x4.add(blemish.get, f32x4.multiply(values, zero)));
      code.emit(v128.store(place.get, values));
      code.increase(place, VECTOR_BYTES);
      code.increase(left, -4);
      code.branchIf(again, i32.lessSigned(i32.constant(0), left.get));
    });
    const [first, ...others] = ([0, 1, 2, 3] as const).map((lane) => f32x4.extractLane(blemish.get, lane));
    return f32.equal(others.reduce((sum, lane) => f32.add(sum, lane), first), f32.constant(0));
  });
  return module.finish();
}
