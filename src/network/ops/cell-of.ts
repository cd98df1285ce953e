// cell_of: which of `count` cells of equal width a number lies in. No file has it: tables of functions of one input begin with it.
// Adding `shift`, 1.5·2^23 units, leaves nothing but whole units in a float32: its bits count them.

import { add, apply, constant, constantOf, convert, less, multiply, selectUsually } from "../../program/expression.ts";
import { numberOf } from "../attributes.ts";
import type { Op } from "../op.ts";
import { elementwise } from "./elementwise.ts";
import { float32Of } from "./float32-of.ts";

/**
 * The bits of x·scale + shift, less `first`; outside the cells the first one or the last, whichever is nearer, and one of these two for NaN.
 * The order of positive float32 is that of their bits, and negative ones are negative as integers: nothing but integers is compared,
 * which costs little where floats are computed by functions. Without a `scale` nothing is multiplied.
 */
export const cellOf: Op = {
  ...elementwise({
    name: "cell_of",
    attributes: { scale: 1, shift: 12582912, first: 0x4b400000, count: 1 },
    inferScalar: ([x]) => (x === "f32" ? "i32" : { problem: `its x is of ${x} instead of float32` }),
    value(x, attributes) {
      const [scale, first, count] = [float32Of(attributes, "scale"), numberOf(attributes, "first"), numberOf(attributes, "count")];
      const scaled = scale === 1 ? x : multiply(x, constant(scale, "scale"), "scaled");
      const bits = convert(add(scaled, constant(float32Of(attributes, "shift"), "shift"), "shifted"), "u32", "bits", "bits");
      const offset = apply("subtract", [bits, constantOf("u32", first)], "offset");
      // Within the cells as well, so that neither comparison ever has another result there, and no processor guesses it wrong.
      const isNotAbove = less(convert(bits, "i32", "bits", "signed_bits"), constantOf("i32", first + count));
      const end = apply("select", [isNotAbove, constantOf("u32", 0), constantOf("u32", count - 1)], "nearest_end");
      const place = selectUsually(less(offset, constantOf("u32", count)), offset, end, "place");
      return convert(place, "i32", "bits");
    },
    examples: [
      { shapes: [[7]], attributes: { shift: 12582912 / 4, first: 0x4a400000 - 2, count: 5 } },
      { shapes: [[]], attributes: { scale: 1.5, first: 0x4b400000 - 1, count: 4 } },
    ],
  }),
  resultName: "cell",
};
