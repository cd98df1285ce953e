// cast: elements of one type as those of another. ONNX Cast-25, where int64 is i32, double float32; to float16 and bfloat16 see
// sixteen-bits.ts.
//
// What the standard leaves open is as on x86-64, where numpy and onnxruntime agree: a float out of the range of i32, NaN among them, becomes
// −2^31, narrower integers are the low bits of that, and NaN is true. Of u32 negative numbers are the bits of their i32, NaN is 0, and what
// is beyond the range the greatest one.

import { apply, constantOf, convert, less, select } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import { isFloat, SCALARS, type Scalar } from "../../program/scalar.ts";
import { numberOf } from "../attributes.ts";
import type { Op } from "../op.ts";

/** What `to` counts. */
const TYPES: readonly Scalar[] = ["f32", "i32", "bool", "i8", "u8", "i16", "u32", "u16"];

/** By the numbers of ONNX (TensorProto.DataType). */
const ONNX_TYPES = { 1: 0, 2: 4, 3: 3, 4: 7, 5: 5, 6: 1, 7: 1, 9: 2, 11: 0, 12: 6, 13: 6 } as const;

export const cast: Op = {
  name: "cast",
  parameters: ["x"],
  required: 1,
  attributes: { to: 0 },
  inferShape: ([x]) => x,
  inferScalar: (_scalars, attributes) => TYPES[numberOf(attributes, "to")],
  computation: {
    kind: "pointwise",
    value: ([x], attributes, [from]) => castExpression(x, from, TYPES[numberOf(attributes, "to")]),
  },
  onnx: {
    type: "Cast",
    attributes: { to: { name: "to", type: "int", values: ONNX_TYPES, isElementType: true, isRequired: true } },
    // Of types that are none of nnc's.
    ignoredAttributes: ["saturate", "round_mode"],
  },
  examples: TYPES.flatMap((_, to) => [
    { shapes: [[7]], attributes: { to } },
    { shapes: [[3]], scalars: ["i32"], attributes: { to } },
    { shapes: [[2]], scalars: ["bool"], attributes: { to } },
  ]),
};

/** The type that `to` counts. */
export function castScalar(code: number): Scalar {
  return TYPES[code];
}

/** What `to` is of a type. @throws RangeError where nothing is cast to it. */
export function castCode(scalar: Scalar): number {
  const code = TYPES.indexOf(scalar);
  if (code < 0) throw new RangeError(`nothing is cast to ${scalar}`);
  return code;
}

export function castExpression(x: Expression, from: Scalar, to: Scalar): Expression {
  if (from === to) return x;
  if (isFloat(to)) return convert(x, to, "round");
  if (to === "bool") return apply("not", [apply("equal", [x, constantOf(from, 0)], "zero")], "truth");
  if (isFloat(from)) return to === "u32" ? unsignedWordOf(x, from) : narrowed(wordOf(x, from), to);
  if (from === "bool" || isWider(to, from)) return convert(x, to, "round");
  return SCALARS[to].bytes > SCALARS[from].bytes ? convert(convert(x, "i32", "round"), to, "bits") : convert(x, to, "bits");
}

/** Truncating gives −2^31 below the range already. */
function wordOf(x: Expression, from: Scalar): Expression {
  return select(less(x, constantOf(from, 2 ** 31)), convert(x, "i32", "truncate"), constantOf("i32", SCALARS.i32.least));
}

/** The bits of a negative number's i32; 0 of NaN, and beyond the range the greatest. */
function unsignedWordOf(x: Expression, from: Scalar): Expression {
  return select(less(x, constantOf(from, 0)), convert(convert(x, "i32", "truncate"), "u32", "bits"), convert(x, "u32", "truncate"));
}

function narrowed(word: Expression, to: Scalar): Expression {
  return to === "i32" ? word : convert(word, to, "bits");
}

function isWider(to: Scalar, from: Scalar): boolean {
  return SCALARS[to].least <= SCALARS[from].least && SCALARS[to].greatest >= SCALARS[from].greatest;
}
