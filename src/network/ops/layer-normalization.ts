// layer_normalization: (x − mean)/√(variance + epsilon)·scale + bias, with mean and variance over the axes from `axis` on.
// ONNX LayerNormalization-17; Ba, Kiros and Hinton 2016.

import { numberOf } from "../attributes.ts";
import { acceptedAxes, axisOf } from "../axes.ts";
import { broadcastsTo } from "../broadcast.ts";
import { showShape } from "../shape.ts";
import type { Attributes } from "../attributes.ts";
import type { Shape } from "../shape.ts";
import type { ExpandContext, Op, ValueId } from "../op.ts";
import { add } from "./add.ts";
import { deviationsOf, inverseRootOf } from "./deviations.ts";
import { multiply } from "./multiply.ts";
import { reduceMean } from "./reduce-mean.ts";

/** The further outputs of LayerNormalization: the means, and 1/√(variance + epsilon). */
export const layerMean = statistic("layer_mean", (context, axes) => {
  const { builder, arguments: [x], name, origin } = context;
  return builder.operation(reduceMean, [x], { axes }, name, origin);
});
export const layerInverseDeviation = statistic("layer_inverse_deviation", (context, axes) => {
  const { builder, arguments: [x], attributes, name, origin } = context;
  const { variance } = deviationsOf(builder, x, axes, origin);
  return inverseRootOf(builder, variance, numberOf(attributes, "epsilon"), name, origin);
});

/** Of x alone, whatever the scale and the bias; the axes from `axis` on have one element. */
function statistic(name: string, into: (context: ExpandContext, axes: readonly number[]) => ValueId): Op {
  return {
    name,
    parameters: ["x", "scale", "bias"],
    required: 1,
    attributes: { axis: -1, epsilon: Math.fround(1e-5) },
    inferShape([x], attributes) {
      const axis = axisOf(numberOf(attributes, "axis"), x.length);
      return typeof axis === "object" ? axis : x.map((extent, one) => (one < axis ? extent : 1));
    },
    computation: { kind: "expand", into: (context) => into(context, furtherAxes(context.builder.shapeOf(context.arguments[0]), context.attributes)) },
    examples: [{ shapes: [[2, 5]] }, { shapes: [[2, 3, 2]], attributes: { axis: 1 } }],
  };
}

function furtherAxes(x: Shape, attributes: Attributes): readonly number[] {
  const [axis] = acceptedAxes([numberOf(attributes, "axis")], x.length);
  return [...x.keys()].slice(axis);
}

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
      const axes = furtherAxes(builder.shapeOf(x), attributes);
      const { deviation, variance } = deviationsOf(builder, x, axes, origin);
      const inverse = inverseRootOf(builder, variance, numberOf(attributes, "epsilon"), "inverse_deviation", origin);
      const normalised = builder.operation(multiply, [deviation, inverse], {}, "normalised", origin);
      const scaled = builder.operation(multiply, [normalised, scale], {}, bias === undefined ? name : "scaled", origin);
      return bias === undefined ? scaled : builder.operation(add, [scaled, bias], {}, name, origin);
    },
  },
  onnx: {
    type: "LayerNormalization",
    attributes: { axis: { name: "axis", type: "int" }, epsilon: { name: "epsilon", type: "float" } },
    fixedAttributes: { stash_type: 1 },
    furtherOutputs: [layerMean, layerInverseDeviation],
  },
  examples: [
    { shapes: [[2, 5], [5], [5]] },
    { shapes: [[2, 3, 2], [3, 2], [1]], attributes: { axis: 1, epsilon: Math.fround(0.1) } },
    { shapes: [[1, 4], [4]] },
  ],
};
