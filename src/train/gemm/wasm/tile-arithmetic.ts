// The vector arithmetic of each element type, as the tiles of a product need it. Emits single instructions.

import { f32x4, f64x2, v128 } from "../../../wasm/simd.ts";
import type { Operand } from "../../../wasm/operand.ts";
import type { ElementType } from "../blocking.ts";

type Vector = Operand<"v128">;

/** Bytes of a vector. */
export const VECTOR_BYTES = 16;

export interface Lanes {
  /** Bytes of an element. */
  readonly bytes: number;
  readonly zero: Vector;
  /** Copies of the element at an address in all lanes. */
  readonly splat: (address: Operand<"i32">, offset: number) => Vector;
  /** Each lane rounded once. */
  readonly add: (left: Vector, right: Vector) => Vector;
  readonly multiply: (left: Vector, right: Vector) => Vector;
}

export const LANES: Readonly<Record<ElementType, Lanes>> = {
  float32: { bytes: 4, zero: f32x4.constant([0, 0, 0, 0]), splat: v128.load32Splat, add: f32x4.add, multiply: f32x4.multiply },
  float64: { bytes: 8, zero: f64x2.constant(0), splat: v128.load64Splat, add: f64x2.add, multiply: f64x2.multiply },
};
