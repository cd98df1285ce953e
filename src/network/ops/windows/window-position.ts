// window_position: the position that belongs to the greatest element of each window of each channel, the channels last, to the first of equal
// ones. What the positions of pooling are made of; no file has it.

import { less, select } from "../../../program/expression.ts";
import { LARGEST_FLOAT32 } from "../../../numeric/float32.ts";
import { SCALARS } from "../../../program/scalar.ts";
import { listOf } from "../../attributes.ts";
import { sameShape } from "../../broadcast.ts";
import type { Op } from "../../op.ts";
import { showShape } from "../../shape.ts";
import { placesInWindows } from "./window-axes.ts";
import { windowSum } from "./window-reductions.ts";

/** x [N, ...extents, C] and place [...extents]: the result is [N, ...windows, C]; 0 where no element is greater than the least of its type. */
export const windowPosition: Op = {
  name: "window_position",
  parameters: ["x", "place"],
  required: 2,
  attributes: windowSum.attributes,
  inferShape([x, place], attributes) {
    const fits = sameShape(x.slice(1, -1), place);
    return fits ? windowSum.inferShape([x], attributes) : { problem: `${showShape(place)} are not the places of ${showShape(x)}` };
  },
  inferScalar: ([x, place]) => ((x === "f32" || x === "i32") && place === "i32" ? "i32" : { problem: `its x is of ${x} and its place of ${place}` }),
  computation: {
    kind: "fold",
    fold(_shapes, attributes, [scalar]) {
      const least = scalar === "f32" ? -LARGEST_FLOAT32 : SCALARS.i32.least;
      return {
        over: listOf(attributes, "kernel"),
        reads: [
          { argument: 0, at: (indices, steps) => [indices[0], ...placesInWindows(attributes, indices.slice(1, -1), steps), indices[indices.length - 1]] },
          { argument: 1, at: (indices, steps) => placesInWindows(attributes, indices.slice(1, -1), steps) },
        ],
        memory: [
          { name: "greatest", scalar, initial: { kind: "number", value: least } },
          { name: "position", scalar: "i32", initial: { kind: "number", value: 0 } },
        ],
        step: ([greatest, position], [x, place]) => [select(less(greatest, x), x, greatest), select(less(greatest, x), place, position)],
        result: ([, position]) => position,
      };
    },
  },
  examples: [
    { shapes: [[1, 5, 4, 3], [5, 4]], scalars: ["f32", "i32"], attributes: { kernel: [3, 2], strides: [2, 1], dilations: [1, 2] } },
    { shapes: [[2, 6, 1], [6]], scalars: ["i32", "i32"], attributes: { kernel: [2], strides: [3], dilations: [1] } },
  ],
};
