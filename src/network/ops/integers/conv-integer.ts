// conv_integer: convolutions of integers of 8 bits less their zero points, in i32. ONNX ConvInteger-10.

import type { Op } from "../../op.ts";
import { conv, CONVOLUTION_SPELLING } from "../conv.ts";
import { channelsFirst } from "../windows/channels-last.ts";
import { problemOfZeros, ZERO_ATTRIBUTES, zerosOfFactors, zeroSpellings } from "./factor-zeros.ts";
import { problemOfFactors } from "./narrow-factors.ts";
import { quantisedConvolution } from "./quantised-convolution.ts";
import { problemOfScales } from "./zero-shapes.ts";

export const convInteger: Op = {
  name: "conv_integer",
  parameters: ["x", "w", "x_zero_point", "w_zero_point"],
  required: 2,
  constantNames: [undefined, "W"],
  attributes: { ...conv.attributes, ...ZERO_ATTRIBUTES },
  inferShape([x, w, ...zeros], attributes) {
    const [xZero, wZero] = zerosOfFactors(zeros, attributes);
    return problemOfZeros(zeros, attributes) ?? problemOfScales([xZero, undefined], [wZero, w[0]]) ?? conv.inferShape([x, w], attributes);
  },
  inferScalar: ([x, w, ...zeros], attributes) => problemOfFactors([x, w], zerosOfFactors(zeros, attributes)) ?? "i32",
  computation: {
    kind: "expand",
    into(context) {
      const [x, w, ...zeros] = context.arguments;
      const [xZero, wZero] = zerosOfFactors(zeros, context.attributes);
      return channelsFirst(context.builder, quantisedConvolution(context, { x, xZero, w, wZero, bias: undefined }), context.name, context.origin);
    },
  },
  // A file that is written would declare int64 for integers of 8 and 32 bits.
  onnx: zeroSpellings({ ...CONVOLUTION_SPELLING, type: "ConvInteger", since: 10, isOnlyRead: true }),
  examples: [
    { shapes: [[1, 2, 4, 3], [3, 2, 2, 2], []], scalars: ["u8", "i8", "u8"], attributes: { pads: [1, 0, 1, 1] } },
    { shapes: [[1, 4, 5], [4, 1, 3], [], [4]], scalars: ["u8", "u8", "u8", "u8"], attributes: { group: 4, auto_pad: 2 } },
    { shapes: [[2, 4, 5], [2, 2, 2]], scalars: ["i8", "i8"], attributes: { group: 2, strides: [2] } },
    { shapes: [[1, 2, 4], [2, 2, 2], [2]], scalars: ["u8", "i8", "i8"], attributes: { first: 1 } },
  ],
};
