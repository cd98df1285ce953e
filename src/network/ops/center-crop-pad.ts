// center_crop_pad: the middle of axes that are longer than asked, and axes that are shorter in the middle of zeros; where a number of
// elements is odd, the one more is taken from the end, or put there. ONNX CenterCropPad-18.

import { listOf, type Attributes } from "../attributes.ts";
import { accepted, axesOf } from "../axes.ts";
import { sameScalar } from "../infer-scalar.ts";
import { showShape, type Shape } from "../shape.ts";
import type { Op, ShapeProblem } from "../op.ts";
import { pad } from "./pad.ts";

export const centerCropPad: Op = {
  name: "center_crop_pad",
  parameters: ["x"],
  required: 1,
  attributes: { shape: [], axes: [] },
  inferShape: ([x], attributes) => targetOf(x, attributes),
  inferScalar: sameScalar,
  computation: {
    kind: "expand",
    into({ builder, arguments: [x], attributes, name, origin }) {
      const shape = builder.shapeOf(x);
      const target = accepted(targetOf(shape, attributes));
      const before = shape.map((extent, axis) => Math.trunc((target[axis] - extent) / 2) + 0);
      const after = shape.map((extent, axis) => target[axis] - extent - before[axis]);
      return builder.operation(pad, [x], { pads: [...before, ...after] }, name, origin);
    },
  },
  onnx: {
    type: "CenterCropPad",
    attributes: { axes: { name: "axes", type: "ints" } },
    attributeInputs: [{ attribute: "shape", name: "shape", type: "ints", isRequired: true, since: 18 }],
  },
  examples: [
    { shapes: [[5, 4]], attributes: { shape: [2, 7] } },
    { shapes: [[2, 3, 4]], attributes: { shape: [5, 1], axes: [0, -1] } },
    { shapes: [[3]], scalars: ["i32"], attributes: { shape: [6] } },
    { shapes: [[2, 2]], attributes: { shape: [2, 2] } },
  ],
};

function targetOf(x: Shape, attributes: Attributes): Shape | ShapeProblem {
  const [wanted, given] = [listOf(attributes, "shape"), listOf(attributes, "axes")];
  const axes = axesOf(given.length > 0 ? given : [...x.keys()], x.length);
  if ("problem" in axes) return axes;
  if (wanted.length !== axes.length) return { problem: `its shape has ${wanted.length} extents for ${axes.length} axes` };
  if (!wanted.every((extent) => Number.isInteger(extent) && extent > 0)) return { problem: `its shape is ${showShape(wanted)}` };
  return x.map((extent, axis) => (axes.includes(axis) ? wanted[axes.indexOf(axis)] : extent));
}
