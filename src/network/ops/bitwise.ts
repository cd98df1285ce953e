// bitwise_and, bitwise_or, bitwise_xor and bitwise_not of integers, broadcast. ONNX BitwiseAnd-18, BitwiseOr-18, BitwiseXor-18, BitwiseNot-18.

import { apply, constantOf } from "../../program/expression.ts";
import { SCALARS } from "../../program/scalar.ts";
import { sameInteger } from "../scalar-rules.ts";
import { elementwise } from "./elementwise.ts";
import { inWords } from "./in-words.ts";
import { pairwise } from "./pairwise.ts";

const INTEGERS = { inferScalar: sameInteger, scalars: ["i32"] } as const;

export const bitwiseAnd = pairwise({
  name: "bitwise_and",
  ...INTEGERS,
  value: (x, y, scalar) => inWords(scalar, [x, y], (words) => apply("and", words, "bits")),
  onnx: { type: "BitwiseAnd", since: 18, attributes: {} },
});

export const bitwiseOr = pairwise({
  name: "bitwise_or",
  ...INTEGERS,
  value: (x, y, scalar) => inWords(scalar, [x, y], (words) => apply("or", words, "bits")),
  onnx: { type: "BitwiseOr", since: 18, attributes: {} },
});

export const bitwiseXor = pairwise({
  name: "bitwise_xor",
  ...INTEGERS,
  value: (x, y, scalar) => inWords(scalar, [x, y], (words) => apply("exclusiveOr", words, "bits")),
  onnx: { type: "BitwiseXor", since: 18, attributes: {} },
});

export const bitwiseNot = elementwise({
  name: "bitwise_not",
  inferScalar: sameInteger,
  /** Every bit differs from those of −1. */
  value: (x, _attributes, scalar) =>
    inWords(scalar, [x], ([word], type) => apply("exclusiveOr", [word, constantOf(type, type === "u32" ? SCALARS.u32.greatest : -1)], "bits")),
  onnx: { type: "BitwiseNot", since: 18, attributes: {} },
  examples: [{ shapes: [[5]], scalars: ["i32"] }],
});
