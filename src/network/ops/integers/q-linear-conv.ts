// q_linear_conv: a convolution of quantised arrays, with a bias of i32 in units of x_scale·w_scale, requantised. A bias stands for b. ONNX QLinearConv-10.

import type { Op } from "../../op.ts";
import { conv, CONVOLUTION_SPELLING } from "../conv.ts";
import { channelsFirst } from "../windows/channels-last.ts";
import { problemOfFactors } from "./narrow-factors.ts";
import { quantisedConvolution } from "./quantised-convolution.ts";
import { CLAMP_ATTRIBUTES, problemOfResult, requantizedSums } from "./requantized-sums.ts";
import { problemOfScales } from "./zero-shapes.ts";

export const qLinearConv: Op = {
  name: "q_linear_conv",
  parameters: ["x", "x_scale", "x_zero_point", "w", "w_scale", "w_zero_point", "y_scale", "y_zero_point", "b"],
  required: 8,
  attributes: { ...conv.attributes, ...CLAMP_ATTRIBUTES },
  inferShape([x, xScale, xZero, w, wScale, wZero, yScale, yZero, ...b], attributes) {
    const alone = [xScale, xZero, yScale, yZero].map((shape) => [shape, undefined] as const);
    return problemOfScales(...alone, [wScale, w[0]], [wZero, w[0]]) ?? conv.inferShape([x, w, ...b], attributes);
  },
  inferScalar: ([x, xScale, xZero, w, wScale, wZero, yScale, yZero, b]) =>
    problemOfFactors([x, w], [xZero, wZero]) ?? problemOfResult([xScale, wScale, yScale], yZero, b) ?? yZero,
  computation: {
    kind: "expand",
    into(context) {
      const [x, xScale, xZero, w, wScale, wZero, yScale, yZero, bias] = context.arguments;
      const sums = quantisedConvolution(context, { x, xZero, w, wZero, bias });
      const found = requantizedSums(context, sums, { xScale, wScale, yScale, yZero }, "requantized");
      return channelsFirst(context.builder, found, context.name, context.origin);
    },
  },
  // A file that is written would declare int64 for integers of 8 and 32 bits.
  onnx: { ...CONVOLUTION_SPELLING, type: "QLinearConv", since: 10, isOnlyRead: true },
  examples: [
    {
      shapes: [[1, 2, 4, 3], [], [], [3, 2, 2, 2], [3], [3], [], [], [3]],
      scalars: ["u8", "f32", "u8", "i8", "f32", "i8", "f32", "i8", "i32"],
      attributes: { pads: [1, 0, 1, 1] },
    },
    { shapes: [[1, 4, 5], [], [], [4, 1, 3], [], [], [], []], scalars: ["u8", "f32", "u8", "u8", "f32", "u8", "f32", "u8"], attributes: { group: 4, least: 3, greatest: 200 } },
  ],
};
