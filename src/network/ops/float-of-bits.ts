// float_of_bits: the float32 of these bits. How infinities and NaN among constants reach a network, whose parameters are finite: no
// language has a literal for them. No file has it.

import { convert } from "../../program/expression.ts";
import type { Op, ValueBuilder, ValueId } from "../op.ts";
import type { Origin } from "../origin.ts";
import type { Shape } from "../shape.ts";

export const floatOfBits: Op = {
  name: "float_of_bits",
  parameters: ["bits"],
  required: 1,
  attributes: {},
  inferShape: ([bits]) => bits,
  inferScalar: ([bits]) => (bits === "u32" ? "f32" : { problem: "bits are of uint32" }),
  computation: { kind: "pointwise", value: ([bits]) => convert(bits, "f32", "bits") },
  examples: [{ shapes: [[3]], scalars: ["u32"] }],
};

/** An array of float32 that may hold infinities and NaN, as the floats of a constant array of bits. */
export function floatsOfBits(builder: ValueBuilder, name: string, shape: Shape, data: Float32Array, origin: Origin): ValueId {
  const bits = builder.constant(`${name}_bits`, shape, "u32", new Uint32Array(data.slice().buffer), origin);
  return builder.operation(floatOfBits, [bits], {}, name, origin);
}
