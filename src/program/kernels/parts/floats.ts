// What kernels are written with beside the operators: constants rounded to float32, the bits of a float, its sign, limits.

import * as e from "../../expression.ts";
import type { Expression } from "../../program.ts";

/** The float32 next to a number. */
export function float(value: number): Expression {
  return e.constant(Math.fround(value));
}

/** A constant of u32. */
export function word(value: number): Expression {
  return e.constantOf("u32", value);
}

/** The bits of a float, as u32. */
export function bitsOf(x: Expression): Expression {
  return e.convert(x, "u32", "bits");
}

/** The float of bits, which are u32. */
export function floatOf(bits: Expression): Expression {
  return e.convert(bits, "f32", "bits");
}

/** The bit of the sign, alone. */
export function signOf(x: Expression): Expression {
  return e.apply("and", [bitsOf(x), word(0x80000000)], "sign");
}

/** |x|, of NaN too. */
export function magnitudeOf(x: Expression, name = "magnitude"): Expression {
  return floatOf(e.apply("and", [bitsOf(x), word(0x7fffffff)], name));
}

/** A number that is not negative, with the sign that signOf took from another. */
export function withSign(magnitude: Expression, sign: Expression): Expression {
  return floatOf(e.apply("or", [bitsOf(magnitude), sign], "signed"));
}

/** x, but no more than a limit; NaN stays. */
export function atMost(limit: number, x: Expression): Expression {
  return e.select(e.less(float(limit), x), float(limit), x);
}

/** x, but no less than a limit; NaN stays. */
export function atLeast(limit: number, x: Expression): Expression {
  return e.select(e.less(x, float(limit)), float(limit), x);
}
