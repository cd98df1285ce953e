// CONV_2D, DEPTHWISE_CONV_2D and FULLY_CONNECTED on quantised arrays: sums of i32 with integer weights of 8 bits (known-weights.ts).

import { integerProducts } from "../../../../network/ops/integers/integer-products.ts";
import { reshape } from "../../../../network/ops/reshape.ts";
import { transpose } from "../../../../network/ops/transpose.ts";
import { framed, stepsOf } from "../../../../network/ops/windows/channels-last.ts";
import { convolved } from "../../../../network/ops/windows/convolved.ts";
import type { Application } from "../../application.ts";
import { oneScaleOf, quantisationOf } from "../../quantisation.ts";
import type { Operand } from "../../values.ts";
import { convolutionSteps, depthwiseSteps, groupsOf } from "../convolutions.ts";
import { denseShapes } from "../dense.ts";
import type { Operation } from "../operation.ts";
import { windowsOn, type Steps } from "../windows.ts";
import { biasLessZero, knownWeights } from "./known-weights.ts";
import { rangeOf, requantised } from "./requantised.ts";

export const quantisedConv2d: Operation = (application) => {
  const kernels = application.apply(transpose, [knownWeights(application, 1, 0)], { perm: [0, 3, 1, 2] });
  return [windowSums(application, kernels, convolutionSteps(application), application.options.byte(3))];
};

export const quantisedDepthwiseConv2d: Operation = (application) => {
  const kernels = application.apply(transpose, [knownWeights(application, 1, 3)], { perm: [3, 0, 1, 2] });
  return [windowSums(application, kernels, depthwiseSteps(application), application.options.byte(4))];
};

export const quantisedFullyConnected: Operation = (application) => {
  const { rows, result } = denseShapes(application);
  const { zeroPoint } = oneScaleOf(application.tensor(0));
  const weights = knownWeights(application, 1, 0);
  const range = rangeOf(application.outputs[0], application.options.byte(0));
  const x = application.apply(reshape, [application.input(0)], { shape: rows });
  const turned = application.apply(transpose, [weights], { perm: [1, 0] });
  const sums = application.apply(integerProducts, [x, turned, biasLessZero(application, { weights, zeroPoint, bias: application.optional(2) })]);
  const stored = requantised(application, sums, factorsOfDense(application), range);
  return [application.apply(reshape, [stored], { shape: result })];
};

/** @param kernels [kernels, channels of a group, rows, columns] */
function windowSums(application: Application, kernels: Operand, steps: Steps, activation: number): Operand {
  const x = application.input(0);
  const { zeroPoint } = oneScaleOf(application.tensor(0));
  const group = groupsOf(application, x, kernels);
  const axes = windowsOn(application.shapeOf(x), application.shapeOf(kernels).slice(2), steps);
  const bias = biasLessZero(application, { weights: kernels, zeroPoint, bias: application.optional(2) });
  const range = rangeOf(application.outputs[0], activation);
  const sums = application.written([x, kernels, bias], (builder, [ofX, ofKernels, ofBias], { origin }) => {
    const within = framed(builder, ofX, axes, zeroPoint, origin);
    return convolved(builder, { within, kernels: ofKernels, bias: [ofBias], group, steps: stepsOf(axes) }, origin);
  });
  return requantised(application, sums, factorsOf(application), range);
}

/** One scale of weights without a bias is multiplied in float32. */
function factorsOfDense(application: Application): readonly number[] {
  const factors = factorsOf(application);
  if (factors.length > 1 || application.optional(2) !== undefined) return factors;
  const [x, weights, result] = [application.tensor(0), application.tensor(1), application.outputs[0]].map((tensor) => oneScaleOf(tensor).scale);
  return [Math.fround(x * weights) / result];
}

/** Of the scales of x, of the weights and of the result. */
function factorsOf(application: Application): readonly number[] {
  const [{ scale }, { scale: result }] = [application.tensor(0), application.outputs[0]].map(oneScaleOf);
  const { scales } = quantisationOf(application.tensor(1));
  return scales.map((one) => (scale * one) / result);
}
