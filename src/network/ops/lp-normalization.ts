// lp_normalization: x divided by the sum of magnitudes along an axis (p = 1) or the root of the sum of squares (p = 2); 0 where that is 0.
// ONNX LpNormalization-22.

import { constant, divide as quotient, lessOrEqual, select } from "../../program/expression.ts";
import { numberOf } from "../attributes.ts";
import { acceptedAxes, axisOf } from "../axes.ts";
import { broadcastShapes } from "../broadcast.ts";
import type { Op } from "../op.ts";
import { reduceL1 } from "./reduce-l1.ts";
import { reduceL2 } from "./reduce-l2.ts";

/** x/size, 0 where the size, which is not negative, is 0. */
const divideUnlessZero: Op = {
  name: "divide_unless_zero",
  parameters: ["x", "size"],
  required: 2,
  attributes: {},
  inferShape: (shapes) => broadcastShapes(shapes),
  computation: { kind: "pointwise", value: ([x, size]) => select(lessOrEqual(size, constant(0)), constant(0), quotient(x, size)) },
  examples: [],
};

export const lpNormalization: Op = {
  name: "lp_normalization",
  parameters: ["x"],
  required: 1,
  attributes: { axis: -1, p: 2 },
  inferShape([x], attributes) {
    const axis = axisOf(numberOf(attributes, "axis"), x.length);
    if (typeof axis === "object") return axis;
    const p = numberOf(attributes, "p");
    return p === 1 || p === 2 ? x : { problem: `p is ${p}, and only 1 and 2 are norms of ONNX` };
  },
  computation: {
    kind: "expand",
    into({ builder, arguments: [x], attributes, name, origin }) {
      const [axis] = acceptedAxes([numberOf(attributes, "axis")], builder.shapeOf(x).length);
      const size = builder.operation(numberOf(attributes, "p") === 1 ? reduceL1 : reduceL2, [x], { axes: [axis] }, "size", origin);
      return builder.operation(divideUnlessZero, [x, size], {}, name, origin);
    },
  },
  onnx: { type: "LpNormalization", attributes: { axis: { name: "axis", type: "int" }, p: { name: "p", type: "int" } } },
  examples: [
    { shapes: [[2, 5]] },
    { shapes: [[3, 2]], attributes: { axis: 0, p: 1 } },
  ],
};
