// step_past: a position, without one 0, and `step` more where x has come to a mark. Of NaN nothing is more. No file has it: segments are found
// with it, and nothing branches.

import { apply, constantOf, lessOrEqual } from "../../program/expression.ts";
import { numberOf } from "../attributes.ts";
import { broadcastShapes } from "../broadcast.ts";
import type { Op } from "../op.ts";

export const stepPast: Op = {
  name: "step_past",
  parameters: ["x", "mark", "position"],
  required: 2,
  attributes: { step: 1 },
  inferShape: (shapes) => broadcastShapes(shapes),
  inferScalar([x, mark, position = "i32"]) {
    if (x !== "f32" || mark !== "f32") return { problem: `its x and mark are of ${x} and ${mark} instead of float32` };
    return position === "i32" ? "i32" : { problem: `its position is of ${position} instead of i32` };
  },
  resultName: "position",
  computation: {
    kind: "pointwise",
    value([x, mark, position], attributes) {
      const isPast = lessOrEqual(mark, x);
      const steps = apply("select", [isPast, constantOf("i32", numberOf(attributes, "step")), constantOf("i32", 0)], "steps");
      return position === undefined ? steps : apply("add", [position, steps], "position");
    },
  },
  examples: [
    { shapes: [[7], [7], [7]], scalars: ["f32", "f32", "i32"], attributes: { step: 4 } },
    { shapes: [[], [3]], scalars: ["f32", "f32"] },
    { shapes: [[2, 3], [3], []], scalars: ["f32", "f32", "i32"] },
  ],
};
