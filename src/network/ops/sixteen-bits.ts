// cast_to_sixteen_bits: the nearest float16 or bfloat16 of a number, ties to even, as the float32 with its value: what such arrays hold.
// Beyond the range infinite, NaN stays NaN. ONNX Cast-25 to these types.

import { add, apply, constant, less, multiply, select, subtract } from "../../program/expression.ts";
import { bitsOf, floatOf, signOf, withSign, word } from "../../program/kernels/parts/floats.ts";
import type { Expression } from "../../program/program.ts";
import { numberOf } from "../attributes.ts";
import type { Op } from "../op.ts";
import { castExpression } from "./cast.ts";

/** What `to` counts. */
const ROUNDINGS: readonly ((x: Expression) => Expression)[] = [nearestFloat16, nearestBfloat16];

/** By the numbers of ONNX (TensorProto.DataType). */
const ONNX_TYPES = { 10: 0, 16: 1 } as const;

export const castToSixteenBits: Op = {
  name: "cast_to_sixteen_bits",
  parameters: ["x"],
  required: 1,
  attributes: { to: 0 },
  inferShape: ([x]) => x,
  inferScalar: () => "f32",
  computation: { kind: "pointwise", value: ([x], attributes, [from]) => ROUNDINGS[numberOf(attributes, "to")](castExpression(x, from, "f32")) },
  onnx: {
    type: "Cast",
    attributes: { to: { name: "to", type: "int", values: ONNX_TYPES, isElementType: true, isRequired: true } },
    ignoredAttributes: ["saturate", "round_mode"],
    isOnlyRead: true,
  },
  examples: [0, 1].flatMap((to) => [
    { shapes: [[7]], attributes: { to } },
    { shapes: [[3]], scalars: ["i32"], attributes: { to } },
    { shapes: [[2]], scalars: ["bool"], attributes: { to } },
  ]),
};

const INFINITE = 0x7f800000;
/** The least float32 whose float16 is no subnormal, and the least power of two that no float16 is. */
const LEAST_NORMAL = 2 ** -14;
const BEYOND = 2 ** 16;

/** 11 significant bits; below 2^-14 multiples of 2^-24; from 65520 on infinite. */
function nearestFloat16(x: Expression): Expression {
  const magnitude = apply("and", [bitsOf(x), word(0x7fffffff)], "magnitude");
  const size = floatOf(magnitude);
  // From 0.5 to 1 the floats are multiples of 2^-24.
  const subnormal = subtract(add(size, constant(0.5), "raised"), constant(0.5), "subnormal");
  const rounded = floatOf(withoutLowBits(magnitude, 13));
  const normal = select(less(rounded, constant(BEYOND)), rounded, multiply(rounded, constant(2 ** 127), "infinite"));
  const nearest = select(less(size, constant(LEAST_NORMAL)), subnormal, normal);
  return select(less(magnitude, word(INFINITE)), withSign(nearest, signOf(x)), x);
}

/** 8 significant bits: the upper half of a float32. */
function nearestBfloat16(x: Expression): Expression {
  const isNumber = apply("equal", [x, x]);
  return select(isNumber, floatOf(withoutLowBits(bitsOf(x), 16)), x);
}

/** Rounded to nearest, ties to even, at a bit of the significand; the carry goes into the exponent. */
function withoutLowBits(bits: Expression, count: number): Expression {
  const last = apply("and", [apply("shiftRight", [bits, word(count)], "upper"), word(1)], "last");
  const half = add(bits, word(2 ** (count - 1) - 1), "raised");
  return apply("and", [add(half, last, "carried"), word(2 ** 32 - 2 ** count)], "rounded");
}
