// e^x of two float64 in WebAssembly: the operations of numeric/elementary/exponential.ts in their order, so with its bits.

import { INVERSE_LN2, LN2_HIGH, LN2_LOW } from "../../numeric/elementary/constants.ts";
import type { FunctionBuilder } from "../../wasm/function-builder.ts";
import type { Operand } from "../../wasm/operand.ts";
import { i32 } from "../../wasm/scalar-instructions.ts";
import { f64x2, i64x2 } from "../../wasm/simd.ts";

type Vector = Operand<"v128">;

/** Within ±this, e^x and its power of two are normal numbers. */
export const MODERATE = 700;

/** 1.5·2^52: an integer added to it stands in the lowest bits of the sum. */
const INTEGER_SHIFT = 6755399441055744;
const EXPONENT_BIAS = 1023;
const FRACTION_BITS = 52;

const { add, subtract, multiply, floor } = f64x2;

/** For |x| ≤ MODERATE; `x` is a local's value. */
export function emitExponential(code: FunctionBuilder, x: Vector): Vector {
  const keep = (value: Vector): Vector => code.keep(value).get;
  const constant = (value: number): Vector => f64x2.constant(value);
  const one = constant(1);
  const k = keep(floor(add(multiply(x, constant(INVERSE_LN2.high)), constant(0.5))));
  const rough = keep(subtract(x, multiply(k, constant(LN2_HIGH))));
  const correction = keep(multiply(k, constant(LN2_LOW)));
  const r = keep(subtract(rough, correction));
  const lost = subtract(subtract(rough, r), correction);
  const r2 = keep(multiply(r, r));
  const r4 = keep(multiply(r2, r2));
  /** a + b·r + (c + d·r)·r² */
  const cubic = (a: number, b: number, c: number, d: number): Vector =>
    add(add(constant(a), multiply(constant(b), r)), multiply(add(constant(c), multiply(constant(d), r)), r2));
  const first = cubic(1 / 2, 1 / 6, 1 / 24, 1 / 120);
  const second = cubic(1 / 720, 1 / 5040, 1 / 40320, 1 / 362880);
  const third = cubic(1 / 3628800, 1 / 39916800, 1 / 479001600, 1 / 6227020800);
  const tail = add(lost, multiply(r2, add(first, multiply(r4, add(second, multiply(r4, third))))));
  const sum = keep(add(one, r));
  const reduced = add(sum, add(add(subtract(one, sum), r), tail));
  const power = i64x2.shiftLeft(add(k, constant(INTEGER_SHIFT + EXPONENT_BIAS)), i32.constant(FRACTION_BITS));
  return multiply(reduced, power);
}
