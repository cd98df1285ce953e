// instance_normalization: (x − mean)/√(variance + epsilon)·scale + bias, with mean and variance over the axes after the channels, axis 1,
// and a scale and a bias for each channel. ONNX InstanceNormalization-22; Ulyanov, Vedaldi and Lempitsky 2016.

import { numberOf } from "../attributes.ts";
import { sameShape } from "../broadcast.ts";
import { showShape } from "../shape.ts";
import type { Op } from "../op.ts";
import { normalizeGroups } from "./group-normalization.ts";

export const instanceNormalization: Op = {
  name: "instance_normalization",
  parameters: ["x", "scale", "bias"],
  required: 3,
  attributes: { epsilon: Math.fround(1e-5) },
  inferShape([x, ...others]) {
    if (x.length < 3) return { problem: `${showShape(x)} has no axes after the channels` };
    const wrong = others.find((shape) => !sameShape(shape, [x[1]]));
    return wrong === undefined ? x : { problem: `${showShape(wrong)} are not the channels of ${showShape(x)}` };
  },
  computation: {
    kind: "expand",
    into: (context) => normalizeGroups(context, context.builder.shapeOf(context.arguments[0])[1], numberOf(context.attributes, "epsilon")),
  },
  onnx: { type: "InstanceNormalization", attributes: { epsilon: { name: "epsilon", type: "float" } }, ignoredAttributes: ["consumed_inputs"] },
  examples: [
    { shapes: [[2, 3, 4], [3], [3]] },
    { shapes: [[1, 2, 2, 2], [2], [2]], attributes: { epsilon: Math.fround(0.1) } },
  ],
};
