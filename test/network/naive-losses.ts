// The losses of classes as the ONNX standard's text defines them: target by target, sharing nothing with the computations of the ops but
// the order of sums.

import { numberOf } from "../../src/network/attributes.ts";
import { logSoftmaxOf } from "./naive-normalisations.ts";
import { sumAxisByAxis } from "./naive-sums.ts";
import { element, positions, tensor, type NaiveCall, type NaiveOps, type Rounding, type Tensor } from "./tensor.ts";

export const NAIVE_LOSSES: NaiveOps = {
  cross_entropy_log_probabilities: ({ args: [scores], round }) => logProbabilities(scores, round),
  negative_log_likelihood_loss: (call) => loss(call),
  softmax_cross_entropy_loss: (call) => {
    const [scores, ...others] = call.args;
    return loss({ ...call, args: [logProbabilities(scores, call.round), ...others] });
  },
};

function loss(call: NaiveCall): Tensor {
  const { args: [x, targets, ...weights], attributes, round } = call;
  const classes = x.shape[1];
  const each = positions(targets.shape).map((at) => {
    const target = element(targets, at);
    const counted = Math.min(Math.max(target < 0 ? target + classes : target, 0), classes - 1);
    const isIgnored = numberOf(attributes, "ignores") === 1 && target === numberOf(attributes, "ignore_index");
    const weight = isIgnored ? 0 : weights.length === 0 ? 1 : weights[0].data[counted];
    const own = -element(x, [at[0], counted, ...at.slice(1)]);
    return { loss: isIgnored ? 0 : weights.length === 0 ? own : round(own * weight), weight };
  });
  const losses = each.map((one) => one.loss);
  const isWeighted = weights.length > 0 || numberOf(attributes, "ignores") === 1;
  const sum = (list: readonly number[]): number => sumAxisByAxis(list, targets.shape, (one, other) => round(one + other));
  switch (numberOf(attributes, "reduction")) {
    case 0:
      return { shape: targets.shape, data: losses };
    case 1:
      return { shape: [], data: [sum(losses)] };
    default:
      return { shape: [], data: [round(sum(losses) / (isWeighted ? sum(each.map((one) => one.weight)) : losses.length))] };
  }
}

function logProbabilities(x: Tensor, round: Rounding): Tensor {
  return tensor(x.shape, (at) => logSoftmaxOf(Array.from({ length: x.shape[1] }, (_, place) => element(x, at.with(1, place))), round)[at[1]]);
}
