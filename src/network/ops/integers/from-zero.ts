// from_zero: an integer less a zero point, times a factor, in i32 modulo 2^32: how far a quantised number is from what stands for 0. No file has it.

import { constantOf, convert, multiply, subtract } from "../../../program/expression.ts";
import { isInteger } from "../../../program/scalar.ts";
import { numberOf } from "../../attributes.ts";
import { elementwise } from "../elementwise.ts";

export const fromZero = elementwise({
  name: "from_zero",
  attributes: { zero: 0, factor: 1 },
  inferScalar: ([x]) => (isInteger(x) && x !== "u32" ? "i32" : { problem: `its x is of ${x} instead of an integer with a sign` }),
  value(x, attributes, scalar) {
    const [zero, factor] = ["zero", "factor"].map((name) => numberOf(attributes, name));
    const whole = scalar === "i32" ? x : convert(x, "i32", "round", "whole");
    const shifted = zero === 0 ? whole : subtract(whole, constantOf("i32", zero), "shifted");
    return factor === 1 ? shifted : multiply(shifted, constantOf("i32", factor), "raised");
  },
  examples: [
    { shapes: [[7]], scalars: ["i8"], attributes: { zero: -128 } },
    { shapes: [[5]], scalars: ["u8"], attributes: { zero: 3, factor: 1 << 20 } },
    { shapes: [[3]], scalars: ["i32"] },
  ],
});
