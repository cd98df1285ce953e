// rms_normalization: x/√(mean of squares + epsilon)·scale, with the mean over the axes from `axis` on. ONNX RMSNormalization-23; Zhang and
// Sennrich 2019.

import { numberOf } from "../attributes.ts";
import { acceptedAxes, axisOf } from "../axes.ts";
import { broadcastsTo } from "../broadcast.ts";
import { showShape, elementCount } from "../shape.ts";
import type { Op } from "../op.ts";
import { divide } from "./divide.ts";
import { multiply } from "./multiply.ts";
import { reduceSumSquare } from "./reduce-sum-square.ts";
import { squareRoot } from "./square-root.ts";
import { addConstant, divideBy } from "./with-constant.ts";

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
      const sum = builder.operation(reduceSumSquare, [x], { axes }, "sum", origin);
      const mean = builder.operation(divideBy, [sum], { divisor: elementCount(shape.slice(axis)) }, "mean", origin);
      const raised = builder.operation(addConstant, [mean], { addend: numberOf(attributes, "epsilon") }, "raised", origin);
      const size = builder.operation(squareRoot, [raised], {}, "size", origin);
      const normalised = builder.operation(divide, [x, size], {}, "normalised", origin);
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
