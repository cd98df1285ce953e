// cell_place: where in its cell a number lies, −1 at the border before the cell, 1 at the one after it, by the cell's number. No file has
// it: tables that hold the values at the borders of cells are read with it.

import { add, constant, constantOf, convert, multiply, subtract } from "../../program/expression.ts";
import { broadcastShapes } from "../broadcast.ts";
import { numberOf } from "../attributes.ts";
import type { Op } from "../op.ts";
import { float32Of } from "./float32-of.ts";

/**
 * x·`scale` − 2·(cell + `start`), where the cell numbered 0 is around start times its width and `scale` is 2 divided by the width. Of a power
 * of two and a number in the cell both operations are exact, but for subnormal numbers.
 */
export const cellPlace: Op = {
  name: "cell_place",
  parameters: ["x", "cell"],
  required: 2,
  attributes: { scale: 2, start: 0 },
  inferShape: (shapes) => broadcastShapes(shapes),
  inferScalar: ([x, cell]) => (x === "f32" && cell === "i32" ? "f32" : { problem: `its x and cell are of ${x} and ${cell} instead of float32 and i32` }),
  computation: {
    kind: "pointwise",
    value([x, cell], attributes) {
      const twice = add(cell, cell, "twice");
      const start = numberOf(attributes, "start");
      const centre = start === 0 ? twice : add(twice, constantOf("i32", 2 * start), "centre");
      const position = multiply(x, constant(float32Of(attributes, "scale"), "half_cells"), "position");
      return subtract(position, convert(centre, "f32", "round", "centre"), "along");
    },
  },
  resultName: "along",
  examples: [
    { shapes: [[7], [7]], scalars: ["f32", "i32"] },
    { shapes: [[], []], scalars: ["f32", "i32"], attributes: { scale: 512, start: -3 } },
  ],
};
