// squeeze: x without some axes of one element, all of them where none is named. ONNX Squeeze-13.

import { listOf } from "../attributes.ts";
import { axesOf } from "../axes.ts";
import { sameScalar } from "../infer-scalar.ts";
import { showShape } from "../shape.ts";
import type { Op } from "../op.ts";

export const squeeze: Op = {
  name: "squeeze",
  parameters: ["x"],
  required: 1,
  attributes: { axes: [] },
  inferShape([x], attributes) {
    const given = listOf(attributes, "axes");
    if (given.length === 0) return x.filter((extent) => extent !== 1);
    const axes = axesOf(given, x.length);
    if ("problem" in axes) return axes;
    const long = axes.find((axis) => x[axis] !== 1);
    if (long !== undefined) return { problem: `axis ${long} of ${showShape(x)} has more than one element` };
    return x.filter((_, axis) => !axes.includes(axis));
  },
  inferScalar: sameScalar,
  computation: { kind: "reshape" },
  onnx: {
    type: "Squeeze",
    attributes: { axes: { name: "axes", type: "ints" } },
    attributeInputs: [{ attribute: "axes", name: "axes", type: "ints", since: 13 }],
  },
  examples: [{ shapes: [[2, 1, 3, 1]] }, { shapes: [[1, 3, 1]], scalars: ["i32"], attributes: { axes: [-1] } }],
};
