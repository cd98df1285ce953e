// What the pooling ops have in common: attributes, their spelling in ONNX, the shape of the result.

import { listOf, type Attributes } from "../../attributes.ts";
import type { OnnxSpelling, ShapeProblem } from "../../op.ts";
import { showShape, type Shape } from "../../shape.ts";
import { WINDOW_ATTRIBUTES, WINDOW_SPELLING, windowAxes, type WindowAxis } from "./window-axes.ts";

export const POOL_ATTRIBUTES: Attributes = { ...WINDOW_ATTRIBUTES, ceil_mode: 0 };

export function poolSpelling(type: string): OnnxSpelling {
  return {
    type,
    attributes: { ...WINDOW_SPELLING, kernel_shape: { name: "kernel_shape", type: "ints", isRequired: true }, ceil_mode: { name: "ceil_mode", type: "int" } },
  };
}

/** The windows on the axes behind batch and channels. */
export function poolWindows(x: Shape, attributes: Attributes): readonly WindowAxis[] | ShapeProblem {
  if (x.length < 3) return { problem: `${showShape(x)} has no axes behind batch and channels` };
  return windowAxes(x.slice(2), listOf(attributes, "kernel_shape"), attributes);
}

export function pooledShape(x: Shape, attributes: Attributes): Shape | ShapeProblem {
  const axes = poolWindows(x, attributes);
  return "problem" in axes ? axes : [x[0], x[1], ...axes.map(({ count }) => count)];
}
