// within: every element of x between its own two bounds; NaN stays NaN, and −0 stays −0 beside a bound of 0. No file has it: it keeps
// arguments in a domain.

import { apply, less } from "../../program/expression.ts";
import { sameNumber } from "../scalar-rules.ts";
import { showShape } from "../shape.ts";
import type { Op } from "../op.ts";

export const within: Op = {
  name: "within",
  parameters: ["x", "low", "high"],
  required: 3,
  attributes: {},
  inferShape: ([x, ...bounds]) => {
    const wrong = bounds.find((bound) => showShape(bound) !== showShape(x));
    return wrong === undefined ? x : { problem: `bounds have the shape ${showShape(wrong)} instead of ${showShape(x)}` };
  },
  inferScalar: sameNumber,
  computation: {
    kind: "pointwise",
    value: ([x, low, high]) => {
      const raised = apply("select", [less(x, low), low, x], "raised");
      return apply("select", [less(high, raised), high, raised], "within");
    },
  },
  examples: [{ shapes: [[2, 3], [2, 3], [2, 3]] }, { shapes: [[], [], []] }],
};
