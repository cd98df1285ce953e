// The averages of windows, the channels last: the sum of what stands in each divided by how many elements count. What average pooling is made of.

import type { Origin } from "../../origin.ts";
import type { ValueBuilder, ValueId } from "../../op.ts";
import { elementCount } from "../../shape.ts";
import { divide } from "../divide.ts";
import { divideBy } from "../with-constant.ts";
import { framed, stepsOf } from "./channels-last.ts";
import type { WindowAxis } from "./window-axes.ts";
import { windowSum } from "./window-reductions.ts";

export interface Averaging {
  /** Whether elements of the padding count, too; what lies beyond it never does. */
  readonly countsPadding: boolean;
  readonly name: string;
  readonly origin: Origin;
}

/** x [N, ...extents, C]: the result is [N, ...windows, C]. */
export function averageOfWindows(builder: ValueBuilder, x: ValueId, axes: readonly WindowAxis[], averaging: Averaging): ValueId {
  const { origin } = averaging;
  const within = framed(builder, x, axes, 0, origin);
  const sum = builder.operation(windowSum, [within], { kernel: axes.map(({ kernel }) => kernel), ...stepsOf(axes) }, "sum", origin);
  return averaged(builder, sum, axes, averaging);
}

/** One number divides all sums where every window has as many elements. */
function averaged(builder: ValueBuilder, sum: ValueId, axes: readonly WindowAxis[], { countsPadding, name, origin }: Averaging): ValueId {
  const counts = elementsOfWindows(axes, countsPadding);
  if (counts.every((along) => new Set(along).size === 1)) {
    return builder.operation(divideBy, [sum], { divisor: elementCount(counts.map(([count]) => count)) }, name, origin);
  }
  const products = counts.reduce<readonly number[]>((all, along) => all.flatMap((one) => along.map((other) => one * other)), [1]);
  const divisors = builder.parameter("counts", [...axes.map(({ count }) => count), 1], Float32Array.from(products), origin);
  return builder.operation(divide, [sum, divisors], {}, name, origin);
}

/** How many elements count of each window, axis by axis. */
export function elementsOfWindows(axes: readonly WindowAxis[], countsPadding: boolean): readonly (readonly number[])[] {
  return axes.map((axis) => Array.from({ length: axis.count }, (_, window) => countedElements(axis, window, countsPadding)));
}

/** How many elements of a window count, along one axis. */
function countedElements({ extent, kernel, stride, dilation, before, after }: WindowAxis, window: number, countsPadding: boolean): number {
  const [least, end] = countsPadding ? [-before, extent + after] : [0, extent];
  const places = Array.from({ length: kernel }, (_, element) => window * stride - before + element * dilation);
  return places.filter((place) => place >= least && place < end).length;
}
