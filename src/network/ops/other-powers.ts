// sum_of_other_powers: Σ e^(x − most) along axes without one element that is `most`, whose power is 1. The logarithm of the whole sum is
// log1p of it, which is accurate where the largest element outweighs all others. What log_softmax is made of; no file has it.

import { add, apply, constantOf, select, subtract } from "../../program/expression.ts";
import type { Op } from "../op.ts";
import { alongReducedAxes, REDUCED_AXES, shapeWithoutAxes } from "./reduce-over-axes.ts";

export const sumOfOtherPowers: Op = {
  name: "sum_of_other_powers",
  parameters: ["x", "most"],
  required: 2,
  attributes: REDUCED_AXES,
  inferShape: ([x], attributes) => shapeWithoutAxes(x, attributes),
  computation: {
    kind: "fold",
    fold([x], attributes) {
      const { over, at } = alongReducedAxes(x, attributes);
      return {
        over,
        reads: [
          { argument: 0, at },
          { argument: 1, at: (indices) => indices },
        ],
        memory: [
          { name: "sum", scalar: "f32", initial: { kind: "number", value: 0 } },
          { name: "is_found", scalar: "bool", initial: { kind: "number", value: 0 } },
        ],
        step([sum, isFound], [element, most]) {
          const difference = subtract(element, most);
          const isMost = apply("equal", [difference, constantOf("f32", 0)], "is_most");
          const isLeftOut = apply("and", [isMost, apply("exclusiveOr", [isFound, constantOf("bool", 1)], "is_first")], "is_left_out");
          return [select(isLeftOut, sum, add(sum, apply("exp", [difference], "power"))), apply("or", [isFound, isMost])];
        },
        result: ([sum]) => sum,
      };
    },
  },
  examples: [{ shapes: [[2, 3], [2, 1]], attributes: { axes: [1] } }],
};
