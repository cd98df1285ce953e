// The sums of a quantised convolution, less its zero points, and a bias, in i32 modulo 2^32, the channels last. What known kernels and a
// known zero point add to each channel is part of the bias; the frame is then of zero points, and both factors are read as narrow as they are.

import { numberOf } from "../../attributes.ts";
import { accepted } from "../../axes.ts";
import type { ExpandContext, ValueId } from "../../op.ts";
import { add } from "../add.ts";
import { convolutionWindows } from "../conv.ts";
import { channelsLast, framed, stepsOf } from "../windows/channels-last.ts";
import { convolved } from "../windows/convolved.ts";
import { isZero, knownLessZero, lessZero, sumsOver } from "./without-zero.ts";

export interface QuantisedKernels {
  readonly x: ValueId;
  /** One number. */
  readonly xZero: ValueId | undefined;
  readonly w: ValueId;
  /** One number, or one for each kernel. */
  readonly wZero: ValueId | undefined;
  /** Of i32, one for each kernel. */
  readonly bias: ValueId | undefined;
}

type Context = Pick<ExpandContext, "builder" | "attributes" | "origin">;

/** [N, ...windows, kernels]. */
export function quantisedConvolution(context: Context, { x, xZero, w, wZero, bias }: QuantisedKernels): ValueId {
  const { builder, attributes, origin } = context;
  const axes = accepted(convolutionWindows([builder.shapeOf(x), builder.shapeOf(w)], attributes));
  const known = { weights: knownLessZero(context, w, wZero, 0), zero: xZero === undefined ? undefined : builder.known(xZero)?.data[0] };
  const isNarrow = isZero(builder, xZero) || (known.weights !== undefined && known.zero !== undefined);
  const elements = isNarrow ? x : lessZero(context, x, xZero, 1);
  const kernels = known.weights ?? lessZero(context, w, wZero, 0);
  const filling = isNarrow ? (known.zero ?? 0) : 0;
  const start = filling === 0 ? bias : startOf(context, kernels, filling, bias);
  const within = framed(builder, channelsLast(builder, elements, origin), axes, filling, origin);
  const group = numberOf(attributes, "group");
  return convolved(builder, { within, kernels, bias: start === undefined ? [] : [start], group, steps: stepsOf(axes) }, origin);
}

/** The bias less what the zero point adds to each kernel's sums. */
function startOf({ builder, origin }: Context, kernels: ValueId, zero: number, bias: ValueId | undefined): ValueId {
  const known = builder.known(kernels);
  if (known === undefined) throw new RangeError("kernels are known");
  const sums = sumsOver(known, 1, known.shape.length).map((sum) => -Math.imul(zero, sum));
  const corrections = builder.constant("b", [known.shape[0]], "i32", sums, origin);
  return bias === undefined ? corrections : builder.operation(add, [bias, corrections], {}, "b", origin);
}
