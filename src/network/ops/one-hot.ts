// one_hot: a further axis of `depth` elements, which are all values[0] but for values[1] at the index; at none where it is outside of
// −depth … depth − 1. Indices below 0 are counted from the end. ONNX OneHot-11.

import { add, apply, constantOf, convert, less, select } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import { isFloat, isWord, type Scalar } from "../../program/scalar.ts";
import { numberOf } from "../attributes.ts";
import { acceptedAxes, axisOf } from "../axes.ts";
import { broadcastShapes } from "../broadcast.ts";
import { showShape } from "../shape.ts";
import type { Op } from "../op.ts";
import { slice } from "./slice.ts";
import { unsqueeze } from "./unsqueeze.ts";

/** What `one_hot` is made of; indices of float32 are cut off at the point. */
const atPosition: Op = {
  name: "at_position",
  parameters: ["index", "position", "off", "on"],
  required: 4,
  attributes: { depth: 1 },
  inferShape: (shapes) => broadcastShapes(shapes),
  inferScalar: (scalars) => scalars[3],
  computation: {
    kind: "pointwise",
    value([given, position, off, on], attributes, [scalar]) {
      const index = wordOf(given, scalar);
      const counted = select(less(index, constantOf("i32", 0)), add(index, constantOf("i32", numberOf(attributes, "depth")), "from_end"), index);
      return select(apply("equal", [counted, position]), on, off);
    },
  },
  examples: [],
};

/** As a number of 32 bits with a sign; what is beyond these is beyond every depth. */
function wordOf(index: Expression, scalar: Scalar): Expression {
  if (isFloat(scalar)) return convert(index, "i32", "truncate");
  if (isWord(scalar)) return scalar === "i32" ? index : convert(index, "i32", "saturate");
  return convert(index, "i32", "round");
}

export const oneHot: Op = {
  name: "one_hot",
  parameters: ["indices", "values"],
  required: 2,
  attributes: { depth: 1, axis: -1 },
  inferShape([indices, values], attributes) {
    if (values.length !== 1 || values[0] !== 2) return { problem: `its values are ${showShape(values)} instead of two` };
    const depth = numberOf(attributes, "depth");
    if (!Number.isInteger(depth) || depth < 0) return { problem: `its depth is ${depth}` };
    const axis = axisOf(numberOf(attributes, "axis"), indices.length + 1);
    return typeof axis === "object" ? axis : indices.toSpliced(axis, 0, depth);
  },
  inferScalar: ([indices, values]) => (indices === "bool" ? { problem: "its indices are of bool" } : values),
  computation: {
    kind: "expand",
    into({ builder, arguments: [indices, values], attributes, name, origin }) {
      const rank = builder.shapeOf(indices).length + 1;
      const depth = numberOf(attributes, "depth");
      const [axis] = acceptedAxes([numberOf(attributes, "axis")], rank);
      const index = builder.operation(unsqueeze, [indices], { axes: [axis] }, "index", origin);
      const extents = Array.from({ length: rank }, (_, one) => (one === axis ? depth : 1));
      const position = builder.constant("position", extents, "i32", Int32Array.from({ length: depth }, (_, one) => one), origin);
      const [off, on] = ["off", "on"].map((which, one) => {
        return builder.operation(slice, [values], { starts: [one], ends: [one + 1], axes: [0], steps: [1] }, which, origin);
      });
      return builder.operation(atPosition, [index, position, off, on], { depth }, name, origin);
    },
  },
  onnx: {
    type: "OneHot",
    attributes: { axis: { name: "axis", type: "int" } },
    inputs: ["given", "constant", "given"],
    attributeInputs: [{ attribute: "depth", name: "depth", type: "int", mayBeFloat: true, isRequired: true, since: 9 }],
  },
  examples: [
    { shapes: [[3], [2]], scalars: ["i32", "f32"], attributes: { depth: 4 } },
    { shapes: [[2, 2], [2]], scalars: ["i32", "i32"], attributes: { depth: 3, axis: 1 } },
    { shapes: [[3], [2]], scalars: ["f32", "bool"], attributes: { depth: 2, axis: -2 } },
    { shapes: [[1], [2]], scalars: ["i32", "f32"], attributes: { depth: 5 } },
  ],
};
