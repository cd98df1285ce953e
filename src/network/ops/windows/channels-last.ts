// Moves the channels of an array behind its other axes and back, and puts a frame round it: what convolutions and pooling do around their windows.

import type { Origin } from "../../origin.ts";
import type { ValueBuilder, ValueId } from "../../op.ts";
import { frame } from "../frame.ts";
import { transpose } from "../transpose.ts";
import { frameOf, type WindowAxis } from "./window-axes.ts";

/** [N, C, ...extents] as [N, ...extents, C]. */
export function channelsLast(builder: ValueBuilder, x: ValueId, origin: Origin): ValueId {
  const axes = [...builder.shapeOf(x).keys()];
  return builder.operation(transpose, [x], { perm: [0, ...axes.slice(2), 1] }, "channels_last", origin);
}

/** [N, ...extents, C] as [N, C, ...extents]. */
export function channelsFirst(builder: ValueBuilder, x: ValueId, name: string, origin: Origin): ValueId {
  const axes = [...builder.shapeOf(x).keys()];
  return builder.operation(transpose, [x], { perm: [0, axes.length - 1, ...axes.slice(1, -1)] }, name, origin);
}

/** [N, ...extents, C] with what windows read beyond it, all `value`. */
export function framed(builder: ValueBuilder, x: ValueId, axes: readonly WindowAxis[], value: number, origin: Origin): ValueId {
  const { before, after } = frameOf(axes);
  if ([...before, ...after].every((width) => width === 0)) return x;
  return builder.operation(frame, [x], { before: [0, ...before, 0], after: [0, ...after, 0], value }, "framed", origin);
}

/** Strides and dilations, as the ops on an array in its frame have them. */
export function stepsOf(axes: readonly Pick<WindowAxis, "stride" | "dilation">[]): { readonly strides: readonly number[]; readonly dilations: readonly number[] } {
  return { strides: axes.map(({ stride }) => stride), dilations: axes.map(({ dilation }) => dilation) };
}
