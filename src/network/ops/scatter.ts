// scatter_elements, scatter_nd: data with updates at positions, in their order: in place of what is there, added to it, multiplied with it,
// or the greater or less of both, where NaN wins. Positions below 0 are counted from the end; those outside are passed over. Every element
// of the data looks at every position that may be its own. ONNX ScatterElements-18, Scatter-9, ScatterND-18.

import { add, apply, constantIndex, constantOf, convert, less, multiply, select } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import type { Scalar } from "../../program/scalar.ts";
import { numberOf, type Attributes } from "../attributes.ts";
import { acceptedAxes, axisOf } from "../axes.ts";
import { sameShape } from "../broadcast.ts";
import type { Folding, Remembered } from "../folding.ts";
import { showShape } from "../shape.ts";
import type { Factor } from "../reduction.ts";
import type { ExpandContext, Op, ShapeProblem, ValueId } from "../op.ts";
import { extreme } from "./extremes.ts";
import { inWords } from "./in-words.ts";
import { pad } from "./pad.ts";
import { reshape } from "./reshape.ts";

/** The bits of −0. */
const NEGATIVE_ZERO = 0x80000000;

const REDUCTIONS = { none: 0, add: 1, mul: 2, max: 3, min: 4 } as const;

const SHARED = { parameters: ["data", "indices", "updates"], required: 3, inferScalar: scatteredScalar } as const;
const REDUCTION = { reduction: { name: "reduction", type: "string", values: REDUCTIONS, since: 16 } } as const;

/** With positions as long as data but along the axis, and the places of an axis in order. */
const scatteredAlong: Op = {
  name: "scattered_along",
  parameters: ["data", "indices", "updates", "place"],
  required: 4,
  attributes: { axis: 0, reduction: REDUCTIONS.none },
  inferShape: ([data]) => data,
  inferScalar: ([data]) => data,
  computation: {
    kind: "fold",
    fold([data, indices], attributes, [scalar]) {
      const axis = numberOf(attributes, "axis");
      const { memory, after, result } = combining(scalar, attributes);
      return {
        over: [indices[axis]],
        reads: [
          { argument: 0, at: (places) => places },
          { argument: 1, at: (places, [step]) => places.with(axis, step) },
          { argument: 2, at: (places, [step]) => places.with(axis, step) },
          { argument: 3, at: (places) => [places[axis]] },
        ],
        memory,
        step: (remembered, [, index, update, place]) => after(remembered, isAt(index, place, data[axis]), update),
        result,
      };
    },
  },
  examples: [],
};

/** With tuples of positions as a matrix, an update for each, and the places of the longest axis in order. */
const scatteredParts: Op = {
  name: "scattered_parts",
  parameters: ["data", "indices", "updates", "place"],
  required: 4,
  attributes: { reduction: REDUCTIONS.none },
  inferShape: ([data]) => data,
  inferScalar: ([data]) => data,
  computation: {
    kind: "fold",
    fold([data, [tuples, length]], attributes, [scalar]) {
      const axes = Array.from({ length }, (_, axis) => axis);
      const { memory, after, result } = combining(scalar, attributes);
      return {
        over: [tuples],
        reads: [
          { argument: 0, at: (places) => places },
          { argument: 2, at: (places, [step]) => [step, ...places.slice(length)] },
          ...axes.map((axis): Factor => ({ argument: 1, at: (_, [step]) => [step, constantIndex(axis)] })),
          ...axes.map((axis): Factor => ({ argument: 3, at: (places) => [places[axis]] })),
        ],
        memory,
        step: (remembered, [, update, ...positions]) => {
          const matches = axes.map((axis) => isAt(positions[axis], positions[length + axis], data[axis]));
          return after(remembered, matches.reduce((all, one) => apply("and", [all, one], "matches")), update);
        },
        result,
      };
    },
  },
  examples: [],
};

export const scatterElements: Op = {
  ...SHARED,
  name: "scatter_elements",
  attributes: { axis: 0, reduction: REDUCTIONS.none },
  inferShape([data, indices, updates], attributes) {
    const axis = axisOf(numberOf(attributes, "axis"), data.length);
    if (typeof axis === "object") return axis;
    const fits = indices.length === data.length && indices.every((extent, other) => other === axis || extent <= data[other]);
    if (fits && sameShape(indices, updates)) return data;
    return { problem: `positions of ${showShape(indices)} and updates of ${showShape(updates)} are not for ${showShape(data)}` };
  },
  computation: {
    kind: "expand",
    into(context) {
      const { builder, arguments: [data, indices, updates], attributes, name, origin } = context;
      const shape = builder.shapeOf(data);
      const [axis] = acceptedAxes([numberOf(attributes, "axis")], shape.length);
      const missing = shape.map((extent, other) => (other === axis ? 0 : extent - builder.shapeOf(indices)[other]));
      const pads = [...shape.map(() => 0), ...missing];
      const isWhole = missing.every((count) => count === 0);
      // What is added names no place of the axis.
      const positions = isWhole ? indices : builder.operation(pad, [indices], { pads, value: shape[axis] }, "positions", origin);
      const padded = isWhole ? updates : builder.operation(pad, [updates], { pads }, "updates", origin);
      return builder.operation(scatteredAlong, [data, positions, padded, placesOf(context, shape[axis])], { ...attributes, axis }, name, origin);
    },
  },
  onnx: [
    { type: "ScatterElements", since: 11, attributes: { axis: { name: "axis", type: "int" }, ...REDUCTION } },
    { type: "Scatter", since: 9, attributes: { axis: { name: "axis", type: "int" } } },
  ],
  examples: [
    { shapes: [[4, 3], [2, 3], [2, 3]], scalars: ["f32", "i32", "f32"] },
    { shapes: [[2, 4], [1, 5], [1, 5]], scalars: ["i32", "i32", "i32"], attributes: { axis: -1, reduction: REDUCTIONS.add } },
    { shapes: [[4], [6], [6]], scalars: ["f32", "i32", "f32"], attributes: { reduction: REDUCTIONS.mul } },
    { shapes: [[4], [6], [6]], scalars: ["f32", "i32", "f32"], attributes: { reduction: REDUCTIONS.max } },
    { shapes: [[3, 2], [2, 1], [2, 1]], scalars: ["f32", "i32", "f32"], attributes: { reduction: REDUCTIONS.min } },
    { shapes: [[3], [1], [1]], scalars: ["bool", "i32", "bool"] },
  ],
};

