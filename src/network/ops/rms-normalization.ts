// rms_normalization: x/√(mean of squares + epsilon)·scale, with the mean over the axes from `axis` on. ONNX RMSNormalization-23; Zhang and
// Sennrich 2019.

import { numberOf } from "../attributes.ts";
import { acceptedAxes, axisOf } from "../axes.ts";
import { broadcastsTo } from "../broadcast.ts";
import { showShape } from "../shape.ts";
import type { Op } from "../op.ts";
import { inverseRootOf, meanSquareOf } from "./deviations.ts";
import { multiply } from "./multiply.ts";

export const rmsNormalization: Op = {
  name: "rms_normalization",
  parameters: ["x", "scale"],
  required: 2,
  attributes: { axis: -1, epsilon: Math.fround(1e-5) },
  inferShape([x, scale], attributes) {
    const axis = axisOf(numberOf(attributes, "axis"), x.length);
    if (typeof axis === "object") return axis;
    return broadcastsTo(scale, x) ? x : { problem: `${showShape(scale)} does not broadcast to ${showShape(x)}` };
  },
  computation: {
    kind: "expand",
    into({ builder, arguments: [x, scale], attributes, name, origin }) {
      const shape = builder.shapeOf(x);
      const [axis] = acceptedAxes([numberOf(attributes, "axis")], shape.length);
      const axes = [...shape.keys()].slice(axis);
      const mean = meanSquareOf(builder, x, axes, "mean", origin);
      const inverse = inverseRootOf(builder, mean, numberOf(attributes, "epsilon"), "inverse_size", origin);
      const normalised = builder.operation(multiply, [x, inverse], {}, "normalised", origin);
      return builder.operation(multiply, [normalised, scale], {}, name, origin);
    },
  },
  onnx: {
    type: "RMSNormalization",
    since: 23,
    attributes: { axis: { name: "axis", type: "int" }, epsilon: { name: "epsilon", type: "float" } },
    fixedAttributes: { stash_type: 1 },
  },
  examples: [
    { shapes: [[2, 5], [5]] },
    { shapes: [[2, 3, 2], [3, 2]], attributes: { axis: 1, epsilon: Math.fround(0.1) } },
  ],
};
