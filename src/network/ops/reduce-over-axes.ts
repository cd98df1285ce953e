// What the reductions have in common: the axes they take together, and what is left of them.

import type { Expression } from "../../program/program.ts";
import type { Scalar } from "../../program/scalar.ts";
import { listOf, numberOf } from "../attributes.ts";
import { accepted, axesOf } from "../axes.ts";
import type { Attributes } from "../attributes.ts";
import type { Shape } from "../shape.ts";
import type { OnnxSpelling, Op, OpExample, ShapeProblem } from "../op.ts";
import { chainsAlong, type Factor, type Reduction } from "../reduction.ts";

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

/** What all of them are but for how the elements are taken together. */
function overAxes(name: string, scalars: readonly Scalar[], onnx: OnnxSpelling | undefined): Omit<Op, "computation"> {
  return {
    name,
    parameters: ["x"],
    required: 1,
    attributes: REDUCED_AXES,
    inferShape: ([x], attributes) => shapeWithoutAxes(x, attributes),
    inferScalar: ([x]) => (scalars.includes(x) ? x : { problem: `its x is of ${x} instead of ${scalars.join(" or ")}` }),
    ...(onnx === undefined ? {} : { onnx }),
    examples: examplesOf(scalars),
  };
}

function examplesOf(scalars: readonly Scalar[]): readonly OpExample[] {
  const further = scalars.filter((scalar) => scalar !== "f32");
  return [
    ...REDUCED_AXES_EXAMPLES,
    ...further.map((scalar): OpExample => ({ shapes: [[2, scalar === "i32" ? 70 : 3]], scalars: [scalar], attributes: { axes: [1], keepdims: 0 } })),
  ];
}

/** How elements are combined. */
export interface Combined {
  /** The types there may be; float32 alone where they are left out. */
  readonly scalars?: readonly Scalar[];
  /** The elements, or their squares. */
  readonly power?: 1 | 2;
  /** What an extreme begins with instead of the first element. */
  readonly initial?: number;
}

/** The op that combines the elements along axes in row-major order; one without a spelling is in no file. */
export function reduceOverAxes(
  name: string,
  combine: Reduction["combine"],
  onnx: OnnxSpelling | undefined,
  { scalars = ["f32"], power = 1, initial }: Combined = {},
): Op {
  return {
    ...overAxes(name, scalars, onnx),
    examples: [...examplesOf(scalars), { shapes: [[2, 70]], attributes: { axes: [1], keepdims: 0 } }],
    computation: {
      kind: "reduce",
      reduction([x], attributes) {
        const { over, at } = alongReducedAxes(x, attributes);
        return {
          combine,
          over,
          factors: Array.from({ length: power }, () => ({ argument: 0, at })),
          block: undefined,
          chains: chainsAlong(over),
          initial,
          scale: undefined,
          start: undefined,
        };
      },
    },
  };
}

/** What is remembered along axes: a number that each element makes another one. */
export interface Chain {
  readonly initial: number;
  readonly next: (remembered: Expression, element: Expression, scalar: Scalar) => Expression;
}

/** The op that goes through the elements along axes in row-major order and remembers a number. */
export function foldOverAxes(name: string, { initial, next }: Chain, onnx: OnnxSpelling, scalars: readonly Scalar[] = ["f32"]): Op {
  return {
    ...overAxes(name, scalars, onnx),
    computation: {
      kind: "fold",
      fold([x], attributes, [scalar]) {
        const { over, at } = alongReducedAxes(x, attributes);
        return {
          over,
          reads: [{ argument: 0, at }],
          memory: [{ name: "reduced", scalar, initial: { kind: "number", value: initial } }],
          step: ([reduced], [element]) => [next(reduced, element, scalar)],
          result: ([reduced]) => reduced,
        };
      },
    },
  };
}

/** Where the elements that are taken together are read. */
export function alongReducedAxes(x: Shape, attributes: Attributes): { readonly over: readonly number[]; readonly at: Factor["at"] } {
  const axes = accepted(reducedAxes(x, attributes));
  const keeps = numberOf(attributes, "keepdims") !== 0;
  const kept = x.flatMap((_, axis) => (keeps || !axes.includes(axis) ? [axis] : []));
  const places = x.map((_, axis) => ({ reduced: axes.indexOf(axis), own: kept.indexOf(axis) }));
  return {
    over: axes.map((axis) => x[axis]),
    at: (indices, steps) => places.map(({ reduced, own }) => (reduced < 0 ? indices[own] : steps[reduced])),
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
