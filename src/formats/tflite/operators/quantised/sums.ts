// CONV_2D, DEPTHWISE_CONV_2D, TRANSPOSE_CONV and FULLY_CONNECTED on quantised arrays of 8 or 16 bits: sums of i32 with integer weights of 8 bits.

import { convTranspose, spreadKernels } from "../../../../network/ops/conv-transpose.ts";
import { fromZero } from "../../../../network/ops/integers/from-zero.ts";
import { integerProducts } from "../../../../network/ops/integers/integer-products.ts";
import { reshape } from "../../../../network/ops/reshape.ts";
import { transpose } from "../../../../network/ops/transpose.ts";
import { framed, stepsOf } from "../../../../network/ops/windows/channels-last.ts";
import { convolved } from "../../../../network/ops/windows/convolved.ts";
import type { Application } from "../../application.ts";
import { oneScaleOf, quantisationOf } from "../../quantisation.ts";
import { Unsupported, type Operand } from "../../values.ts";
import { convolutionSteps, depthwiseSteps, groupsOf, transposedSteps } from "../convolutions.ts";
import { denseShapes } from "../dense.ts";
import type { Operation } from "../operation.ts";
import { windowsOn, type Steps } from "../windows.ts";
import { biasLessZero, hasLongBias, knownWeights, requireShortSums } from "./known-weights.ts";
import { BYTES_AND_WORDS, rangeOf, requantised, requantisedFromLong, type Range } from "./requantised.ts";

/** Where x, the weights and the biases are among the inputs. */
interface Places {
  readonly x: number;
  readonly bias: number;
}

const USUAL: Places = { x: 0, bias: 2 };
const OF_TRANSPOSED: Places = { x: 2, bias: 3 };

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
  const weights = knownWeights(application, 1, 0);
  const x = application.apply(reshape, [application.input(0)], { shape: rows });
  const turned = application.apply(transpose, [weights], { perm: [1, 0] });
  const sums = application.apply(integerProducts, [x, turned, biasOf(application, weights, USUAL)]);
  const range = rangeOf(application.outputs[0], application.options.byte(0), BYTES_AND_WORDS);
  const scaled = scaledSums(application, sums, factorsOfDense(application), range, USUAL);
  return [application.apply(reshape, [scaled], { shape: result })];
};

/** The extents of the result, filters [kernels, rows, columns, channels], x, and biases. */
export const quantisedTransposeConv: Operation = (application) => {
  const range = rangeOf(application.outputs[0], application.options.byte(3), BYTES_AND_WORDS);
  const weights = knownWeights(application, 1, 0);
  const kernels = application.apply(transpose, [weights], { perm: [3, 0, 1, 2] });
  const { zeroPoint } = oneScaleOf(application.tensor(OF_TRANSPOSED.x));
  const numbers = application.apply(fromZero, [application.input(OF_TRANSPOSED.x)], { zero: zeroPoint });
  const x = application.apply(transpose, [numbers], { perm: [0, 3, 1, 2] });
  const given = application.optional(OF_TRANSPOSED.bias);
  if (application.scalarOf(application.input(OF_TRANSPOSED.x)) === "i16") requireShortSums(weights, given);
  const bias = biasLessZero(application, { weights, zeroPoint: 0, bias: given });
  const attributes = { ...convTranspose.attributes, ...transposedSteps(application) };
  const shape = convTranspose.inferShape([x, kernels, bias].map((operand) => application.shapeOf(operand)), attributes);
  if ("problem" in shape) throw new Unsupported(shape.problem);
  const sums = application.written([x, kernels, bias], (builder, ids, { name, origin }) => {
    return spreadKernels({ builder, arguments: ids, attributes, name, origin });
  });
  const last = application.apply(transpose, [sums], { perm: [0, 2, 3, 1] });
  return [scaledSums(application, last, factorsOf(application, OF_TRANSPOSED.x), range, OF_TRANSPOSED)];
};

/** @param kernels [kernels, channels of a group, rows, columns] */
function windowSums(application: Application, kernels: Operand, steps: Steps, activation: number): Operand {
  const x = application.input(0);
  const { zeroPoint } = oneScaleOf(application.tensor(0));
  const group = groupsOf(application, x, kernels);
  const axes = windowsOn(application.shapeOf(x), application.shapeOf(kernels).slice(2), steps);
  const range = rangeOf(application.outputs[0], activation, BYTES_AND_WORDS);
  const sums = application.written([x, kernels, biasOf(application, kernels, USUAL)], (builder, [ofX, ofKernels, ofBias], { origin }) => {
    const within = framed(builder, ofX, axes, zeroPoint, origin);
    return convolved(builder, { within, kernels: ofKernels, bias: [ofBias], group, steps: stepsOf(axes) }, origin);
  });
  return scaledSums(application, sums, factorsOf(application, 0), range, USUAL);
}

function biasOf(application: Application, weights: Operand, { x, bias }: Places): Operand {
  const given = application.optional(bias);
  if (application.scalarOf(application.input(x)) === "i16") requireShortSums(weights, given);
  return biasLessZero(application, { weights, zeroPoint: oneScaleOf(application.tensor(x)).zeroPoint, bias: given });
}

function scaledSums(application: Application, sums: Operand, factors: readonly number[], range: Range, { bias }: Places): Operand {
  return (hasLongBias(application, bias) ? requantisedFromLong : requantised)(application, sums, factors, range);
}

/** One scale of weights without a bias is multiplied in float32. */
function factorsOfDense(application: Application): readonly number[] {
  const factors = factorsOf(application, 0);
  if (factors.length > 1 || application.optional(2) !== undefined) return factors;
  const [x, weights, result] = [application.tensor(0), application.tensor(1), application.outputs[0]].map((tensor) => oneScaleOf(tensor).scale);
  return [Math.fround(x * weights) / result];
}

/** Of the scales of x, of the weights and of the result. */
function factorsOf(application: Application, x: number): readonly number[] {
  const [{ scale }, { scale: result }] = [application.tensor(x), application.outputs[0]].map(oneScaleOf);
  const { scales } = quantisationOf(application.tensor(1));
  return scales.map((one) => (scale * one) / result);
}
