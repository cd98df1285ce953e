// average_pool: the sum of each window of each channel divided by its elements, those of the padding where count_include_pad says so; what lies
// beyond the padding never counts. ONNX AveragePool-22.

import { accepted } from "../axes.ts";
import { numberOf } from "../attributes.ts";
import type { ExpandContext, Op, ValueId } from "../op.ts";
import { elementCount } from "../shape.ts";
import { divide } from "./divide.ts";
import { channelsFirst, channelsLast, framed, stepsOf } from "./windows/channels-last.ts";
import { POOL_ATTRIBUTES, pooledShape, poolSpelling, poolWindows } from "./windows/pool-windows.ts";
import type { WindowAxis } from "./windows/window-axes.ts";
import { windowSum } from "./windows/window-reductions.ts";
import { divideBy } from "./with-constant.ts";

export const averagePool: Op = {
  name: "average_pool",
  parameters: ["x"],
  required: 1,
  attributes: { ...POOL_ATTRIBUTES, count_include_pad: 0 },
  inferShape: ([x], attributes) => pooledShape(x, attributes),
  computation: {
    kind: "expand",
    into(context) {
      const { builder, arguments: [x], attributes, name, origin } = context;
      const axes = accepted(poolWindows(builder.shapeOf(x), attributes));
      const within = framed(builder, channelsLast(builder, x, origin), axes, 0, origin);
      const sum = builder.operation(windowSum, [within], { kernel: axes.map(({ kernel }) => kernel), ...stepsOf(axes) }, "sum", origin);
      return channelsFirst(builder, averaged(context, sum, axes), name, origin);
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

/** One number divides all sums where every window has as many elements. */
function averaged({ builder, attributes, origin }: ExpandContext, sum: ValueId, axes: readonly WindowAxis[]): ValueId {
  const counts = axes.map((axis) => Array.from({ length: axis.count }, (_, window) => countedElements(axis, window, numberOf(attributes, "count_include_pad") !== 0)));
  if (counts.every((along) => new Set(along).size === 1)) {
    return builder.operation(divideBy, [sum], { divisor: elementCount(counts.map(([count]) => count)) }, "average", origin);
  }
  const products = counts.reduce<readonly number[]>((all, along) => all.flatMap((one) => along.map((other) => one * other)), [1]);
  const divisors = builder.parameter("counts", [...axes.map(({ count }) => count), 1], Float32Array.from(products), origin);
  return builder.operation(divide, [sum, divisors], {}, "average", origin);
}

/** How many elements of a window count, along one axis. */
function countedElements({ extent, kernel, stride, dilation, before, after }: WindowAxis, window: number, countsPadding: boolean): number {
  const [least, end] = countsPadding ? [-before, extent + after] : [0, extent];
  const places = Array.from({ length: kernel }, (_, element) => window * stride - before + element * dilation);
  return places.filter((place) => place >= least && place < end).length;
}
