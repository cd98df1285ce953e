// pad: x with further elements before and after each axis: one value, or what x has there reflected, at its edge or round its
// other end; negative paddings cut elements off first. ONNX Pad-25, numpy.pad.

import { listOf, numberOf } from "../attributes.ts";
import { accepted, axesOf } from "../axes.ts";
import { sameScalar } from "../infer-scalar.ts";
import { showShape } from "../shape.ts";
import type { Attributes } from "../attributes.ts";
import type { Shape } from "../shape.ts";
import type { ExpandContext, Op, ShapeProblem, ValueId } from "../op.ts";
import { frame } from "./frame.ts";
import { alongAxis } from "./along-axis.ts";
import { slice } from "./slice.ts";

const MODES = { constant: 0, reflect: 1, edge: 2, wrap: 3 } as const;

export const pad: Op = {
  name: "pad",
  parameters: ["x"],
  required: 1,
  /** How many elements before each axis, and then how many after each; without axes all of them. */
  attributes: { pads: [], value: 0, axes: [], mode: MODES.constant },
  inferShape([x], attributes) {
    const paddings = paddingsOf(x, attributes);
    if ("problem" in paddings) return paddings;
    return x.map((extent, axis) => paddings[axis].before + extent + paddings[axis].after);
  },
  inferScalar: sameScalar,
  computation: { kind: "expand", into: (context) => padded(context) },
  onnx: {
    type: "Pad",
    attributes: {
      pads: { name: "pads", type: "ints" },
      value: { name: "value", type: "float" },
      mode: { name: "mode", type: "string", values: MODES },
    },
    attributeInputs: [
      { attribute: "pads", name: "pads", type: "ints", isRequired: true, since: 11 },
      { attribute: "value", name: "constant_value", type: "number", since: 11 },
      { attribute: "axes", name: "axes", type: "ints", since: 18 },
    ],
  },
  examples: [
    { shapes: [[2, 3]], attributes: { pads: [1, 0, 0, 2], value: Math.fround(0.3) } },
    { shapes: [[2, 2, 2]], attributes: { pads: [1, 2], axes: [-1] } },
    { shapes: [[3, 4]], attributes: { pads: [-1, 2, 1, -2] } },
    { shapes: [[2, 4]], attributes: { pads: [1, 3, 1, 2], mode: MODES.reflect } },
    { shapes: [[3]], attributes: { pads: [5, 8], mode: MODES.reflect } },
    { shapes: [[2, 3]], attributes: { pads: [0, 2, 1, -1], mode: MODES.edge } },
    { shapes: [[2, 3]], scalars: ["i32"], attributes: { pads: [1, 2, 3, 7], mode: MODES.wrap } },
    { shapes: [[2]], scalars: ["i32"], attributes: { pads: [1, 1], value: -7 } },
    { shapes: [[2]], scalars: ["bool"], attributes: { pads: [1, 0], value: 1 } },
    { shapes: [[]] },
    { shapes: [[2]], attributes: { pads: [0, 0] } },
  ],
};

function padded({ builder, arguments: [x], attributes, name, origin }: ExpandContext): ValueId {
  const shape = builder.shapeOf(x);
  const paddings = accepted(paddingsOf(shape, attributes));
  const cropped = cutOff(paddings) ? builder.operation(slice, [x], cropOf(shape, paddings), "cropped", origin) : x;
  const [before, after] = [paddings.map((one) => Math.max(0, one.before)), paddings.map((one) => Math.max(0, one.after))];
  const mode = numberOf(attributes, "mode");
  if (mode === MODES.constant) {
    const value = numberOf(attributes, "value");
    const fitting = builder.scalarOf(x) === "f32" ? Math.fround(value) : value;
    return builder.operation(frame, [cropped], { before, after, value: fitting }, name, origin);
  }
  return paddings.reduce((padding, _, axis) => {
    const extent = builder.shapeOf(padding)[axis];
    const places = Array.from({ length: before[axis] + extent + after[axis] }, (_, place) => sourceOf(place - before[axis], extent, mode));
    return alongAxis(builder, padding, axis, places, name, origin);
  }, cropped);
}

/** The element of an axis that stands at a place before, in or after it. */
function sourceOf(place: number, extent: number, mode: number): number {
  if (mode === MODES.edge) return Math.min(Math.max(place, 0), extent - 1);
  const period = mode === MODES.wrap || extent === 1 ? extent : 2 * (extent - 1);
  const within = ((place % period) + period) % period;
  return Math.min(within, mode === MODES.wrap ? within : period - within);
}

export interface Padding {
  readonly before: number;
  readonly after: number;
}

function cutOff(paddings: readonly Padding[]): boolean {
  return paddings.some(({ before, after }) => before < 0 || after < 0);
}

function cropOf(shape: Shape, paddings: readonly Padding[]): Attributes {
  return {
    starts: paddings.map(({ before }) => Math.max(0, -before)),
    ends: paddings.map(({ after }, axis) => shape[axis] + Math.min(0, after)),
  };
}

/** Of each axis of x. */
export function paddingsOf(x: Shape, attributes: Attributes): readonly Padding[] | ShapeProblem {
  const pads = listOf(attributes, "pads");
  const given = listOf(attributes, "axes");
  const axes = axesOf(given.length > 0 ? given : [...x.keys()], x.length);
  if ("problem" in axes) return axes;
  if (pads.length !== 2 * axes.length) return { problem: `${pads.length} paddings for ${axes.length} axes, not two for each` };
  const paddings = x.map((_, axis) => {
    const position = axes.indexOf(axis);
    return position < 0 ? { before: 0, after: 0 } : { before: pads[position], after: pads[position + axes.length] };
  });
  const empty = paddings.findIndex(({ before, after }, axis) => Math.min(0, before) + x[axis] + Math.min(0, after) < 1);
  if (empty < 0) return paddings;
  return { problem: `paddings ${showShape(pads)} leave nothing of axis ${empty} of ${showShape(x)}` };
}
