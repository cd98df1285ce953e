// layer_normalization: (x − mean)/√(variance + epsilon)·scale + bias, with mean and variance over the axes from `axis` on.
// ONNX LayerNormalization-17; Ba, Kiros and Hinton 2016.

import { numberOf } from "../attributes.ts";
import { acceptedAxes, axisOf } from "../axes.ts";
import { broadcastsTo } from "../broadcast.ts";
import { showShape } from "../shape.ts";
import type { Op } from "../op.ts";
import { add } from "./add.ts";
import { deviationsOf } from "./deviations.ts";
import { divide } from "./divide.ts";
import { multiply } from "./multiply.ts";
import { squareRoot } from "./square-root.ts";
import { addConstant } from "./with-constant.ts";

export const layerNormalization: Op = {
  name: "layer_normalization",
  parameters: ["x", "scale", "bias"],
  required: 2,
  attributes: { axis: -1, epsilon: Math.fround(1e-5) },
  inferShape([x, ...others], attributes) {
    const axis = axisOf(numberOf(attributes, "axis"), x.length);
    if (typeof axis === "object") return axis;
    const wrong = others.find((shape) => !broadcastsTo(shape, x));
    return wrong === undefined ? x : { problem: `${showShape(wrong)} does not broadcast to ${showShape(x)}` };
  },
  computation: {
    kind: "expand",
    into({ builder, arguments: [x, scale, bias], attributes, name, origin }) {
      const rank = builder.shapeOf(x).length;
      const [axis] = acceptedAxes([numberOf(attributes, "axis")], rank);
      const axes = Array.from({ length: rank - axis }, (_, position) => axis + position);
      const { deviation, variance } = deviationsOf(builder, x, axes, origin);
      const raised = builder.operation(addConstant, [variance], { addend: numberOf(attributes, "epsilon") }, "raised", origin);
      const spread = builder.operation(squareRoot, [raised], {}, "spread", origin);
      const normalised = builder.operation(divide, [deviation, spread], {}, "normalised", origin);
      const scaled = builder.operation(multiply, [normalised, scale], {}, bias === undefined ? name : "scaled", origin);
      return bias === undefined ? scaled : builder.operation(add, [scaled, bias], {}, name, origin);
    },
  },
  onnx: {
    type: "LayerNormalization",
    attributes: { axis: { name: "axis", type: "int" }, epsilon: { name: "epsilon", type: "float" } },
    fixedAttributes: { stash_type: 1 },
  },
  examples: [
    { shapes: [[2, 5], [5], [5]] },
    { shapes: [[2, 3, 2], [3, 2], [1]], attributes: { axis: 1, epsilon: Math.fround(0.1) } },
    { shapes: [[1, 4], [4]] },
  ],
};
