// concat: arrays of equal extents, but along one axis, one after the other along that axis. ONNX Concat-13.

import { addIndex, constantIndex } from "../../program/expression.ts";
import { numberOf } from "../attributes.ts";
import { axisOf, acceptedAxes } from "../axes.ts";
import { sameScalar } from "../infer-scalar.ts";
import { showShape } from "../shape.ts";
import type { Shape } from "../shape.ts";
import type { Op } from "../op.ts";

export const concat: Op = {
  name: "concat",
  parameters: ["inputs"],
  required: 1,
  isVariadic: true,
  attributes: { axis: 0 },
  inferShape(shapes, attributes) {
    const [first] = shapes;
    const axis = axisOf(numberOf(attributes, "axis"), first.length);
    if (typeof axis === "object") return axis;
    const fits = (shape: Shape): boolean => {
      return shape.length === first.length && shape.every((extent, other) => other === axis || extent === first[other]);
    };
    const odd = shapes.find((shape) => !fits(shape));
    if (odd !== undefined) return { problem: `${showShape(first)} and ${showShape(odd)} differ in more than axis ${axis}` };
    return first.with(axis, shapes.reduce((sum, shape) => sum + shape[axis], 0));
  },
  inferScalar: sameScalar,
  computation: {
    kind: "place",
    fill: () => 0,
    target(argument, indices, shapes, attributes) {
      const [axis] = acceptedAxes([numberOf(attributes, "axis")], indices.length);
      const before = shapes.slice(0, argument).reduce((sum, shape) => sum + shape[axis], 0);
      return indices.with(axis, addIndex(constantIndex(before), indices[axis]));
    },
  },
  onnx: { type: "Concat", attributes: { axis: { name: "axis", type: "int", isRequired: true } } },
  examples: [
    { shapes: [[2, 3], [1, 3]] },
    { shapes: [[2, 1, 2], [2, 3, 2], [2, 2, 2]], attributes: { axis: -2 } },
    { shapes: [[2, 2], [2, 1]], scalars: ["i32", "i32"], attributes: { axis: 1 } },
    { shapes: [[1]] },
  ],
};
