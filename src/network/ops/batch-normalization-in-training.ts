// batch_normalization_in_training: (x − mean)·(scale/√(variance + epsilon)) + bias for each channel, axis 1 of x, with the mean and the variance
// of x itself along all other axes. running_mean, running_variance: momentum·given + (1 − momentum)·own, what training would go on with; the
// variance is divided by the number of elements. ONNX BatchNormalization-15 in training mode; Ioffe and Szegedy 2015.

import { numberOf } from "../attributes.ts";
import { sameShape } from "../broadcast.ts";
import type { ExpandContext, OnnxSpelling, Op, OpExample, ValueId } from "../op.ts";
import { showShape, type Shape, type ShapeProblem } from "../shape.ts";
import { add } from "./add.ts";
import { channelShape, scaledDeviation } from "./batch-normalization.ts";
import { deviationsOf } from "./deviations.ts";
import { multiply } from "./multiply.ts";
import { reduceMean } from "./reduce-mean.ts";
import { reshape } from "./reshape.ts";

const ATTRIBUTES = { epsilon: Math.fround(1e-5), momentum: Math.fround(0.9) };

const EXAMPLES: readonly OpExample[] = [
  { shapes: [[3, 2], [2], [2], [2], [2]] },
  { shapes: [[2, 3, 2, 2], [3], [3], [3], [3]], attributes: { epsilon: Math.fround(0.1), momentum: 0.25 } },
];

/** The further outputs of BatchNormalization. */
export const runningMean = running("running_mean", 3, ({ builder, arguments: [x], origin }, axes) => {
  return builder.operation(reduceMean, [x], { axes }, "batch_mean", origin);
});
export const runningVariance = running("running_variance", 4, ({ builder, arguments: [x], origin }, axes) => deviationsOf(builder, x, axes, origin).variance);

const ONNX: OnnxSpelling = {
  type: "BatchNormalization",
  since: 14,
  attributes: { epsilon: { name: "epsilon", type: "float" }, momentum: { name: "momentum", type: "float" } },
  namingAttributes: { training_mode: 1 },
  furtherOutputs: [runningMean, runningVariance],
  hasAllOutputs: true,
  isOfTraining: true,
};

export const batchNormalizationInTraining: Op = {
  name: "batch_normalization_in_training",
  parameters: ["x", "scale", "bias", "mean", "variance"],
  required: 5,
  attributes: ATTRIBUTES,
  inferShape: ([x, ...others]) => problemOf(x, others) ?? x,
  computation: {
    kind: "expand",
    into(context) {
      const { builder, arguments: [x, scale, bias], origin } = context;
      const { deviation, variance } = deviationsOf(builder, x, otherAxes(builder.shapeOf(x)), origin);
      const ofChannels = builder.operation(reshape, [variance], { shape: builder.shapeOf(scale) }, "variance", origin);
      return scaledDeviation(context, deviation, { scale, bias, variance: ofChannels }, channelShape(builder.shapeOf(x)));
    },
  },
  onnx: ONNX,
  examples: EXAMPLES,
};

/**
 * A statistic for each channel, carried on.
 *
 * @param given the argument that it was before.
 * @param own of x along the axes, which have one element.
 */
function running(name: string, given: number, own: (context: ExpandContext, axes: readonly number[]) => ValueId): Op {
  return {
    name,
    parameters: ["x", "scale", "bias", "mean", "variance"],
    required: 5,
    attributes: ATTRIBUTES,
    inferShape: ([x, ...others]) => problemOf(x, others) ?? others[0],
    computation: {
      kind: "expand",
      into(context) {
        const { builder, arguments: values, attributes, origin } = context;
        const momentum = numberOf(attributes, "momentum");
        const share = (value: ValueId, factor: number, what: string): ValueId =>
          builder.operation(multiply, [value, builder.parameter("share", [], Float32Array.of(factor), origin)], {}, what, origin);
        const shape = builder.shapeOf(values[given]);
        const ofBatch = builder.operation(reshape, [own(context, otherAxes(builder.shapeOf(values[0])))], { shape }, "of_batch", origin);
        return builder.operation(add, [share(values[given], momentum, "kept"), share(ofBatch, 1 - momentum, "added")], {}, context.name, origin);
      },
    },
    examples: EXAMPLES,
  };
}

function problemOf(x: Shape, others: readonly Shape[]): ShapeProblem | undefined {
  const channels = x.length < 2 ? [1] : [x[1]];
  const wrong = others.find((shape) => !sameShape(shape, channels));
  return wrong === undefined ? undefined : { problem: `${showShape(wrong)} are not the channels of ${showShape(x)}` };
}

/** All but that of the channels. */
function otherAxes(x: Shape): readonly number[] {
  return [...x.keys()].filter((axis) => axis !== 1);
}
