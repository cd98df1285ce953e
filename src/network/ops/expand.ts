// expand: x broadcast together with an array of a given shape: extents of 1 are repeated. ONNX Expand-13.

import { listOf } from "../attributes.ts";
import { broadcastIndices, broadcastShapes } from "../broadcast.ts";
import { sameScalar } from "../infer-scalar.ts";
import type { Op } from "../op.ts";

export const expand: Op = {
  name: "expand",
  parameters: ["x"],
  required: 1,
  attributes: { shape: [] },
  inferShape: ([x], attributes) => broadcastShapes([x, listOf(attributes, "shape")]),
  inferScalar: sameScalar,
  computation: { kind: "view", source: (indices, shape) => broadcastIndices(shape, indices) },
  onnx: {
    type: "Expand",
    attributes: {},
    attributeInputs: [{ attribute: "shape", name: "shape", type: "ints", isRequired: true, since: 8 }],
  },
  examples: [
    { shapes: [[3, 1]], attributes: { shape: [2, 1, 4] } },
    { shapes: [[2, 3]], scalars: ["i32"], attributes: { shape: [1, 1] } },
    { shapes: [[]], attributes: { shape: [3] } },
    { shapes: [[1]] },
  ],
};
