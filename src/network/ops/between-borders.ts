// between_borders: the line between the values at the two borders of a cell, which are integers, of 16 bits where they are stored: the
// value at a place that is −1 at the first border and 1 at the second. No file has it: tables of integers are read with it.

import { add, convert, multiply, subtract } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import { broadcastShapes } from "../broadcast.ts";
import type { Op } from "../op.ts";

/**
 * ((before + after + offset) + (after − before)·place)·scale, integers as long as integers are added. Of a `scale` that is a power of two
 * the product and the sum are the only roundings; both are monotone, and at the places −1 and 1 there are none.
 */
export const betweenBorders: Op = {
  name: "between_borders",
  parameters: ["before", "after", "place", "offset", "scale"],
  required: 5,
  attributes: {},
  inferShape: (shapes) => broadcastShapes(shapes),
  inferScalar([before, after, place, offset, scale]) {
    const isRight = (before === "i16" || before === "i32") && after === before && place === "f32" && offset === "i32" && scale === "f32";
    return isRight ? "f32" : { problem: "its borders are not of int16 or i32, its place and scale of float32 and its offset of i32" };
  },
  computation: {
    kind: "pointwise",
    value([before, after, place, offset, scale], _attributes, [scalar]) {
      const isStored = scalar === "i16";
      const first = isStored ? convert(before, "i32", "round", "before") : before;
      const second = isStored ? convert(after, "i32", "round", "after") : after;
      return betweenIntegers(first, second, { place, offset, scale });
    },
  },
  examples: [
    { shapes: [[4], [4], [], [4], [4]], scalars: ["i32", "i32", "f32", "i32", "f32"] },
    { shapes: [[], [], [], [], []], scalars: ["i32", "i32", "f32", "i32", "f32"] },
  ],
};

interface Between {
  readonly place: Expression;
  readonly offset: Expression;
  readonly scale: Expression;
}

/** What the op computes of values of i32. */
export function betweenIntegers(before: Expression, after: Expression, { place, offset, scale }: Between): Expression {
  const middle = convert(add(add(before, after, "both"), offset, "middle"), "f32", "round", "middle");
  const rise = convert(subtract(after, before, "difference"), "f32", "round", "rise");
  return multiply(add(middle, multiply(rise, place)), scale, "value");
}
