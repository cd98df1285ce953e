// average_pool: the sum of each window of each channel divided by its elements, those of the padding where count_include_pad says so; what lies
// beyond the padding never counts. ONNX AveragePool-22.

import { accepted } from "../axes.ts";
import { numberOf } from "../attributes.ts";
import type { Op } from "../op.ts";
import { averageOfWindows } from "./windows/average-of-windows.ts";
import { channelsFirst, channelsLast } from "./windows/channels-last.ts";
import { POOL_ATTRIBUTES, pooledShape, poolSpelling, poolWindows } from "./windows/pool-windows.ts";

export const averagePool: Op = {
  name: "average_pool",
  parameters: ["x"],
  required: 1,
  attributes: { ...POOL_ATTRIBUTES, count_include_pad: 0 },
  inferShape: ([x], attributes) => pooledShape(x, attributes),
  computation: {
    kind: "expand",
    into({ builder, arguments: [x], attributes, name, origin }) {
      const axes = accepted(poolWindows(builder.shapeOf(x), attributes));
      const countsPadding = numberOf(attributes, "count_include_pad") !== 0;
      const average = averageOfWindows(builder, channelsLast(builder, x, origin), axes, { countsPadding, name: "average", origin });
      return channelsFirst(builder, average, name, origin);
    },
  },
  onnx: {
    ...poolSpelling("AveragePool"),
    attributes: {
      ...poolSpelling("AveragePool").attributes,
      dilations: { name: "dilations", type: "ints", since: 19 },
      count_include_pad: { name: "count_include_pad", type: "int" },
    },
  },
  examples: [
    { shapes: [[1, 2, 4, 5]], attributes: { kernel_shape: [2, 3], strides: [2, 1] } },
    { shapes: [[1, 2, 4, 5]], attributes: { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 0, 1, 2], ceil_mode: 1 } },
    { shapes: [[1, 2, 4, 5]], attributes: { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 0, 1, 2], ceil_mode: 1, count_include_pad: 1 } },
    { shapes: [[2, 1, 6]], attributes: { kernel_shape: [2], dilations: [3], pads: [1, 0] } },
    { shapes: [[2, 1, 6]], attributes: { kernel_shape: [2], auto_pad: 3 } },
  ],
};
