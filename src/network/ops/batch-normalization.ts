// batch_normalization: (x − mean)·(scale/√(variance + epsilon)) + bias for each channel, axis 1 of x, with statistics that are given; where
// they are constants the factor is one. The mean is taken off first, so that nothing cancels where it is large.
// batch_normalization_of_elements: for each element of a row. ONNX BatchNormalization-15 in inference mode; the second one is `spatial` 0,
// which was there until 8. Ioffe and Szegedy 2015.

import { numberOf } from "../attributes.ts";
import { sameShape } from "../broadcast.ts";
import { showShape } from "../shape.ts";
import type { Shape } from "../shape.ts";
import type { ExpandContext, OnnxSpelling, Op, OpExample, ShapeProblem, ValueId } from "../op.ts";
import { add } from "./add.ts";
import { divide } from "./divide.ts";
import { multiply } from "./multiply.ts";
import { reshape } from "./reshape.ts";
import { squareRoot } from "./square-root.ts";
import { subtract } from "./subtract.ts";
import { addConstant } from "./with-constant.ts";

const EPSILON = { epsilon: Math.fround(1e-5) };

const SPELLING: OnnxSpelling = {
  type: "BatchNormalization",
  attributes: { epsilon: { name: "epsilon", type: "float" } },
  ignoredAttributes: ["momentum", "is_test", "consumed_inputs"],
};

export const batchNormalization = batchNormalizing(
  "batch_normalization",
  (x) => (x.length < 2 ? [1] : [x[1]]),
  channelShape,
  [
    { ...SPELLING, since: 9, fixedAttributes: { training_mode: 0 } },
    { ...SPELLING, until: 8, fixedAttributes: { spatial: 1 } },
  ],
  [
    { shapes: [[2, 3], [3], [3], [3], [3]] },
    { shapes: [[2, 3, 2, 2], [3], [3], [3], [3]], attributes: { epsilon: Math.fround(0.1) } },
    { shapes: [[3], [1], [1], [1], [1]] },
  ],
);

export const batchNormalizationOfElements = batchNormalizing(
  "batch_normalization_of_elements",
  (x) => x.slice(1),
  (x) => x.slice(1),
  { ...SPELLING, until: 8, fixedAttributes: { spatial: 0 } },
  [{ shapes: [[2, 3, 2], [3, 2], [3, 2], [3, 2], [3, 2]] }],
);

/**
 * @param statistics the shape of scale, bias, mean and variance, of the shape of x.
 * @param aligned that shape with the axes of x.
 */
function batchNormalizing(
  name: string,
  statistics: (x: Shape) => Shape,
  aligned: (x: Shape) => Shape,
  onnx: NonNullable<Op["onnx"]>,
  examples: readonly OpExample[],
): Op {
  return {
    name,
    parameters: ["x", "scale", "bias", "mean", "variance"],
    required: 5,
    attributes: EPSILON,
    inferShape([x, ...others]): Shape | ShapeProblem {
      const wrong = others.find((shape) => !sameShape(shape, statistics(x)));
      return wrong === undefined ? x : { problem: `${showShape(wrong)} are not the channels of ${showShape(x)}` };
    },
    computation: { kind: "expand", into: (context) => normalized(context, aligned) },
    onnx,
    examples,
  };
}

/** The shape of a number for each channel with the axes of x. */
export function channelShape(x: Shape): Shape {
  return x.map((extent, axis) => (axis === 1 ? extent : 1));
}

function normalized(context: ExpandContext, aligned: (x: Shape) => Shape): ValueId {
  const { builder, arguments: [x, scale, bias, mean, variance], origin } = context;
  const shape = aligned(builder.shapeOf(x));
  const alignedMean = builder.operation(reshape, [mean], { shape }, "mean", origin);
  const deviation = builder.operation(subtract, [x, alignedMean], {}, "deviation", origin);
  return scaledDeviation(context, deviation, { scale, bias, variance }, shape);
}

/**
 * deviation·(scale/√(variance + epsilon)) + bias.
 *
 * @param channels all of one shape.
 * @param shape that shape with the axes of the deviation.
 */
export function scaledDeviation(
  { builder, attributes, name, origin }: ExpandContext,
  deviation: ValueId,
  { scale, bias, variance }: Readonly<Record<"scale" | "bias" | "variance", ValueId>>,
  shape: Shape,
): ValueId {
  const align = (value: ValueId, one: string): ValueId => builder.operation(reshape, [value], { shape }, one, origin);
  const raised = builder.operation(addConstant, [variance], { addend: numberOf(attributes, "epsilon") }, "raised", origin);
  const spread = builder.operation(squareRoot, [raised], {}, "spread", origin);
  const factor = builder.operation(divide, [scale, spread], {}, "factor", origin);
  const scaled = builder.operation(multiply, [deviation, align(factor, "factor")], {}, "scaled", origin);
  return builder.operation(add, [scaled, align(bias, "bias")], {}, name, origin);
}
