// less, less_or_equal, greater, greater_or_equal and equal: whether it holds of two numbers, broadcast; of NaN none does, and −0 equals
// +0. equal compares truth values as well. ONNX Less-13, LessOrEqual-16, Greater-13, GreaterOrEqual-16, Equal-19.

import { apply, less as isLess, lessOrEqual as isLessOrEqual } from "../../program/expression.ts";
import { truthOfAny, truthOfNumbers } from "../scalar-rules.ts";
import { pairwise } from "./pairwise.ts";

const NUMBERS = { inferScalar: truthOfNumbers, scalars: ["f32", "i32"] } as const;

export const less = pairwise({ name: "less", ...NUMBERS, value: (x, y) => isLess(x, y), onnx: { type: "Less", attributes: {} } });

export const lessOrEqual = pairwise({
  name: "less_or_equal",
  ...NUMBERS,
  value: (x, y) => isLessOrEqual(x, y),
  onnx: { type: "LessOrEqual", attributes: {} },
});

export const greater = pairwise({ name: "greater", ...NUMBERS, value: (x, y) => isLess(y, x), onnx: { type: "Greater", attributes: {} } });

export const greaterOrEqual = pairwise({
  name: "greater_or_equal",
  ...NUMBERS,
  value: (x, y) => isLessOrEqual(y, x),
  onnx: { type: "GreaterOrEqual", attributes: {} },
});

export const equal = pairwise({
  name: "equal",
  inferScalar: truthOfAny,
  scalars: ["f32", "i32", "bool"],
  value: (x, y, scalar) => (scalar === "bool" ? apply("not", [apply("exclusiveOr", [x, y], "differ")], "same") : apply("equal", [x, y], "same")),
  onnx: { type: "Equal", attributes: {} },
});
