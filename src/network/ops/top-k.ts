// top_k, top_k_positions: the k largest or smallest elements of an axis in their order, and where they were; of equal ones the first
// comes first. A NaN is greater than every number, as numpy sorts it, and zeros are equal. ONNX TopK-24. Every element is compared with
// every other one of its axis.

import { add, apply, constantOf, less, lessOrEqual, select } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import { isFloat } from "../../program/scalar.ts";
import { numberOf } from "../attributes.ts";
import { acceptedAxes, axisOf } from "../axes.ts";
import type { Attributes } from "../attributes.ts";
import type { Shape } from "../shape.ts";
import type { OnnxSpelling, Op, OpExample, ShapeProblem, ValueBuilder, ValueId } from "../op.ts";
import type { Origin } from "../origin.ts";
import { sameNumber } from "../scalar-rules.ts";
import { gatherElements } from "./gather-elements.ts";

const ATTRIBUTES: Attributes = { k: 1, axis: -1, largest: 1 };

const EXAMPLES: readonly OpExample[] = [
  { shapes: [[2, 5]], attributes: { k: 3 } },
  { shapes: [[4, 2]], attributes: { k: 4, axis: 0, largest: 0 } },
  { shapes: [[6]], scalars: ["i32"], attributes: { k: 2 } },
  { shapes: [[1]] },
];

/** How many elements of the axis come before each one. */
const rankAlong: Op = {
  name: "rank_along",
  parameters: ["x", "place"],
  required: 2,
  attributes: { axis: 0, largest: 1 },
  inferShape: ([x]) => x,
  inferScalar: () => "i32",
  computation: {
    kind: "fold",
    fold([x], attributes, [scalar]) {
      const axis = numberOf(attributes, "axis");
      const isAtLeast = isFloat(scalar) ? isAtLeastOrNaN : (one: Expression, other: Expression) => lessOrEqual(other, one);
      const isLargest = numberOf(attributes, "largest") !== 0;
      return {
        over: [x[axis]],
        reads: [
          { argument: 0, at: (indices) => indices },
          { argument: 0, at: (indices, [step]) => indices.with(axis, step) },
          { argument: 1, at: (indices) => [indices[axis]] },
          { argument: 1, at: (_, [step]) => [step] },
        ],
        memory: [{ name: "rank", scalar: "i32", initial: { kind: "number", value: 0 } }],
        step([rank], [own, other, ownPlace, otherPlace]) {
          const [better, worse] = isLargest ? [other, own] : [own, other];
          const comesBefore = select(less(otherPlace, ownPlace), isAtLeast(better, worse), apply("not", [isAtLeast(worse, better)]));
          return [select(comesBefore, add(rank, constantOf("i32", 1), "next"), rank)];
        },
        result: ([rank]) => rank,
      };
    },
  },
  examples: [],
};

/** The place at which each of the first k ranks is. */
const placeOfRank: Op = {
  name: "place_of_rank",
  parameters: ["rank", "place"],
  required: 2,
  attributes: { axis: 0, k: 1 },
  inferShape: ([rank], attributes) => rank.with(numberOf(attributes, "axis"), numberOf(attributes, "k")),
  inferScalar: () => "i32",
  computation: {
    kind: "fold",
    fold([rank], attributes) {
      const axis = numberOf(attributes, "axis");
      return {
        over: [rank[axis]],
        reads: [
          { argument: 0, at: (indices, [step]) => indices.with(axis, step) },
          { argument: 1, at: (indices) => [indices[axis]] },
          { argument: 1, at: (_, [step]) => [step] },
        ],
        memory: [{ name: "found", scalar: "i32", initial: { kind: "number", value: 0 } }],
        step: ([found], [ofStep, wanted, place]) => [select(apply("equal", [ofStep, wanted]), place, found)],
        result: ([found]) => found,
      };
    },
  },
  examples: [],
};

export const topKPositions: Op = {
  name: "top_k_positions",
  parameters: ["x"],
  required: 1,
  attributes: ATTRIBUTES,
  inferShape: ([x], attributes) => shapeOf(x, attributes),
  inferScalar: ([x]) => (x === "bool" ? { problem: "its x is of bool instead of numbers" } : "i32"),
  computation: {
    kind: "expand",
    into: ({ builder, arguments: [x], attributes, name, origin }) => positionsOf(builder, x, attributes, name, origin),
  },
  examples: EXAMPLES,
};

const SPELLING: OnnxSpelling = {
  type: "TopK",
  attributes: {
    axis: { name: "axis", type: "int" },
    largest: { name: "largest", type: "int", since: 11 },
  },
  /** Sorted ones are in an order, too. */
  ignoredAttributes: ["sorted"],
  furtherOutputs: [topKPositions],
  hasAllOutputs: true,
};

export const topK: Op = {
  name: "top_k",
  parameters: ["x"],
  required: 1,
  attributes: ATTRIBUTES,
  inferShape: ([x], attributes) => shapeOf(x, attributes),
  inferScalar: sameNumber,
  computation: {
    kind: "expand",
    into({ builder, arguments: [x], attributes, name, origin }) {
      const positions = positionsOf(builder, x, attributes, "positions", origin);
      return builder.operation(gatherElements, [x, positions], { axis: numberOf(attributes, "axis") }, name, origin);
    },
  },
  onnx: [
    { ...SPELLING, since: 10, attributeInputs: [{ attribute: "k", name: "K", type: "int", isArray: true, isRequired: true, since: 10 }] },
    { ...SPELLING, until: 9, attributes: { ...SPELLING.attributes, k: { name: "k", type: "int", isRequired: true } } },
  ],
  examples: EXAMPLES,
};

function shapeOf(x: Shape, attributes: Attributes): Shape | ShapeProblem {
  const axis = axisOf(numberOf(attributes, "axis"), x.length);
  if (typeof axis === "object") return axis;
  const k = numberOf(attributes, "k");
  return Number.isInteger(k) && k >= 0 && k <= x[axis] ? x.with(axis, k) : { problem: `axis ${axis} has ${x[axis]} elements, not ${k}` };
}

function positionsOf(builder: ValueBuilder, x: ValueId, attributes: Attributes, name: string, origin: Origin): ValueId {
  const shape = builder.shapeOf(x);
  const [axis] = acceptedAxes([numberOf(attributes, "axis")], shape.length);
  const [k, largest] = [numberOf(attributes, "k"), numberOf(attributes, "largest")];
  const places = Int32Array.from({ length: shape[axis] }, (_, one) => one);
  const place = builder.constant("place", [shape[axis]], "i32", places, origin);
  const rank = builder.operation(rankAlong, [x, place], { axis, largest }, "rank", origin);
  return builder.operation(placeOfRank, [rank, place], { axis, k }, name, origin);
}

/** In the order in which NaN is the greatest. */
function isAtLeastOrNaN(one: Expression, other: Expression): Expression {
  const isNumber = apply("equal", [one, one]);
  return select(isNumber, lessOrEqual(other, one), constantOf("bool", 1));
}
