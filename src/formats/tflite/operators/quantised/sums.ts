// CONV_2D, DEPTHWISE_CONV_2D and FULLY_CONNECTED on quantised arrays: sums of i32 with integer weights of 8 bits. What the zero point of x adds to each sum is
// known, and taken from the bias.

import { sameShape } from "../../../../network/broadcast.ts";
import { integerProducts } from "../../../../network/ops/integers/integer-products.ts";
import { reshape } from "../../../../network/ops/reshape.ts";
import { transpose } from "../../../../network/ops/transpose.ts";
import { framed, stepsOf } from "../../../../network/ops/windows/channels-last.ts";
import { convolved } from "../../../../network/ops/windows/convolved.ts";
import { elementCount, type Shape } from "../../../../network/shape.ts";
import { SCALARS, type Scalar } from "../../../../program/scalar.ts";
import type { Application } from "../../application.ts";
import { oneScaleOf, quantisationOf } from "../../quantisation.ts";
import { Unsupported, type Operand } from "../../values.ts";
import { convolutionSteps, depthwiseSteps, groupsOf } from "../convolutions.ts";
import { denseShapes } from "../dense.ts";
import type { Operation } from "../operation.ts";
import { windowsOn, type Steps } from "../windows.ts";
import { rangeOf, requantised } from "./requantised.ts";

export const quantisedConv2d: Operation = (application) => {
  const kernels = application.apply(transpose, [knownWeights(application, 0)], { perm: [0, 3, 1, 2] });
  return [windowSums(application, kernels, convolutionSteps(application), application.options.byte(3))];
};

export const quantisedDepthwiseConv2d: Operation = (application) => {
  const kernels = application.apply(transpose, [knownWeights(application, 3)], { perm: [3, 0, 1, 2] });
  return [windowSums(application, kernels, depthwiseSteps(application), application.options.byte(4))];
};

export const quantisedFullyConnected: Operation = (application) => {
  const { rows, result } = denseShapes(application);
  const { zeroPoint } = oneScaleOf(application.tensor(0));
  const weights = knownWeights(application, 0);
  const range = rangeOf(application.outputs[0], application.options.byte(0));
  const x = application.apply(reshape, [application.input(0)], { shape: rows });
  const turned = application.apply(transpose, [weights], { perm: [1, 0] });
  const sums = application.apply(integerProducts, [x, turned, biasOf(application, weights, zeroPoint)]);
  const stored = requantised(application, sums, factorsOfDense(application), range);
  return [application.apply(reshape, [stored], { shape: result })];
};

/** @param kernels [kernels, channels of a group, rows, columns] */
function windowSums(application: Application, kernels: Operand, steps: Steps, activation: number): Operand {
  const x = application.input(0);
  const { zeroPoint } = oneScaleOf(application.tensor(0));
  const group = groupsOf(application, x, kernels);
  const axes = windowsOn(application.shapeOf(x), application.shapeOf(kernels).slice(2), steps);
  const bias = biasOf(application, kernels, zeroPoint);
  const range = rangeOf(application.outputs[0], activation);
  const sums = application.written([x, kernels, bias], (builder, [ofX, ofKernels, ofBias], { origin }) => {
    const within = framed(builder, ofX, axes, zeroPoint, origin);
    return convolved(builder, { within, kernels: ofKernels, bias: [ofBias], group, steps: stepsOf(axes) }, origin);
  });
  return requantised(application, sums, factorsOf(application), range);
}

/** Less their zero points, in the narrowest type that holds them. @throws Unsupported where they are not constant, or their scales are not along that axis. */
function knownWeights(application: Application, axis: number): Operand {
  const weights = application.input(1);
  if (weights.kind !== "known") throw new Unsupported("its weights are computed from the model's inputs, and have to be constant");
  const { scales, zeroPoints, axis: own } = quantisationOf(application.tensor(1));
  if (scales.length > 1 && own !== axis) throw new Unsupported(`its weights have a scale for each index of axis ${own} instead of axis ${axis}`);
  if (zeroPoints.every((zero) => zero === 0)) return weights;
  const { shape, data } = weights.array;
  const inner = elementCount(shape.slice(axis + 1));
  const zeroAt = (place: number): number => zeroPoints[zeroPoints.length === 1 ? 0 : Math.floor(place / inner) % shape[axis]];
  const shifted = Int32Array.from(data, (value, place) => value - zeroAt(place));
  const scalar = narrowest(shifted);
  return application.known(application.tensor(1).name, { scalar, shape, data: SCALARS[scalar].newValues(shifted.length).map((_, place) => shifted[place]) });
}

function narrowest(values: Int32Array): Scalar {
  const [least, greatest] = [values.reduce((low, value) => Math.min(low, value), 0), values.reduce((high, value) => Math.max(high, value), 0)];
  return (["i8", "u8"] as const).find((scalar) => SCALARS[scalar].least <= least && SCALARS[scalar].greatest >= greatest) ?? "i16";
}

/** The bias, or 0, less what the zero point adds: one for each index of the weights' first axis. */
function biasOf(application: Application, weights: Operand, zeroPoint: number): Operand {
  if (weights.kind !== "known") throw new Unsupported("its weights are too large to be prepared");
  const { shape, data } = weights.array;
  const bias = application.optional(2);
  const fits = bias === undefined || (bias.kind === "known" && bias.array.scalar === "i32" && sameShape(bias.array.shape, [shape[0]]));
  if (!fits) throw new Unsupported(`its bias is not a constant int32 for each of ${shape[0]} results`);
  const given = bias?.kind === "known" ? bias.array.data : new Int32Array(shape[0]);
  return application.constant("b", "i32", [shape[0]], sumsOfFirstAxis(shape, data).map((sum, index) => (given[index] - Math.imul(zeroPoint, sum)) | 0));
}

function sumsOfFirstAxis(shape: Shape, data: ArrayLike<number>): readonly number[] {
  const inner = elementCount(shape.slice(1));
  return Array.from({ length: shape[0] }, (_, index) => {
    let sum = 0;
    for (let place = index * inner; place < (index + 1) * inner; place++) sum += data[place];
    return sum | 0;
  });
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
