// reshape: the same elements in the same order under a given shape, in which one extent may be −1, whatever is left, and 0 is
// the extent of x there. ONNX Reshape-14.

import { listOf, numberOf } from "../attributes.ts";
import { sameScalar } from "../infer-scalar.ts";
import { elementCount, showShape } from "../shape.ts";
import type { Op } from "../op.ts";

export const reshape: Op = {
  name: "reshape",
  parameters: ["x"],
  required: 1,
  attributes: { shape: [], allowzero: 0 },
  inferShape([x], attributes) {
    const given = listOf(attributes, "shape");
    const count = elementCount(x);
    const copies = numberOf(attributes, "allowzero") === 0;
    const extents = given.map((extent, axis) => (extent === 0 && copies ? (x[axis] ?? 0) : extent));
    const known = elementCount(extents.filter((extent) => extent !== -1));
    const shape = extents.map((extent) => (extent === -1 ? count / known : extent));
    const isRight = extents.filter((extent) => extent === -1).length < 2 && shape.every((extent) => Number.isInteger(extent) && extent > 0);
    if (isRight && elementCount(shape) === count) return shape;
    return { problem: `${showShape(x)} cannot be brought into the shape ${showShape(given)}` };
  },
  inferScalar: sameScalar,
  computation: { kind: "reshape" },
  onnx: {
    type: "Reshape",
    attributes: { allowzero: { name: "allowzero", type: "int" } },
    attributeInputs: [{ attribute: "shape", name: "shape", type: "ints", isRequired: true, since: 5 }],
  },
  examples: [
    { shapes: [[2, 6]], scalars: ["i32"], attributes: { shape: [3, 4] } },
    { shapes: [[2, 3, 2]], attributes: { shape: [0, -1] } },
    { shapes: [[1, 1]] },
  ],
};
