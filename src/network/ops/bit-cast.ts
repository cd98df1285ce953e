// bit_cast: the bits of elements as those of another type of the same size. ONNX BitCast-26, but for types of 64 bits, which nnc holds as
// narrower ones, and of 16 bits that are floats.

import { apply, constantOf, convert } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import { nameOfScalar, SCALARS, type Scalar } from "../../program/scalar.ts";
import { numberOf } from "../attributes.ts";
import type { Op } from "../op.ts";

/** What `to` counts. */
const TYPES: readonly Scalar[] = ["f32", "i32", "bool", "i8", "u8", "i16", "u32", "u16"];

/** By the numbers of ONNX (TensorProto.DataType). */
const ONNX_TYPES = { 1: 0, 2: 4, 3: 3, 4: 7, 5: 5, 6: 1, 9: 2, 12: 6 } as const;

export const bitCast: Op = {
  name: "bit_cast",
  parameters: ["x"],
  required: 1,
  attributes: { to: 0 },
  inferShape: ([x]) => x,
  inferScalar([x], attributes) {
    const to = TYPES[numberOf(attributes, "to")];
    return SCALARS[x].bytes === SCALARS[to].bytes ? to : { problem: `its x is of ${nameOfScalar(x)}, which has not as many bits as ${nameOfScalar(to)}` };
  },
  computation: { kind: "pointwise", value: ([x], attributes, [from]) => withType(x, from, TYPES[numberOf(attributes, "to")]) },
  onnx: {
    type: "BitCast",
    since: 26,
    attributes: { to: { name: "to", type: "int", values: ONNX_TYPES, isElementType: true, isRequired: true } },
  },
  examples: [
    { shapes: [[7]], attributes: { to: 1 } },
    { shapes: [[7]], attributes: { to: 6 } },
    { shapes: [[5]], scalars: ["i32"], attributes: { to: 0 } },
    { shapes: [[2]], scalars: ["bool"], attributes: { to: 4 } },
  ],
};

/** A truth value is a byte of 0 or 1, and is true where that is not 0. */
function withType(x: Expression, from: Scalar, to: Scalar): Expression {
  if (from === to) return x;
  if (from === "bool") return to === "u8" ? convert(x, "u8", "round") : convert(convert(x, "u8", "round"), to, "bits");
  return to === "bool" ? apply("not", [apply("equal", [x, constantOf(from, 0)], "zero")], "truth") : convert(x, to, "bits");
}
