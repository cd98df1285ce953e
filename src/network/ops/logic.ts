// and, or, xor and not of truth values, broadcast. ONNX And-7, Or-7, Xor-7, Not-1.

import { apply } from "../../program/expression.ts";
import { onlyTruths } from "../scalar-rules.ts";
import { elementwise } from "./elementwise.ts";
import { pairwise } from "./pairwise.ts";

const TRUTHS = { inferScalar: onlyTruths, scalars: ["bool"] } as const;

export const and = pairwise({ name: "and", ...TRUTHS, value: (x, y) => apply("and", [x, y], "both"), onnx: { type: "And", attributes: {} } });

export const or = pairwise({ name: "or", ...TRUTHS, value: (x, y) => apply("or", [x, y], "either"), onnx: { type: "Or", attributes: {} } });

export const xor = pairwise({ name: "xor", ...TRUTHS, value: (x, y) => apply("exclusiveOr", [x, y], "differ"), onnx: { type: "Xor", attributes: {} } });

export const not = elementwise({
  name: "not",
  inferScalar: onlyTruths,
  value: (x) => apply("not", [x], "opposite"),
  onnx: { type: "Not", attributes: {} },
  examples: [{ shapes: [[5]], scalars: ["bool"] }, { shapes: [[]], scalars: ["bool"] }],
});
