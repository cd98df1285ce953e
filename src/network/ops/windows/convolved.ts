// Convolutions of an array in its frame, whatever the groups of its channels are: what Conv and ConvTranspose have in common.

import type { Attributes } from "../../attributes.ts";
import type { Op, ValueBuilder, ValueId } from "../../op.ts";
import type { Origin } from "../../origin.ts";
import type { Shape } from "../../shape.ts";
import { reshape } from "../reshape.ts";
import { convolve, convolveEach, convolveGroups } from "./convolve.ts";

export interface Convolution {
  /** [N, ...extents, C], large enough for every window. */
  readonly within: ValueId;
  /** [kernels, C / group, ...kernel]. */
  readonly kernels: ValueId;
  /** One, or none. */
  readonly bias: readonly ValueId[];
  readonly group: number;
  /** Strides and dilations. */
  readonly steps: Attributes;
}

/** [N, ...windows, kernels]: each kernel meets all channels of its group, or the only one. The channels stay last, side by side. */
export function convolved(builder: ValueBuilder, { within, kernels, bias, group, steps }: Convolution, origin: Origin): ValueId {
  const [count, depth, ...kernel] = builder.shapeOf(kernels);
  const shaped = (value: ValueId, shape: Shape, one: string): ValueId => builder.operation(reshape, [value], { shape }, one, origin);
  const found = (op: Op, args: readonly ValueId[]): ValueId => builder.operation(op, args, steps, "found", origin);
  if (group === 1) return found(convolve, [within, kernels, ...bias]);
  if (depth === 1 && count === group) return found(convolveEach, [within, shaped(kernels, [count, ...kernel], "kernels"), ...bias]);
  const byGroup = found(convolveGroups, [
    shaped(within, [...builder.shapeOf(within).slice(0, -1), group, depth], "groups"),
    shaped(kernels, [group, count / group, depth, ...kernel], "kernels"),
    ...bias.map((one) => shaped(one, [group, count / group], "biases")),
  ]);
  return shaped(byGroup, [...builder.shapeOf(byGroup).slice(0, -2), count], "joined");
}
