// Conversions between scalar types on four lanes. What they mean is in convert.ts.

import type { Conversion } from "./program.ts";
import { SCALARS, type Scalar } from "./scalar.ts";
import type { Operand } from "../wasm/operand.ts";
import { i32 } from "../wasm/scalar-instructions.ts";
import { f32x4, i32x4, v128 } from "../wasm/simd.ts";

type Vector = Operand<"v128">;

/** Of types that lanes hold: not f64. */
export function convertVector(how: Conversion, from: Scalar, to: Scalar, value: Vector): Vector {
  if (how === "bits") return keepBits(to, value);
  if (to === "f32") return toFloat(from, value);
  if (from === "bool") return v128.and(value, i32x4.constant(1));
  if (from !== "f32") return saturate(from, to, value);
  const whole = how === "round" ? f32x4.nearest(value) : value;
  return to === "u32" ? i32x4.truncateUnsigned(whole) : saturate("i32", to, i32x4.truncateSigned(whole));
}

function toFloat(from: Scalar, value: Vector): Vector {
  if (from === "bool") return v128.and(value, f32x4.constant([1, 1, 1, 1]));
  return from === "u32" ? f32x4.convertUnsigned(value) : f32x4.convertSigned(value);
}

/** From integers to integers or to truth values, which are masks. */
function saturate(from: Scalar, to: Scalar, value: Vector): Vector {
  const { least, greatest } = SCALARS[to];
  let result = value;
  if (from === "u32") {
    if (greatest < SCALARS.u32.greatest) result = i32x4.minimumUnsigned(result, i32x4.constant(greatest));
  } else {
    if (least > SCALARS[from].least) result = i32x4.maximumSigned(result, i32x4.constant(least));
    if (greatest < SCALARS[from].greatest) result = i32x4.minimumSigned(result, i32x4.constant(greatest));
  }
  return to === "bool" ? i32x4.equal(result, i32x4.constant(1)) : result;
}

/** Integers keep their low bits. */
function keepBits(to: Scalar, value: Vector): Vector {
  if (SCALARS[to].bytes === 4) return value;
  if (SCALARS[to].least === 0) return v128.and(value, i32x4.constant(SCALARS[to].greatest));
  const missing = i32.constant(32 - 8 * SCALARS[to].bytes);
  return i32x4.shiftRightSigned(i32x4.shiftLeft(value, missing), missing);
}
