// between_halves: the line between the values at the two borders of a cell, which are float16, stored as patterns of 16 bits: the value at a
// place that is −1 at the first border and 1 at the second. No file has it: tables of float16 are read with it.

import { add, apply, constantOf, convert, less, multiply, selectUsually, subtract } from "../../program/expression.ts";
import { floatOf, word } from "../../program/kernels/parts/floats.ts";
import type { Expression } from "../../program/program.ts";
import type { Scalar } from "../../program/scalar.ts";
import { broadcastShapes } from "../broadcast.ts";
import type { Op } from "../op.ts";

/**
 * ((before + after) + (after − before)·place)·scale, each operation rounded to float32. Of the patterns before and after the low 16 bits count, as
 * normal IEEE 754 binary16 numbers; those of subnormal ones stand for 0 with their sign, those of infinities and NaN for 65536 and more. Integer
 * operations alone widen them, exactly.
 */
export const betweenHalves: Op = {
  name: "between_halves",
  parameters: ["before", "after", "place", "scale"],
  required: 4,
  attributes: {},
  inferShape: (shapes) => broadcastShapes(shapes),
  inferScalar([before, after, place, scale]) {
    const isRight = (before === "u16" || before === "i32") && after === before && place === "f32" && scale === "f32";
    return isRight ? "f32" : { problem: "its borders are not of uint16 or i32, its place and scale not of float32" };
  },
  computation: {
    kind: "pointwise",
    value([before, after, place, scale], _attributes, [scalar]) {
      const [first, second] = [widened(before, scalar, "before"), widened(after, scalar, "after")];
      const rise = subtract(second, first, "rise");
      return multiply(add(add(first, second, "middle"), multiply(rise, place)), scale, "value");
    },
  },
  examples: [
    { shapes: [[4], [4], [], [4]], scalars: ["i32", "i32", "f32", "f32"] },
    { shapes: [[], [], [], []], scalars: ["i32", "i32", "f32", "f32"] },
  ],
};

/** The float32 of a half: 13 more bits of the significand, and an exponent that counts from 127 in place of 15. */
function widened(pattern: Expression, scalar: Scalar, name: string): Expression {
  const bits = convert(pattern, "u32", scalar === "i32" ? "bits" : "round", `${name}_bits`);
  const magnitude = apply("and", [bits, word(0x7fff)], "magnitude");
  const normal = add(apply("shiftLeft", [magnitude, word(13)], "shifted"), word((127 - 15) * 2 ** 23), "normal");
  const size = selectUsually(less(constantOf("u32", 0x3ff), magnitude), normal, word(0), "size");
  const sign = apply("shiftLeft", [apply("and", [bits, word(0x8000)], "sign_bit"), word(16)], "sign");
  return floatOf(apply("or", [size, sign], name));
}
