// cumulative_sum, cumulative_product: at each place of an axis the sum or product of the elements up to it, without it where `exclusive`,
// from the end where `reverse`; one chain from 0 or 1. Every place goes through the axis anew. ONNX CumSum-14, CumProd-26.

import { add, addIndex, constantIndex, less, lessOrEqual, multiply, select } from "../../program/expression.ts";
import type { Expression, Index } from "../../program/program.ts";
import { numberOf } from "../attributes.ts";
import { acceptedAxes, axisOf } from "../axes.ts";
import type { Op } from "../op.ts";

type Combine = (reduced: Expression, element: Expression) => Expression;

export const cumulativeSum = cumulative("cumulative_sum", "CumSum", 11, 0, (sum, element) => add(sum, element));
export const cumulativeProduct = cumulative("cumulative_product", "CumProd", 26, 1, (product, element) => multiply(product, element));

function cumulative(name: string, type: string, since: number, initial: number, combine: Combine): Op {
  const prefix = prefixOf(`${name}_up_to`, initial, combine);
  return {
    name,
    parameters: ["x"],
    required: 1,
    attributes: { axis: 0, exclusive: 0, reverse: 0 },
    inferShape([x], attributes) {
      const axis = axisOf(numberOf(attributes, "axis"), x.length);
      return typeof axis === "object" ? axis : x;
    },
    inferScalar: ([x]) => (x === "f32" || x === "i32" ? x : { problem: `its x is of ${x} instead of f32 or i32` }),
    computation: {
      kind: "expand",
      into({ builder, arguments: [x], attributes, name: own, origin }) {
        const shape = builder.shapeOf(x);
        const [axis] = acceptedAxes([numberOf(attributes, "axis")], shape.length);
        const places = Int32Array.from({ length: shape[axis] }, (_, place) => place);
        const place = builder.constant("place", [shape[axis]], "i32", places, origin);
        return builder.operation(prefix, [x, place], attributes, own, origin);
      },
    },
    onnx: {
      type,
      attributes: { exclusive: { name: "exclusive", type: "int" }, reverse: { name: "reverse", type: "int" } },
      attributeInputs: [{ attribute: "axis", name: "axis", type: "int", isRequired: true, since }],
    },
    examples: [
      { shapes: [[5]] },
      { shapes: [[2, 3]], attributes: { axis: -1, exclusive: 1 } },
      { shapes: [[3, 2]], attributes: { reverse: 1 } },
      { shapes: [[1, 4]], scalars: ["i32"], attributes: { axis: 1, exclusive: 1, reverse: 1 } },
    ],
  };
}

/** Of x, with the places of the axis in order: what is combined are the elements whose place comes before the result's. */
function prefixOf(name: string, initial: number, combine: Combine): Op {
  return {
    name,
    parameters: ["x", "place"],
    required: 2,
    attributes: { axis: 0, exclusive: 0, reverse: 0 },
    inferShape: ([x]) => x,
    inferScalar: ([x]) => x,
    computation: {
      kind: "fold",
      fold([x], attributes, [scalar]) {
        const [axis] = acceptedAxes([numberOf(attributes, "axis")], x.length);
        const isReverse = numberOf(attributes, "reverse") !== 0;
        const isBefore = numberOf(attributes, "exclusive") === 0 ? lessOrEqual : less;
        const source = (step: Index): Index => (isReverse ? addIndex(constantIndex(x[axis] - 1), step, -1) : step);
        return {
          over: [x[axis]],
          reads: [
            { argument: 0, at: (indices, [step]) => indices.with(axis, source(step)) },
            { argument: 1, at: (_, [step]) => [source(step)] },
            { argument: 1, at: (indices) => [indices[axis]] },
          ],
          memory: [{ name: "reduced", scalar, initial: { kind: "number", value: initial } }],
          step: ([reduced], [element, place, own]) => {
            const isTaken = isReverse ? isBefore(own, place) : isBefore(place, own);
            return [select(isTaken, combine(reduced, element), reduced)];
          },
          result: ([reduced]) => reduced,
        };
      },
    },
    examples: [],
  };
}
