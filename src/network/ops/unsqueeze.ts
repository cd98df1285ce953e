// unsqueeze: x with further axes of one element, which are `axes` of the result. ONNX Unsqueeze-13.

import { listOf } from "../attributes.ts";
import { axesOf } from "../axes.ts";
import { sameScalar } from "../infer-scalar.ts";
import type { Op } from "../op.ts";

export const unsqueeze: Op = {
  name: "unsqueeze",
  parameters: ["x"],
  required: 1,
  attributes: { axes: [] },
  inferShape([x], attributes) {
    const given = listOf(attributes, "axes");
    const rank = x.length + given.length;
    const axes = axesOf(given, rank);
    if ("problem" in axes) return axes;
    const rest = [...x];
    return Array.from({ length: rank }, (_, axis) => (axes.includes(axis) ? 1 : (rest.shift() ?? 1)));
  },
  inferScalar: sameScalar,
  computation: { kind: "reshape" },
  onnx: {
    type: "Unsqueeze",
    attributes: { axes: { name: "axes", type: "ints" } },
    attributeInputs: [{ attribute: "axes", name: "axes", type: "ints", isRequired: true, since: 13 }],
  },
  examples: [{ shapes: [[2, 3]], attributes: { axes: [0, -1] } }, { shapes: [[]], scalars: ["bool"], attributes: { axes: [0] } }],
};
