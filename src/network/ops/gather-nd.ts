// gather_nd: parts of data that tuples of positions point to, the tuples along the last axis of the positions. Leading axes may be ones
// that both have. Positions below 0 are counted from the end. ONNX GatherND-13; where the standard calls a position an error, the
// nearest end is taken.

import { constantIndex } from "../../program/expression.ts";
import { numberOf } from "../attributes.ts";
import { sameShape } from "../broadcast.ts";
import { positionedScalar } from "../infer-scalar.ts";
import { showShape } from "../shape.ts";
import type { Op } from "../op.ts";

export const gatherNd: Op = {
  name: "gather_nd",
  parameters: ["data", "indices"],
  required: 2,
  attributes: { batch_dims: 0 },
  inferShape([data, indices], attributes) {
    const batch = numberOf(attributes, "batch_dims");
    if (batch < 0 || batch >= Math.min(data.length, indices.length)) {
      return { problem: `${batch} leading axes are not less than the axes of ${showShape(data)} and ${showShape(indices)}` };
    }
    const length = indices[indices.length - 1];
    const sameBatch = sameShape(data.slice(0, batch), indices.slice(0, batch));
    if (!sameBatch || length < 1 || length > data.length - batch) {
      return { problem: `positions of ${showShape(indices)} do not point into ${showShape(data)}` };
    }
    return [...indices.slice(0, -1), ...data.slice(batch + length)];
  },
  inferScalar: positionedScalar,
  computation: {
    kind: "gather",
    source(places, [data, indices], attributes, pick) {
      const batch = numberOf(attributes, "batch_dims");
      const tuple = places.slice(0, indices.length - 1);
      const picked = Array.from({ length: indices[indices.length - 1] }, (_, position) => {
        return pick(1, [...tuple, constantIndex(position)], data[batch + position]);
      });
      return [...places.slice(0, batch), ...picked, ...places.slice(tuple.length)];
    },
  },
  onnx: { type: "GatherND", attributes: { batch_dims: { name: "batch_dims", type: "int" } } },
  examples: [
    { shapes: [[4, 3], [3, 2]], scalars: ["f32", "i32"] },
    { shapes: [[2, 4, 3], [2, 1, 1]], scalars: ["f32", "i32"] },
    { shapes: [[2, 4, 2], [2, 3, 1]], scalars: ["i32", "i32"], attributes: { batch_dims: 1 } },
    { shapes: [[3, 2], [2]], scalars: ["bool", "i32"] },
  ],
};
