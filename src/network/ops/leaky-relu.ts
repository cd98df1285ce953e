// leaky_relu: x where x ≥ 0, slope·x where x < 0. ONNX LeakyRelu-16; Maas, Hannun and Ng 2013.

import { constant, less, multiply, select } from "../../program/expression.ts";
import { numberOf } from "../attributes.ts";
import type { Attributes } from "../attributes.ts";
import type { Op } from "../op.ts";

export const leakyRelu: Op = {
  name: "leaky_relu",
  parameters: ["x"],
  required: 1,
  attributes: { slope: Math.fround(0.01) },
  inferShape: ([x]) => x,
  computation: {
    kind: "pointwise",
    /** Comparing with `<` keeps NaN and −0 as they are. */
    value([x], attributes) {
      return select(less(x, constant(0)), multiply(x, constant(slopeOf(attributes), "slope"), "scaled"), x);
    },
    /** At 0, where there is none, the one of the right-hand side. */
    derivatives([x], attributes) {
      return [select(less(x, constant(0)), constant(slopeOf(attributes)), constant(1))];
    },
  },
  onnx: { type: "LeakyRelu", attributes: { slope: { name: "alpha", type: "float" } } },
  examples: [{ shapes: [[7]] }, { shapes: [[1, 3]], attributes: { slope: Math.fround(0.2) } }],
};

function slopeOf(attributes: Attributes): number {
  return Math.fround(numberOf(attributes, "slope"));
}
