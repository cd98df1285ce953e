// compress: the elements of an axis for which a known condition is true; compress_all: of all elements in order those. ONNX Compress-11,
// numpy.compress, with a condition that is a constant.

import { listOf, numberOf } from "../attributes.ts";
import { acceptedAxes, axisOf } from "../axes.ts";
import { sameScalar } from "../infer-scalar.ts";
import { elementCount } from "../shape.ts";
import type { Attributes } from "../attributes.ts";
import type { OnnxAttributeInput, Op, ShapeProblem } from "../op.ts";
import { gather } from "./gather.ts";
import { reshape } from "./reshape.ts";

const CONDITION: OnnxAttributeInput = { attribute: "condition", name: "condition", type: "bools", isRequired: true, since: 9 };

export const compress: Op = {
  name: "compress",
  parameters: ["x"],
  required: 1,
  attributes: { condition: [], axis: 0 },
  inferShape([x], attributes) {
    const axis = axisOf(numberOf(attributes, "axis"), x.length);
    if (typeof axis === "object") return axis;
    const chosen = chosenOf(x[axis], attributes);
    return "problem" in chosen ? chosen : x.with(axis, chosen.length);
  },
  inferScalar: sameScalar,
  computation: {
    kind: "expand",
    into({ builder, arguments: [x], attributes, name, origin }) {
      const [axis] = acceptedAxes([numberOf(attributes, "axis")], builder.shapeOf(x).length);
      const positions = Int32Array.from(conditionOf(attributes));
      const chosen = builder.constant("chosen", [positions.length], "i32", positions, origin);
      return builder.operation(gather, [x, chosen], { axis }, name, origin);
    },
  },
  onnx: { type: "Compress", attributes: { axis: { name: "axis", type: "int", isRequired: true } }, attributeInputs: [CONDITION] },
  examples: [
    { shapes: [[3, 2]], attributes: { condition: [0, 1, 1] } },
    { shapes: [[2, 4]], scalars: ["i32"], attributes: { condition: [1, 0, 1], axis: -1 } },
  ],
};

export const compressAll: Op = {
  name: "compress_all",
  parameters: ["x"],
  required: 1,
  attributes: { condition: [] },
  inferShape([x], attributes) {
    const chosen = chosenOf(elementCount(x), attributes);
    return "problem" in chosen ? chosen : [chosen.length];
  },
  inferScalar: sameScalar,
  computation: {
    kind: "expand",
    into({ builder, arguments: [x], attributes, name, origin }) {
      const flat = builder.operation(reshape, [x], { shape: [-1] }, "flat", origin);
      return builder.operation(compress, [flat], attributes, name, origin);
    },
  },
  onnx: { type: "Compress", attributes: {}, attributeInputs: [CONDITION] },
  examples: [{ shapes: [[3, 2]], attributes: { condition: [0, 1, 0, 0, 1] } }],
};

/** The positions at which the condition is true. */
function conditionOf(attributes: Attributes): readonly number[] {
  return listOf(attributes, "condition").flatMap((holds, position) => (holds === 0 ? [] : [position]));
}

function chosenOf(extent: number, attributes: Attributes): readonly number[] | ShapeProblem {
  const chosen = conditionOf(attributes);
  const beyond = chosen.find((position) => position >= extent);
  return beyond === undefined ? chosen : { problem: `its condition holds for element ${beyond} of ${extent}` };
}
