// step_past: a position, without one 0, and `step` more where x has come to a mark. Of NaN nothing is more. No file has it: segments are found
// with it, and nothing branches.

import { apply, constantOf, lessOrEqual } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import { numberOf } from "../attributes.ts";
import { broadcastShapes } from "../broadcast.ts";
import type { Op } from "../op.ts";

export const stepPast: Op = {
  name: "step_past",
  parameters: ["x", "mark", "position"],
  required: 2,
  attributes: { step: 1 },
  inferShape: (shapes) => broadcastShapes(shapes),
  inferScalar([x, mark, position]) {
    if (x !== "f32" || mark !== "f32") return { problem: `its x and mark are of ${x} and ${mark} instead of float32` };
    return position === undefined || position === "i32" ? "i32" : { problem: `its position is of ${position} instead of i32` };
  },
  resultName: "position",
  computation: {
    kind: "pointwise",
    value([x, mark, position], attributes) {
      const steps = stepsPast(lessOrEqual(mark, x), numberOf(attributes, "step"));
      return position === undefined ? steps : apply("add", [position, steps], "position");
    },
  },
  examples: [
    { shapes: [[7], [7], [7]], scalars: ["f32", "f32", "i32"], attributes: { step: 4 } },
    { shapes: [[], [3]], scalars: ["f32", "f32"] },
    { shapes: [[4], [4], [4]], scalars: ["f32", "f32", "i32"], attributes: { step: 3 } },
    { shapes: [[2, 3], [3], []], scalars: ["f32", "f32", "i32"] },
  ],
};

/** gcc makes a branch of a choice between 0 and what is no power of two; a product it computes. */
function stepsPast(isPast: Expression, step: number): Expression {
  const chosen = (number: number): Expression => apply("select", [isPast, constantOf("i32", number), constantOf("i32", 0)], number === 1 ? "past" : "steps");
  return Number.isInteger(Math.log2(step)) ? chosen(step) : apply("multiply", [chosen(1), constantOf("i32", step)], "steps");
}
