// sum_of_other_powers: Σ e^(x − most) along axes without one element that is `most`, whose power is 1. The logarithm of the whole sum is
// log1p of it, which is accurate where the largest element outweighs all others. What log_softmax is made of; no file has it.

import { add, apply, constant, constantOf, select, subtract } from "../../program/expression.ts";
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
          { name: "found", scalar: "i32", initial: { kind: "number", value: 0 } },
        ],
        step([sum, found], [element, most]) {
          const difference = subtract(element, most);
          const isMost = apply("equal", [difference, constant(0)], "is_most");
          const isLeftOut = apply("and", [isMost, apply("equal", [found, constantOf("i32", 0)], "is_first")], "is_left_out");
          const power = apply("exp", [difference], "power");
          return [select(isLeftOut, sum, add(sum, power)), select(isMost, constantOf("i32", 1), found)];
        },
        result: ([sum]) => sum,
      };
    },
  },
  examples: [{ shapes: [[2, 3], [2, 1]], attributes: { axes: [1] } }],
};
