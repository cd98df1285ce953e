// What scales and zero points of quantised arrays are for: all of x, each index of an axis, or blocks of an axis.

import { numberOf, type Attributes } from "../attributes.ts";
import { acceptedAxes, axisOf } from "../axes.ts";
import { sameShape } from "../broadcast.ts";
import { showShape, type Shape } from "../shape.ts";
import type { ExpandContext, ShapeProblem, ValueId } from "../op.ts";
import { gather } from "./gather.ts";
import { reshape } from "./reshape.ts";

/** Blocks of `block_size` along the axis, where that is not 0. */
export const SCALE_ATTRIBUTES: Attributes = { axis: 1, block_size: 0 };

export const ONNX_SCALE_ATTRIBUTES = {
  axis: { name: "axis", type: "int", since: 13 },
  block_size: { name: "block_size", type: "int", since: 21 },
} as const;

/** The shape of x, or what is wrong with a scale or a zero point. */
export function scaledShape([x, ...others]: readonly Shape[], attributes: Attributes): Shape | ShapeProblem {
  const wrong = others.map((shape) => problemOf(x, shape, attributes)).find((problem) => problem !== undefined);
  return wrong ?? x;
}

function problemOf(x: Shape, shape: Shape, attributes: Attributes): ShapeProblem | undefined {
  const block = numberOf(attributes, "block_size");
  if (block === 0 && isOne(shape)) return undefined;
  const axis = axisOf(numberOf(attributes, "axis"), x.length);
  if (typeof axis === "object") return axis;
  if (block === 0) {
    if (shape.length === 1 && shape[0] === x[axis]) return undefined;
    return { problem: `a scale or zero point of shape ${showShape(shape)} is neither one number nor one for each index of axis ${axis} of ${showShape(x)}` };
  }
  if (block > 0 && sameShape(shape, x.with(axis, Math.ceil(x[axis] / block)))) return undefined;
  return { problem: `a scale or zero point of shape ${showShape(shape)} is not one for each ${block} elements along axis ${axis} of ${showShape(x)}` };
}

/** The numbers so that they broadcast to x, the first argument. */
export function spreadScale({ builder, arguments: [x], attributes, origin }: ExpandContext, id: ValueId): ValueId {
  const [shape, whole] = [builder.shapeOf(id), builder.shapeOf(x)];
  const block = numberOf(attributes, "block_size");
  if (block === 0 && isOne(shape)) return builder.operation(reshape, [id], { shape: [] }, "one", origin);
  const [axis] = acceptedAxes([numberOf(attributes, "axis")], whole.length);
  if (block === 0) {
    return builder.operation(reshape, [id], { shape: whole.map((_, own) => (own === axis ? shape[0] : 1)) }, "spread", origin);
  }
  const blocks = Int32Array.from({ length: whole[axis] }, (_, place) => Math.floor(place / block));
  return builder.operation(gather, [id, builder.constant("blocks", [whole[axis]], "i32", blocks, origin)], { axis }, "spread", origin);
}

function isOne(shape: Shape): boolean {
  return shape.every((extent) => extent === 1) && shape.length < 2;
}
