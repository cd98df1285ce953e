// nan_outside: every element of x, or NaN where it is outside of its own two bounds. No file has it: it tells what lies outside a domain.

import { constantOf, convert, less, select } from "../../program/expression.ts";
import type { Op } from "../op.ts";
import { within } from "./within.ts";

/** A quiet NaN, which no language has a literal for. */
const NAN_BITS = 0x7fc00000;

export const nanOutside: Op = {
  name: "nan_outside",
  parameters: ["x", "low", "high"],
  required: 3,
  attributes: {},
  inferShape: (shapes, attributes) => within.inferShape(shapes, attributes),
  computation: {
    kind: "pointwise",
    isPartial: true,
    value: ([x, low, high]) => {
      const nan = convert(constantOf("u32", NAN_BITS), "f32", "bits", "not_a_number");
      const notBelow = select(less(x, low), nan, x);
      return select(less(high, x), nan, notBelow);
    },
  },
  examples: [{ shapes: [[2, 3], [2, 3], [2, 3]] }, { shapes: [[], [], []] }],
};
