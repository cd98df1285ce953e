// Where windows stand on an array: the geometry that convolutions and pooling have in common, from ONNX's attributes. Reads no elements.

import { addIndex, constantIndex } from "../../../program/expression.ts";
import type { Index } from "../../../program/program.ts";
import { listOf, numberOf, type Attributes } from "../../attributes.ts";
import type { OnnxAttribute, ShapeProblem } from "../../op.ts";
import { showShape, type Shape } from "../../shape.ts";

/** How padding is chosen; all but the first one say it themselves. */
export const PADDING = { NOTSET: 0, VALID: 1, SAME_UPPER: 2, SAME_LOWER: 3 } as const;

/** Windows along one axis. */
export interface WindowAxis {
  /** Elements of the array. */
  readonly extent: number;
  /** Elements that a window takes. */
  readonly kernel: number;
  /** From one window to the next. */
  readonly stride: number;
  /** From one element of a window to the next. */
  readonly dilation: number;
  /** Elements before the array's first one that the first window begins with. */
  readonly before: number;
  /** Elements after the array's last one that belong to the padding; windows may reach further, or not so far. */
  readonly after: number;
  /** Windows. */
  readonly count: number;
}

export const WINDOW_ATTRIBUTES: Attributes = { kernel_shape: [], strides: [], pads: [], dilations: [], auto_pad: PADDING.NOTSET };

export const WINDOW_SPELLING: Readonly<Record<string, OnnxAttribute>> = {
  kernel_shape: { name: "kernel_shape", type: "ints" },
  strides: { name: "strides", type: "ints" },
  pads: { name: "pads", type: "ints" },
  dilations: { name: "dilations", type: "ints" },
  auto_pad: { name: "auto_pad", type: "string", values: PADDING },
};

/**
 * The windows of `kernel` on the axes `extents`, by strides, pads, dilations and auto_pad, and ceil_mode where there is one: the last window may then
 * reach beyond the padding, but not begin there.
 */
export function windowAxes(extents: Shape, kernel: Shape, attributes: Attributes): readonly WindowAxis[] | ShapeProblem {
  const problem = problemOfLists(extents, kernel, attributes);
  if (problem !== undefined) return problem;
  const rank = extents.length;
  const [strides, dilations, pads] = ["strides", "dilations", "pads"].map((name) => listOf(attributes, name));
  const axes = extents.map((extent, axis) => {
    const [stride, dilation] = [strides[axis] ?? 1, dilations[axis] ?? 1];
    return windowsAlong({ extent, kernel: kernel[axis], stride, dilation, before: pads[axis] ?? 0, after: pads[rank + axis] ?? 0 }, attributes);
  });
  if (axes.some(({ count }) => count < 1)) return { problem: `windows of ${showShape(kernel)} are larger than ${showShape(extents)} with its padding` };
  return axes;
}

/** Whether strides, dilations and pads are as many as there are axes, or left out, and none is too small. */
export function problemOfLists(extents: Shape, kernel: Shape, attributes: Attributes): ShapeProblem | undefined {
  const rank = extents.length;
  const [strides, dilations, pads] = ["strides", "dilations", "pads"].map((name) => listOf(attributes, name));
  for (const [name, list, length] of [["strides", strides, rank], ["dilations", dilations, rank], ["pads", pads, 2 * rank]] as const) {
    if (list.length > 0 && list.length !== length) return { problem: `${name} ${showShape(list)} are not ${length} numbers` };
  }
  if (kernel.length !== rank) return { problem: `a kernel of shape ${showShape(kernel)} has not the ${rank} axes of ${showShape(extents)}` };
  if ([...kernel, ...strides, ...dilations].some((value) => value < 1)) return { problem: "kernel_shape, strides and dilations must be 1 or more" };
  return pads.some((value) => value < 0) ? { problem: `pads ${showShape(pads)} must be 0 or more` } : undefined;
}

function windowsAlong(axis: Omit<WindowAxis, "count">, attributes: Attributes): WindowAxis {
  const { extent, kernel, stride, dilation } = axis;
  const padding = numberOf(attributes, "auto_pad");
  const reach = (kernel - 1) * dilation + 1;
  if (padding === PADDING.SAME_UPPER || padding === PADDING.SAME_LOWER) {
    const count = Math.ceil(extent / stride);
    const total = Math.max(0, (count - 1) * stride + reach - extent);
    const less = Math.floor(total / 2);
    const first = padding === PADDING.SAME_UPPER ? less : total - less;
    return { ...axis, before: first, after: total - first, count };
  }
  const padded = padding === PADDING.VALID ? { ...axis, before: 0, after: 0 } : axis;
  const steps = (padded.before + extent + padded.after - reach) / stride;
  if (attributes.ceil_mode !== 1 || padding === PADDING.VALID) return { ...padded, count: Math.floor(steps) + 1 };
  const last = Math.ceil(steps);
  return { ...padded, count: last * stride >= padded.before + extent ? last : last + 1 };
}

/** How far the array must be extended so that no window reads beyond it: elements before each axis, and after. */
export function frameOf(axes: readonly WindowAxis[]): { readonly before: readonly number[]; readonly after: readonly number[] } {
  const reachOf = ({ kernel, stride, dilation, count }: WindowAxis): number => (count - 1) * stride + (kernel - 1) * dilation + 1;
  return { before: axes.map(({ before }) => before), after: axes.map((axis) => Math.max(0, reachOf(axis) - axis.before - axis.extent)) };
}

/** Where the element of a window stands on the extended array; windows and their elements have an index for each axis. */
export function placesInWindows(attributes: Attributes, windows: readonly Index[], elements: readonly Index[]): readonly Index[] {
  const [strides, dilations] = ["strides", "dilations"].map((name) => listOf(attributes, name));
  return windows.map((window, axis) => addIndex(addIndex(constantIndex(0), window, strides[axis]), elements[axis], dilations[axis]));
}

/** How many windows stand on each axis of an array that is large enough as it is, and whether there are any. */
export function countWindows(extents: Shape, kernel: Shape, attributes: Attributes): Shape {
  const [strides, dilations] = ["strides", "dilations"].map((name) => listOf(attributes, name));
  return extents.map((extent, axis) => Math.floor((extent - (kernel[axis] - 1) * dilations[axis] - 1) / strides[axis]) + 1);
}
