// The geometry of transposed convolutions, from ONNX's attributes: how long the result is, and which elements of a kernel meet x at which
// places of it. Reads no elements.

import { listOf, numberOf, type Attributes } from "../../attributes.ts";
import type { ShapeProblem } from "../../op.ts";
import { showShape, type Shape } from "../../shape.ts";
import { PADDING, problemOfLists } from "./window-axes.ts";

/** Element i of x times element t of the kernel is added to element i·stride + t·dilation − before of the result. */
export interface TransposedAxis {
  readonly extent: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  /** Elements that are cut off before the result's first one. */
  readonly before: number;
  /** Elements of the result. */
  readonly count: number;
}

/** Of the axes `extents` with kernels of `kernel`, by strides, dilations, pads, output_padding, output_shape and auto_pad. */
export function transposedAxes(extents: Shape, kernel: Shape, attributes: Attributes): readonly TransposedAxis[] | ShapeProblem {
  const problem = problemOfLists(extents, kernel, attributes);
  if (problem !== undefined) return problem;
  const rank = extents.length;
  const [strides, dilations, further, given, pads] = ["strides", "dilations", "output_padding", "output_shape", "pads"].map((name) => listOf(attributes, name));
  for (const [name, list] of [["output_padding", further], ["output_shape", given]] as const) {
    if (list.length > 0 && list.length !== rank) return { problem: `${name} ${showShape(list)} are not ${rank} numbers` };
  }
  if (further.some((value) => value < 0)) return { problem: `output_padding ${showShape(further)} must be 0 or more` };
  const axes = extents.map((extent, axis): TransposedAxis => {
    const own = { extent, kernel: kernel[axis], stride: strides[axis] ?? 1, dilation: dilations[axis] ?? 1 };
    const whole = (extent - 1) * own.stride + (own.kernel - 1) * own.dilation + 1 + (further.at(axis) ?? 0);
    return { ...own, ...cut(whole, own, { before: pads[axis] ?? 0, after: pads[rank + axis] ?? 0 }, given.at(axis), numberOf(attributes, "auto_pad")) };
  });
  const short = axes.findIndex(({ count }) => count < 1);
  return short < 0 ? axes : { problem: `nothing is left of axis ${short} of ${showShape(extents)} under kernels of ${showShape(kernel)}` };
}

/**
 * What is left of the whole. A given extent, or the one that auto_pad means, is cut out of its middle, with the odd element off its end for
 * SAME_UPPER and off its beginning otherwise; what it has more is added at the end.
 */
function cut(
  whole: number,
  { extent, stride }: Pick<TransposedAxis, "extent" | "stride">,
  pads: { readonly before: number; readonly after: number },
  given: number | undefined,
  padding: number,
): Pick<TransposedAxis, "before" | "count"> {
  const isSame = padding === PADDING.SAME_UPPER || padding === PADDING.SAME_LOWER;
  const wanted = given ?? (isSame ? extent * stride : undefined);
  if (wanted === undefined) return padding === PADDING.VALID ? { before: 0, count: whole } : { before: pads.before, count: whole - pads.before - pads.after };
  const off = Math.max(0, whole - wanted);
  return { before: padding === PADDING.SAME_UPPER ? Math.floor(off / 2) : Math.ceil(off / 2), count: wanted };
}

/** Every stride-th element of the result from `first` on, all of which the same elements of the kernel meet. */
export interface Phase {
  readonly first: number;
  /** Elements of the result. */
  readonly count: number;
  /** Elements of the kernel, the last one first: they meet x from its beginning on. */
  readonly taps: readonly number[];
  /** Where in x the first tap meets the first element; before its beginning where it is less than 0. */
  readonly from: number;
  /** From the place of one tap in x to the next one's. */
  readonly step: number;
}

export function phasesOf({ kernel, stride, dilation, before, count }: TransposedAxis): readonly Phase[] {
  return Array.from({ length: Math.min(stride, count) }, (_, first): Phase => {
    const place = (tap: number): number => (first + before - tap * dilation) / stride;
    const taps = Array.from({ length: kernel }, (_tap, tap) => kernel - 1 - tap).filter((tap) => Number.isInteger(place(tap)));
    const places = taps.map(place);
    const from = places.at(0) ?? 0;
    return { first, count: Math.ceil((count - first) / stride), taps, from, step: (places.at(1) ?? from + 1) - from };
  });
}

/** The place of x behind the last one that a phase meets. */
export function endOf({ count, taps, from, step }: Phase): number {
  return from + (taps.length - 1) * step + count;
}
