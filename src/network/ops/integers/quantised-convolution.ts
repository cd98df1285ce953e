// The sums of a quantised convolution, less its zero points, and a bias, in i32 modulo 2^32, the channels last. What known kernels and a
// known zero point add to each channel is part of the bias; the frame is then of zero points, and both factors are read as narrow as they are. What is added
// by a zero point that is computed is subtracted from the sums where there is no frame, which has one number in it.

import { numberOf } from "../../attributes.ts";
import { accepted } from "../../axes.ts";
import type { ExpandContext, ValueId } from "../../op.ts";
import { add } from "../add.ts";
import { cast, castCode } from "../cast.ts";
import { convolutionWindows } from "../conv.ts";
import { multiply } from "../multiply.ts";
import { reshape } from "../reshape.ts";
import { subtract } from "../subtract.ts";
import { channelsLast, framed, stepsOf } from "../windows/channels-last.ts";
import { convolved } from "../windows/convolved.ts";
import { frameOf, type WindowAxis } from "../windows/window-axes.ts";
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
  const added = xZero === undefined || known.zero !== undefined || !isWithoutFrame(axes) ? undefined : addedBy(context, xZero, known.weights);
  const isNarrow = isZero(builder, xZero) || added !== undefined || (known.weights !== undefined && known.zero !== undefined);
  const elements = isNarrow ? x : lessZero(context, x, xZero, 1);
  const kernels = known.weights ?? lessZero(context, w, wZero, 0);
  const filling = isNarrow ? (known.zero ?? 0) : 0;
  const start = filling === 0 ? bias : startOf(context, kernels, filling, bias);
  const within = framed(builder, channelsLast(builder, elements, origin), axes, filling, origin);
  const group = numberOf(attributes, "group");
  const sums = convolved(builder, { within, kernels, bias: start === undefined ? [] : [start], group, steps: stepsOf(axes) }, origin);
  return added === undefined ? sums : builder.operation(subtract, [sums, added], {}, "sums", origin);
}

function isWithoutFrame(axes: readonly WindowAxis[]): boolean {
  const { before, after } = frameOf(axes);
  return [...before, ...after].every((width) => width === 0);
}

/** What a zero point that is computed adds to each kernel's sums. */
function addedBy({ builder, origin }: Context, zero: ValueId, kernels: ValueId | undefined): ValueId | undefined {
  const known = kernels === undefined ? undefined : builder.known(kernels);
  if (known === undefined) return undefined;
  const sums = builder.constant("kernel_sums", [known.shape[0]], "i32", sumsOver(known, 1, known.shape.length), origin);
  const number = builder.operation(cast, [builder.operation(reshape, [zero], { shape: [] }, "zero", origin)], { to: castCode("i32") }, "zero", origin);
  return builder.operation(multiply, [number, sums], {}, "added", origin);
}

/** The bias less what the zero point adds to each kernel's sums. */
function startOf({ builder, origin }: Context, kernels: ValueId, zero: number, bias: ValueId | undefined): ValueId {
  const known = builder.known(kernels);
  if (known === undefined) throw new RangeError("kernels are known");
  const sums = sumsOver(known, 1, known.shape.length).map((sum) => -Math.imul(zero, sum));
  const corrections = builder.constant("b", [known.shape[0]], "i32", sums, origin);
  return bias === undefined ? corrections : builder.operation(add, [bias, corrections], {}, "b", origin);
}
