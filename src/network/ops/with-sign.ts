// with_sign: y where x is +0 or above, −y where it is −0 or below, and of NaN one of these. No file has it: tables of odd functions end with it.

import { apply, constantOf, convert } from "../../program/expression.ts";
import { broadcastShapes } from "../broadcast.ts";
import type { Op } from "../op.ts";

const SIGN_BIT = 0x80000000;

/** By its bits: whatever the sign is, nothing has to be guessed. */
export const withSign: Op = {
  name: "with_sign",
  parameters: ["y", "x"],
  required: 2,
  attributes: {},
  inferShape: (shapes) => broadcastShapes(shapes),
  inferScalar: ([y, x]) => (y === "f32" && x === "f32" ? "f32" : { problem: `its y and x are of ${y} and ${x} instead of float32` }),
  computation: {
    kind: "pointwise",
    value([y, x]) {
      const sign = apply("and", [convert(x, "u32", "bits", "argument_bits"), constantOf("u32", SIGN_BIT)], "sign");
      return convert(apply("exclusiveOr", [convert(y, "u32", "bits", "result_bits"), sign], "turned_bits"), "f32", "bits");
    },
  },
  examples: [{ shapes: [[7], [7]] }, { shapes: [[], []] }, { shapes: [[2, 3], []] }],
};
