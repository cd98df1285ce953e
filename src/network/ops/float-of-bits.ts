// float_of_bits: the float32 of these bits. How infinities and NaN among constants reach a network, whose parameters are finite: no
// language has a literal for them. No file has it.

import { convert } from "../../program/expression.ts";
import type { Op } from "../op.ts";

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
