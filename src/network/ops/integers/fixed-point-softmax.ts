// What softmax of quantised numbers is made of where there are no floats, as gemmlowp and TensorFlow Lite do it: the reciprocal of a sum as a fraction
// and a power of 2, and the share of a term. Fractions are i32 that stand for themselves times 2^−31, sums for themselves times 2^−19. No file has them.

import { add, apply, constantOf, less, select, subtract } from "../../../program/expression.ts";
import type { Expression } from "../../../program/program.ts";
import type { Scalar } from "../../../program/scalar.ts";
import { broadcastShapes } from "../../broadcast.ts";
import type { Op, ShapeProblem } from "../../op.ts";
import { elementwise } from "../elementwise.ts";
import { awayFromZero, doubledHigh } from "./scaled-by-fixed-point.ts";

/** 48/17 and −32/17 with two bits before the point: the line from which the division begins. */
const LINE = { start: 1515870810, slope: -1010580540 };
/** With two bits before the point. */
const ONE = 1 << 29;
const STEPS = 3;

function onlyWords(scalars: readonly Scalar[]): Scalar | ShapeProblem {
  return scalars.every((scalar) => scalar === "i32") ? "i32" : { problem: `its arguments are of ${scalars.join(", ")} instead of i32` };
}

/** Of a positive sum, what 1 is divided by: brought to [1, 2) by a power of 2, then by Newton and Raphson. At most 1, which is 2^31 − 1. */
export const reciprocalOfSum = elementwise({
  name: "reciprocal_of_sum",
  inferScalar: onlyWords,
  value(sum) {
    const above = subtract(apply("shiftLeft", [sum, zerosBefore(sum)], "raised"), word(-(2 ** 31)), "above");
    // (above + 1) / 2.
    const half = add(apply("shiftRight", [above, word(1)], "half"), word(2 ** 30), "denominator");
    let found = add(doubledHigh(half, word(LINE.slope)), word(LINE.start), "found");
    for (let step = 0; step < STEPS; step++) {
      const error = subtract(word(ONE), doubledHigh(half, found), "error");
      found = add(found, apply("shiftLeft", [doubledHigh(found, error), word(2)], "change"), "found");
    }
    const isOne = less(word(2 ** 30 - 1), found);
    return select(isOne, word(2 ** 31 - 1), apply("shiftLeft", [found, word(1)], "reciprocal"));
  },
  examples: [{ shapes: [[5]], scalars: ["i32"] }],
});

/** By how many places a fraction times that reciprocal has to go to the right to be counted in 256ths. */
export const placesOfSum = elementwise({
  name: "places_of_sum",
  inferScalar: onlyWords,
  value: (sum) => subtract(word(12 + 31 - 8), zerosBefore(sum), "places"),
  examples: [{ shapes: [[5]], scalars: ["i32"] }],
});

/** A fraction times another one, so many places to the right, rounded twice, halves away from 0. Places are 1 to 31. */
export const shareOfSum: Op = {
  name: "share_of_sum",
  parameters: ["term", "reciprocal", "places"],
  required: 3,
  attributes: {},
  inferShape: (shapes) => broadcastShapes(shapes),
  inferScalar: onlyWords,
  computation: {
    kind: "pointwise",
    value([term, reciprocal, places]) {
      const within = apply("minimum", [apply("maximum", [places, word(1)], "raised"), word(31)], "within");
      return awayFromZero(doubledHigh(reciprocal, term), subtract(within, word(1), "less"));
    },
  },
  examples: [{ shapes: [[2, 3], [2, 1], [2, 1]], scalars: ["i32", "i32", "i32"] }],
};

/** How many bits before the first one of a number are 0; of numbers below 1 as many as of 1. */
function zerosBefore(sum: Expression): Expression {
  let [zeros, rest] = [word(1), apply("maximum", [sum, word(1)], "rest")];
  for (const places of [16, 8, 4, 2, 1]) {
    const isShort = less(rest, word(2 ** (31 - places)));
    zeros = add(zeros, select(isShort, word(places), word(0)), "zeros");
    rest = select(isShort, apply("shiftLeft", [rest, word(places)], "raised"), rest);
  }
  return zeros;
}

function word(value: number): Expression {
  return constantOf("i32", value);
}
