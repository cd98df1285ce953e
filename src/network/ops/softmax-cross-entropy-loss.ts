// softmax_cross_entropy_loss: the negative log-likelihood loss of the scores' log_softmax along axis 1, with the reductions, weights and
// the ignored label that loss has; cross_entropy_log_probabilities: that log_softmax. ONNX SoftmaxCrossEntropyLoss-13.

import type { ExpandContext, Op, ValueId } from "../op.ts";
import { logSoftmax } from "./log-softmax.ts";
import {
  LOSS_ATTRIBUTES, LOSS_EXAMPLES, lossScalar, lossShape, lossSpellings, negativeLogLikelihoodLoss,
} from "./negative-log-likelihood-loss.ts";

const PARAMETERS = { parameters: ["scores", "labels", "weights"], required: 2 } as const;

export const crossEntropyLogProbabilities: Op = {
  name: "cross_entropy_log_probabilities",
  ...PARAMETERS,
  attributes: {},
  inferShape: ([scores]) => scores,
  inferScalar: lossScalar,
  computation: { kind: "expand", into: (context) => logProbabilities(context, context.name) },
  examples: [{ shapes: [[2, 3, 2], [2, 2]], scalars: ["f32", "i32"] }],
};

export const softmaxCrossEntropyLoss: Op = {
  name: "softmax_cross_entropy_loss",
  ...PARAMETERS,
  attributes: LOSS_ATTRIBUTES,
  inferShape: lossShape,
  inferScalar: lossScalar,
  computation: {
    kind: "expand",
    into(context) {
      const { builder, arguments: [, ...others], attributes, name, origin } = context;
      const probabilities = logProbabilities(context, "log_probabilities");
      return builder.operation(negativeLogLikelihoodLoss, [probabilities, ...others], attributes, name, origin);
    },
  },
  onnx: lossSpellings("SoftmaxCrossEntropyLoss", { furtherOutputs: [crossEntropyLogProbabilities] }),
  examples: LOSS_EXAMPLES,
};

function logProbabilities({ builder, arguments: [scores], origin }: ExpandContext, name: string): ValueId {
  return builder.operation(logSoftmax, [scores], { axis: 1 }, name, origin);
}
