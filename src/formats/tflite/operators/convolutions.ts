// CONV_2D, DEPTHWISE_CONV_2D and TRANSPOSE_CONV of floats. The channels of arrays are last, as in the convolutions that networks are made of.

import type { Attributes } from "../../../network/attributes.ts";
import { convTranspose } from "../../../network/ops/conv-transpose.ts";
import { transpose } from "../../../network/ops/transpose.ts";
import { framed, stepsOf } from "../../../network/ops/windows/channels-last.ts";
import { convolved } from "../../../network/ops/windows/convolved.ts";
import { sameShape } from "../../../network/broadcast.ts";
import { showShape } from "../../../network/shape.ts";
import type { Application } from "../application.ts";
import { Unsupported, type Operand } from "../values.ts";
import { activated } from "./activated.ts";
import { floatAt } from "./floats.ts";
import type { Operation } from "./operation.ts";
import { paddingOf, windowsOn, type Steps } from "./windows.ts";

/** Filters [kernels, rows, columns, channels of a group]. */
export const conv2d: Operation = (application) => {
  const kernels = application.apply(transpose, [floatAt(application, 1)], { perm: [0, 3, 1, 2] });
  return [activated(application, windowSums(application, kernels, convolutionSteps(application)), application.options.byte(3))];
};

/** Filters [1, rows, columns, kernels]: each meets one channel, and each channel as many of them. */
export const depthwiseConv2d: Operation = (application) => {
  const kernels = application.apply(transpose, [floatAt(application, 1)], { perm: [3, 0, 1, 2] });
  return [activated(application, windowSums(application, kernels, depthwiseSteps(application)), application.options.byte(4))];
};

export function convolutionSteps({ options }: Application): Steps {
  return { padding: options.byte(0), strides: [options.integer(2), options.integer(1)], dilations: [options.integer(5, 1), options.integer(4, 1)] };
}

export function depthwiseSteps({ options }: Application): Steps {
  return { padding: options.byte(0), strides: [options.integer(2), options.integer(1)], dilations: [options.integer(6, 1), options.integer(5, 1)] };
}

/** How many groups the channels of x are in, for kernels that each meet those of one. @throws Unsupported where they do not fit. */
export function groupsOf(application: Application, x: Operand, kernels: Operand): number {
  const [shape, own] = [application.shapeOf(x), application.shapeOf(kernels)];
  const [count, depth] = own;
  const group = (shape.at(-1) ?? 0) / depth;
  if (shape.length === 4 && own.length === 4 && Number.isInteger(group) && group >= 1 && count % group === 0) return group;
  throw new Unsupported(`${count} kernels of ${depth} channels do not fit ${showShape(shape)}`);
}

/** @param kernels [kernels, channels of a group, rows, columns] */
function windowSums(application: Application, kernels: Operand, steps: Steps): Operand {
  const x = floatAt(application, 0);
  const group = groupsOf(application, x, kernels);
  const own = application.shapeOf(kernels);
  const axes = windowsOn(application.shapeOf(x), own.slice(2), steps);
  const bias = application.optional(2) === undefined ? [] : [floatAt(application, 2)];
  if (bias.some((one) => !sameShape(application.shapeOf(one), [own[0]]))) throw new Unsupported(`its bias is not one number for each of ${own[0]} kernels`);
  return application.written([x, kernels, ...bias], (builder, [ofX, ofKernels, ...ofBias], { origin }) => {
    const within = framed(builder, ofX, axes, 0, origin);
    return convolved(builder, { within, kernels: ofKernels, bias: ofBias, group, steps: stepsOf(axes) }, origin);
  });
}

/** The extents of the result, filters [kernels, rows, columns, channels], x, and biases. */
export const transposeConv: Operation = (application) => {
  const channelsFirst = application.apply(transpose, [floatAt(application, 2)], { perm: [0, 3, 1, 2] });
  const kernels = application.apply(transpose, [floatAt(application, 1)], { perm: [3, 0, 1, 2] });
  const bias = application.optional(3) === undefined ? [] : [floatAt(application, 3)];
  const spread = application.apply(convTranspose, [channelsFirst, kernels, ...bias], transposedSteps(application));
  return [activated(application, application.apply(transpose, [spread], { perm: [0, 2, 3, 1] }), application.options.byte(3))];
};

/** As conv_transpose has them; the extents of the result are input 0, and its own where that is no constant. */
export function transposedSteps(application: Application): Attributes {
  const { options } = application;
  const extents = application.input(0).kind === "known" ? application.numbers(0) : application.outputs[0].shape;
  return { strides: [options.integer(2), options.integer(1)], output_shape: extents.slice(1, 3), auto_pad: paddingOf(options.byte(0)) };
}
