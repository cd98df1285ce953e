// max_pool: the maximum of each window of each channel, NaN passed over, at least the smallest float32, as onnxruntime has it. ONNX MaxPool-22.

import { isInteger, SCALARS } from "../../program/scalar.ts";
import { accepted } from "../axes.ts";
import type { Op } from "../op.ts";
import { maxPoolPositions } from "./max-pool-positions.ts";
import { channelsFirst, channelsLast, framed, stepsOf } from "./windows/channels-last.ts";
import { pooledShape, poolSpelling, poolWindows } from "./windows/pool-windows.ts";
import { windowMaximum, windowMaximumOfIntegers } from "./windows/window-reductions.ts";

export const maxPool: Op = {
  name: "max_pool",
  parameters: ["x"],
  required: 1,
  /** What its positions have: the order in which these are counted is nothing to the maximum. */
  attributes: maxPoolPositions.attributes,
  inferShape: ([x], attributes) => pooledShape(x, attributes),
  inferScalar: ([x]) => (x === "f32" || isInteger(x) ? x : { problem: `its x is of ${x} instead of numbers` }),
  computation: {
    kind: "expand",
    into({ builder, arguments: [x], attributes, name, origin }) {
      const axes = accepted(poolWindows(builder.shapeOf(x), attributes));
      const scalar = builder.scalarOf(x);
      const { least } = SCALARS[scalar];
      const within = framed(builder, channelsLast(builder, x, origin), axes, least, origin);
      const steps = { kernel: axes.map(({ kernel }) => kernel), ...stepsOf(axes) };
      const pooled = builder.operation(scalar === "f32" ? windowMaximum : windowMaximumOfIntegers, [within], steps, "pooled", origin);
      return channelsFirst(builder, pooled, name, origin);
    },
  },
  onnx: {
    ...poolSpelling("MaxPool"),
    attributes: { ...poolSpelling("MaxPool").attributes, storage_order: { name: "storage_order", type: "int" } },
    furtherOutputs: [maxPoolPositions],
  },
  examples: [
    { shapes: [[1, 2, 4, 5]], attributes: { kernel_shape: [2, 3], strides: [2, 1] } },
    { shapes: [[1, 2, 4, 5]], attributes: { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 0, 1, 2], ceil_mode: 1 } },
    { shapes: [[2, 1, 6]], attributes: { kernel_shape: [2], dilations: [3], pads: [1, 0] } },
    { shapes: [[1, 2, 5]], scalars: ["i32"], attributes: { kernel_shape: [2], strides: [2], auto_pad: 3 } },
    { shapes: [[1, 2, 5]], scalars: ["i8"], attributes: { kernel_shape: [3], pads: [1, 1] } },
  ],
};
