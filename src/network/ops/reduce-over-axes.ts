// What reduce_sum, reduce_max and reduce_min have in common: the axes they take together, and what is left of them.

import { listOf, numberOf } from "../attributes.ts";
import { accepted, axesOf } from "../axes.ts";
import type { Attributes } from "../attributes.ts";
import type { Shape } from "../shape.ts";
import type { OnnxSpelling, Op, OpExample, ShapeProblem } from "../op.ts";
import type { Factor, Reduction } from "../reduction.ts";

/** Without axes all of them, or none where the last attribute is 1; with keepdims each stays as an axis of one element. */
export const REDUCED_AXES: Attributes = { axes: [], keepdims: 1, noop_with_empty_axes: 0 };

export const REDUCED_AXES_EXAMPLES: readonly OpExample[] = [
  { shapes: [[2, 3]] },
  { shapes: [[2, 3, 4]], attributes: { axes: [1], keepdims: 0 } },
  { shapes: [[2, 3, 4]], attributes: { axes: [-1, 0] } },
  { shapes: [[3, 4]], attributes: { axes: [0], keepdims: 0 } },
  { shapes: [[2, 3]], attributes: { noop_with_empty_axes: 1 } },
  { shapes: [[]], attributes: { keepdims: 0 } },
];

/** @param since the operator set in which axes became an input, and could be none. */
export function reducedAxesSpelling(type: string, since: number): OnnxSpelling {
  return {
    type,
    attributes: {
      axes: { name: "axes", type: "ints" },
      keepdims: { name: "keepdims", type: "int" },
      noop_with_empty_axes: { name: "noop_with_empty_axes", type: "int", since },
    },
    attributeInputs: [{ attribute: "axes", name: "axes", type: "ints", since }],
  };
}

/** The op that combines the elements along axes, one after the other in row-major order. */
export function reduceOverAxes(name: string, combine: Reduction["combine"], onnx: OnnxSpelling): Op {
  return {
    name,
    parameters: ["x"],
    required: 1,
    attributes: REDUCED_AXES,
    inferShape: ([x], attributes) => shapeWithoutAxes(x, attributes),
    computation: {
      kind: "reduce",
      reduction([x], attributes) {
        const axes = accepted(reducedAxes(x, attributes));
        const keeps = numberOf(attributes, "keepdims") !== 0;
        const kept = x.flatMap((_, axis) => (keeps || !axes.includes(axis) ? [axis] : []));
        const places = x.map((_, axis) => ({ reduced: axes.indexOf(axis), own: kept.indexOf(axis) }));
        const at: Factor["at"] = (indices, steps) => places.map(({ reduced, own }) => (reduced < 0 ? indices[own] : steps[reduced]));
        return {
          combine,
          over: axes.map((axis) => x[axis]),
          factors: [{ argument: 0, at }],
          block: undefined,
          scale: undefined,
          start: undefined,
        };
      },
    },
    onnx,
    examples: REDUCED_AXES_EXAMPLES,
  };
}

/** The shape of what is left of `x`. */
export function shapeWithoutAxes(x: Shape, attributes: Attributes): Shape | ShapeProblem {
  const axes = reducedAxes(x, attributes);
  if ("problem" in axes) return axes;
  const keeps = numberOf(attributes, "keepdims") !== 0;
  return x.flatMap((extent, axis) => (!axes.includes(axis) ? [extent] : keeps ? [1] : []));
}

/** The axes that are taken together, in their order in the array. */
export function reducedAxes(x: Shape, attributes: Attributes): readonly number[] | ShapeProblem {
  const given = listOf(attributes, "axes");
  if (given.length === 0) return numberOf(attributes, "noop_with_empty_axes") !== 0 ? [] : [...x.keys()];
  const axes = axesOf(given, x.length);
  return "problem" in axes ? axes : [...axes].sort((a, b) => a - b);
}
