// hardmax: 1 at the first of the largest elements of an axis, 0 elsewhere; no 1 where the first element is NaN, and another NaN is passed
// over, as onnxruntime has it. ONNX Hardmax-13; until 12 along all axes from one on.

import { apply, constant, select } from "../../program/expression.ts";
import { broadcastShapes } from "../broadcast.ts";
import type { Op } from "../op.ts";
import { argMax } from "./arg-extreme.ts";
import { alongFurtherAxes, alongOneAxis } from "./one-axis.ts";

/** 1 where the place is the chosen one and x a number, 0 elsewhere. */
const markChosen: Op = {
  name: "mark_chosen",
  parameters: ["x", "place", "chosen"],
  required: 3,
  attributes: {},
  inferShape: (shapes) => broadcastShapes(shapes),
  inferScalar: () => "f32",
  computation: {
    kind: "pointwise",
    value([x, place, chosen]) {
      const isMarked = apply("and", [apply("equal", [place, chosen], "is_chosen"), apply("equal", [x, x], "is_number")]);
      return select(isMarked, constant(1), constant(0));
    },
  },
  examples: [],
};

export const hardmax = alongOneAxis("hardmax", "Hardmax", ({ builder, arguments: [x], name, origin }, axis) => {
  const shape = builder.shapeOf(x);
  const extents = shape.map((extent, one) => (one === axis ? extent : 1));
  const place = builder.constant("place", extents, "i32", Int32Array.from({ length: shape[axis] }, (_, one) => one), origin);
  const chosen = builder.operation(argMax, [x], { axis }, "chosen", origin);
  return builder.operation(markChosen, [x, place, chosen], {}, name, origin);
});

export const hardmaxOfFurtherAxes = alongFurtherAxes(hardmax, "Hardmax");
