// gather: the elements of an axis at given positions, in whose place the axes of the positions stand. Positions below 0 are counted from
// the end. ONNX Gather-13, numpy.take; where the standard calls a position an error, the nearest end is taken.

import { numberOf } from "../attributes.ts";
import { acceptedAxes, axisOf } from "../axes.ts";
import { positionedScalar } from "../infer-scalar.ts";
import type { Op } from "../op.ts";

export const gather: Op = {
  name: "gather",
  parameters: ["data", "indices"],
  required: 2,
  attributes: { axis: 0 },
  inferShape([data, indices], attributes) {
    const axis = axisOf(numberOf(attributes, "axis"), data.length);
    return typeof axis === "object" ? axis : data.toSpliced(axis, 1, ...indices);
  },
  inferScalar: positionedScalar,
  computation: {
    kind: "gather",
    source(places, [data, indices], attributes, pick) {
      const [axis] = acceptedAxes([numberOf(attributes, "axis")], data.length);
      const position = pick(1, places.slice(axis, axis + indices.length), data[axis]);
      return places.toSpliced(axis, indices.length, position);
    },
  },
  onnx: { type: "Gather", attributes: { axis: { name: "axis", type: "int" } } },
  examples: [
    { shapes: [[4, 2], [3]], scalars: ["f32", "i32"] },
    { shapes: [[2, 4, 2], [2, 2]], scalars: ["f32", "i32"], attributes: { axis: 1 } },
    { shapes: [[2, 4], []], scalars: ["i32", "i32"], attributes: { axis: -1 } },
    { shapes: [[4], [1]], scalars: ["bool", "i32"] },
  ],
};
