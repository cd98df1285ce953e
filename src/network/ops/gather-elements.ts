// gather_elements: at every place of the positions, the element of data at the same place, but for one axis, in which it is at the
// position. Positions below 0 are counted from the end. ONNX GatherElements-13; where the standard calls a position an error, the
// nearest end is taken.

import { numberOf } from "../attributes.ts";
import { acceptedAxes, axisOf } from "../axes.ts";
import { positionedScalar } from "../infer-scalar.ts";
import { showShape } from "../shape.ts";
import type { Op } from "../op.ts";

export const gatherElements: Op = {
  name: "gather_elements",
  parameters: ["data", "indices"],
  required: 2,
  attributes: { axis: 0 },
  inferShape([data, indices], attributes) {
    const axis = axisOf(numberOf(attributes, "axis"), data.length);
    if (typeof axis === "object") return axis;
    const fits = indices.length === data.length && indices.every((extent, other) => other === axis || extent <= data[other]);
    return fits ? indices : { problem: `positions of ${showShape(indices)} reach beyond ${showShape(data)}` };
  },
  inferScalar: positionedScalar,
  computation: {
    kind: "gather",
    source(places, [data], attributes, pick) {
      const [axis] = acceptedAxes([numberOf(attributes, "axis")], data.length);
      return places.with(axis, pick(1, places, data[axis]));
    },
  },
  onnx: { type: "GatherElements", attributes: { axis: { name: "axis", type: "int" } } },
  examples: [
    { shapes: [[4, 3], [2, 3]], scalars: ["f32", "i32"] },
    { shapes: [[2, 4, 2], [1, 5, 2]], scalars: ["i32", "i32"], attributes: { axis: -2 } },
    { shapes: [[4], [1]], scalars: ["bool", "i32"] },
  ],
};
