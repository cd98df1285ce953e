// power: x^y, broadcast, of the type of x. ONNX Pow-15.
//
// Of float32 the kernel pow; exponents that are integers are rounded to float32. Of integers to a whole power exactly where 32 bits hold
// it, and modulo their range to powers up to 31; beyond, 0 of even numbers. A power below 0 of anything but 1 and −1 is 0. To other powers
// it is the power in float32 without its fraction.

import { apply, constant, constantOf, convert, less, multiply, select, subtract } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import { isFloat, isInteger, type Scalar } from "../../program/scalar.ts";
import { broadcastShapes } from "../broadcast.ts";
import type { Op } from "../op.ts";
import { inWords } from "./in-words.ts";

export const power: Op = {
  name: "power",
  parameters: ["x", "y"],
  required: 2,
  attributes: {},
  inferShape: (shapes) => broadcastShapes(shapes),
  inferScalar: (scalars) => (scalars.includes("bool") ? { problem: "its arguments are of bool instead of numbers" } : scalars[0]),
  computation: {
    kind: "pointwise",
    isPartial: true,
    value([x, y], _attributes, [base, exponent]) {
      if (isFloat(base)) return apply("pow", [x, isInteger(exponent) ? convert(y, base, "round") : y], "power");
      const whole = isFloat(exponent) ? convert(y, "i32", "truncate") : word(y, exponent);
      const exact = inWords(base, [x], ([of], type) => wholePower(of, whole, type));
      return isFloat(exponent) ? select(isWhole(y, whole), exact, truncatedPower(x, y, base)) : exact;
    },
    derivatives: ([x, y]) => [
      multiply(y, apply("pow", [x, subtract(y, constant(1), "lower")], "power"), "slope"),
      multiply(apply("pow", [x, y], "power"), apply("log", [x], "logarithm"), "slope"),
    ],
  },
  onnx: { type: "Pow", attributes: {} },
  examples: [
    { shapes: [[2, 3], [2, 3]] },
    { shapes: [[3, 1], [4]] },
    { shapes: [[2, 3], []], scalars: ["f32", "i32"] },
    { shapes: [[5], [5]], scalars: ["i32", "i32"] },
    { shapes: [[5], [5]], scalars: ["i32", "f32"] },
  ],
};

function word(y: Expression, scalar: Scalar): Expression {
  return scalar === "i32" ? y : convert(y, "i32", scalar === "u32" ? "saturate" : "round");
}

/** Beyond the range of i32 the nearest end of it is another number, but for 2^31, which is its greatest one rounded. */
function isWhole(y: Expression, whole: Expression): Expression {
  const isSame = apply("equal", [convert(whole, "f32", "round"), y], "same");
  return apply("and", [isSame, less(y, constant(2 ** 31))], "whole");
}

function truncatedPower(x: Expression, y: Expression, scalar: Scalar): Expression {
  const word = convert(apply("pow", [convert(x, "f32", "round"), y], "power"), "i32", "truncate");
  return scalar === "i32" ? word : convert(word, scalar, "bits");
}

/** Of 1 and −1 an exponent's last bit matters, of other numbers no more than these where the power has 32 bits. */
const EXPONENT_BITS = 5;

/** By squaring, for each of the exponent's last bits. */
function wholePower(x: Expression, exponent: Expression, scalar: Scalar): Expression {
  let square = x;
  let product: Expression = constantOf(scalar, 1);
  for (let bit = 0; bit < EXPONENT_BITS; bit++) {
    if (bit > 0) square = multiply(square, square, "square");
    const isSet = apply("equal", [apply("and", [exponent, constantOf("i32", 2 ** bit)], "bit"), constantOf("i32", 2 ** bit)], "set");
    product = select(isSet, bit === 0 ? square : multiply(product, square, "product"), product);
  }
  const beyond = select(apply("equal", [apply("and", [x, constantOf(scalar, 1)], "odd"), constantOf(scalar, 0)], "even"), constantOf(scalar, 0), product);
  const fraction = select(isOfMagnitude1(x, scalar), product, constantOf(scalar, 0));
  return select(less(exponent, constantOf("i32", 0)), fraction, select(less(constantOf("i32", 31), exponent), beyond, product));
}

function isOfMagnitude1(x: Expression, scalar: Scalar): Expression {
  const is1 = apply("equal", [x, constantOf(scalar, 1)], "one");
  return scalar === "u32" ? is1 : apply("or", [is1, apply("equal", [x, constantOf(scalar, -1)], "minus_one")], "unit");
}