export const scatterNd: Op = {
  ...SHARED,
  name: "scatter_nd",
  attributes: { reduction: REDUCTIONS.none },
  inferShape([data, indices, updates]) {
    const length = indices[indices.length - 1] ?? 0;
    const fits = length >= 1 && length <= data.length && sameShape(updates, [...indices.slice(0, -1), ...data.slice(length)]);
    return fits ? data : { problem: `positions of ${showShape(indices)} and updates of ${showShape(updates)} are not for ${showShape(data)}` };
  },
  computation: {
    kind: "expand",
    into(context) {
      const { builder, arguments: [data, indices, updates], attributes, name, origin } = context;
      const shape = builder.shapeOf(data);
      const length = builder.shapeOf(indices).at(-1) ?? 1;
      const tuples = builder.operation(reshape, [indices], { shape: [-1, length] }, "tuples", origin);
      const parts = builder.operation(reshape, [updates], { shape: [builder.shapeOf(tuples)[0], ...shape.slice(length)] }, "parts", origin);
      const place = placesOf(context, Math.max(...shape.slice(0, length)));
      return builder.operation(scatteredParts, [data, tuples, parts, place], attributes, name, origin);
    },
  },
  onnx: { type: "ScatterND", since: 11, attributes: REDUCTION },
  examples: [
    { shapes: [[4, 3], [2, 1], [2, 3]], scalars: ["f32", "i32", "f32"] },
    { shapes: [[3, 2, 2], [2, 2, 2], [2, 2, 2]], scalars: ["f32", "i32", "f32"], attributes: { reduction: REDUCTIONS.add } },
    { shapes: [[5], [3, 1], [3]], scalars: ["i32", "i32", "i32"], attributes: { reduction: REDUCTIONS.max } },
    { shapes: [[2, 2], [2], []], scalars: ["bool", "i32", "bool"] },
  ],
};

function scatteredScalar([data, indices, updates]: readonly Scalar[], attributes: Attributes): Scalar | ShapeProblem {
  if (indices !== "i32") return { problem: `its positions are of ${indices} instead of i32` };
  if (updates !== data) return { problem: `its updates are of ${updates} instead of ${data}` };
  const computes = numberOf(attributes, "reduction") !== REDUCTIONS.none;
  return computes && data === "bool" ? { problem: "its data are of bool instead of numbers" } : data;
}

function isAt(index: Expression, place: Expression, extent: number): Expression {
  const counted = select(less(index, constantOf("i32", 0)), add(index, constantOf("i32", extent), "from_end"), index);
  return apply("equal", [counted, place], "matches");
}

/** What is remembered while updates are combined into an element. */
function combining(scalar: Scalar, attributes: Attributes): Pick<Folding, "memory" | "result"> & { readonly after: After } {
  const found: Remembered = { name: "found", scalar, initial: { kind: "first", read: 0 } };
  const next = (one: Expression, matches: Expression, update: Expression): Expression => {
    return select(matches, combined(one, update, scalar, attributes), one);
  };
  if (scalar !== "f32" || numberOf(attributes, "reduction") !== REDUCTIONS.add) {
    return { memory: [found], after: ([one], matches, update) => [next(one, matches, update)], result: ([one]) => one };
  }
  // Of a sum that is taken or not gcc makes one that takes +0 where it is not, and −0 is lost: it is remembered by itself.
  return {
    memory: [found, { name: "zero", scalar, initial: { kind: "first", read: 0 } }],
    after: ([sum, zero], matches, update) => [
      next(sum, matches, update),
      select(apply("and", [matches, apply("not", [isNegativeZero(update)])], "ends"), update, zero),
    ],
    result: ([sum, zero]) => select(isNegativeZero(zero), zero, sum),
  };
}

/** What is remembered after an update, which is taken where it matches. */
type After = (memory: readonly Expression[], matches: Expression, update: Expression) => readonly Expression[];

function isNegativeZero(x: Expression): Expression {
  return apply("equal", [convert(x, "u32", "bits", "bits"), constantOf("u32", NEGATIVE_ZERO)], "is_negative_zero");
}

function combined(found: Expression, update: Expression, scalar: Scalar, attributes: Attributes): Expression {
  switch (numberOf(attributes, "reduction")) {
    case REDUCTIONS.add:
      return inWords(scalar, [found, update], ([one, other]) => add(one, other));
    case REDUCTIONS.mul:
      return inWords(scalar, [found, update], ([one, other]) => multiply(one, other));
    case REDUCTIONS.max:
      return extreme("maximum", found, update, scalar);
    case REDUCTIONS.min:
      return extreme("minimum", found, update, scalar);
    default:
      return update;
  }
}

function placesOf({ builder, origin }: ExpandContext, extent: number): ValueId {
  return builder.constant("place", [extent], "i32", Int32Array.from({ length: extent }, (_, place) => place), origin);
}
