// element_after: the element of a list that is `offset` places after a position, without one after the first. No file has it: segments are
// found with it.

import { addIndex, constantIndex } from "../../program/expression.ts";
import { numberOf } from "../attributes.ts";
import { showShape, elementCount } from "../shape.ts";
import type { Op } from "../op.ts";

export const elementAfter: Op = {
  name: "element_after",
  parameters: ["list", "position"],
  required: 1,
  attributes: { offset: 0 },
  inferShape([list, position], attributes) {
    if (position !== undefined && elementCount(position) !== 1) return { problem: `its position has the shape ${showShape(position)} instead of one element` };
    const offset = numberOf(attributes, "offset");
    const isThere = list.length === 1 && Number.isInteger(offset) && offset >= 0 && offset < list[0];
    return isThere ? [] : { problem: `its list of the shape ${showShape(list)} has no element ${offset}` };
  },
  inferScalar([list, position]) {
    return position === undefined || position === "i32" ? list : { problem: `its position is of ${position} instead of i32` };
  },
  computation: {
    kind: "gather",
    source(_places, [[count], position], attributes, pick) {
      const offset = numberOf(attributes, "offset");
      if (position === undefined) return [constantIndex(offset)];
      return [addIndex(constantIndex(offset), pick(1, position.map(() => constantIndex(0)), count - offset))];
    },
  },
  examples: [
    { shapes: [[5], []], scalars: ["f32", "i32"], attributes: { offset: 2 } },
    { shapes: [[4], [1, 1]], scalars: ["i32", "i32"] },
    { shapes: [[3], [1]], scalars: ["bool", "i32"] },
    { shapes: [[6]], attributes: { offset: 4 } },
    { shapes: [[7], [1, 1, 1]], scalars: ["i32", "i32"], attributes: { offset: 3 } },
  ],
};
