// pad: x in a frame of one value. ONNX Pad-18 in mode constant; what is cut off by negative paddings is slice's.

import { addIndex, constantIndex } from "../../program/expression.ts";
import { listOf, numberOf } from "../attributes.ts";
import { acceptedAxes, axesOf } from "../axes.ts";
import { showShape } from "../shape.ts";
import type { Attributes } from "../attributes.ts";
import type { Shape } from "../shape.ts";
import type { Op } from "../op.ts";

export const pad: Op = {
  name: "pad",
  parameters: ["x"],
  required: 1,
  /** How many elements before each axis, and then how many after each; without axes all of them. */
  attributes: { pads: [], value: 0, axes: [] },
  inferShape([x], attributes) {
    const pads = listOf(attributes, "pads");
    const axes = axesOf(axesIn(x, attributes), x.length);
    if ("problem" in axes) return axes;
    if (pads.length !== 2 * axes.length) return { problem: `${pads.length} paddings for ${axes.length} axes, not two for each` };
    if (pads.some((count) => count < 0)) {
      return { problem: `paddings ${showShape(pads)} are negative; cut elements off with Slice instead` };
    }
    return x.map((extent, axis) => {
      const position = axes.indexOf(axis);
      return position < 0 ? extent : pads[position] + extent + pads[position + axes.length];
    });
  },
  computation: {
    kind: "place",
    fill: (attributes) => Math.fround(numberOf(attributes, "value")),
    target(_, indices, [x], attributes) {
      const axes = acceptedAxes(axesIn(x, attributes), x.length);
      return indices.map((index, axis) => {
        const position = axes.indexOf(axis);
        return position < 0 ? index : addIndex(constantIndex(listOf(attributes, "pads")[position]), index);
      });
    },
  },
  onnx: {
    type: "Pad",
    attributes: { pads: { name: "pads", type: "ints" }, value: { name: "value", type: "float" } },
    attributeInputs: [
      { attribute: "pads", name: "pads", type: "ints", isRequired: true, since: 11 },
      { attribute: "value", name: "constant_value", type: "float", since: 11 },
      { attribute: "axes", name: "axes", type: "ints", since: 18 },
    ],
    fixedAttributes: { mode: "constant" },
  },
  examples: [
    { shapes: [[2, 3]], attributes: { pads: [1, 0, 0, 2], value: Math.fround(0.3) } },
    { shapes: [[2, 2, 2]], attributes: { pads: [1, 2], axes: [-1] } },
    { shapes: [[]] },
    { shapes: [[2]], attributes: { pads: [0, 0] } },
  ],
};

function axesIn(shape: Shape, attributes: Attributes): readonly number[] {
  const axes = listOf(attributes, "axes");
  return axes.length > 0 ? axes : [...shape.keys()];
}
