// segment_by_grid: as segment_by_search, by an equal grid that says where to begin, and a number of comparisons after that. No file has it.

import { numberOf } from "../attributes.ts";
import { elementCount, showShape } from "../shape.ts";
import type { Op } from "../op.ts";
import { cast, castCode } from "./cast.ts";
import { cellOf } from "./cell-of.ts";
import { elementAfter } from "./element-after.ts";
import { stepPast } from "./step-past.ts";

/** What the number of a first segment becomes, under a name of its own. */
const startOf: Op = { ...cast, resultName: "start" };

/**
 * `starts` has for each cell the first segment that a number of it may lie in, of those after which there are as many as `comparisons`: these
 * tell how many knots the number is past. The other attributes are those of `cell_of`.
 */
export const segmentByGrid: Op = {
  name: "segment_by_grid",
  parameters: ["x", "knots", "starts"],
  required: 3,
  attributes: { ...cellOf.attributes, comparisons: 1 },
  inferShape([x, knots, starts], attributes) {
    if (elementCount(x) !== 1) return { problem: `its x has the shape ${showShape(x)} instead of one element` };
    const [count, comparisons] = [numberOf(attributes, "count"), numberOf(attributes, "comparisons")];
    if (starts.length !== 1 || starts[0] !== count) return { problem: `its starts have the shape ${showShape(starts)} instead of [${count}]` };
    const areEnough = knots.length === 1 && Number.isInteger(comparisons) && comparisons >= 1 && comparisons < knots[0];
    return areEnough ? x : { problem: `its knots have the shape ${showShape(knots)}, and a number is compared with ${comparisons} of them` };
  },
  inferScalar([x, knots, starts]) {
    if (x !== "f32" || knots !== "f32") return { problem: `its x and knots are of ${x} and ${knots} instead of float32` };
    return starts === "i32" || starts === "u16" || starts === "u8" ? "i32" : { problem: `its starts are of ${starts} instead of whole numbers` };
  },
  computation: {
    kind: "expand",
    into({ builder, arguments: [x, knots, starts], attributes: { comparisons, ...grid }, name, origin }) {
      const cell = builder.operation(cellOf, [x], grid, "cell", origin);
      const stored = builder.operation(elementAfter, [starts, cell], {}, "start", origin);
      const start = builder.operation(startOf, [stored], { to: castCode("i32") }, "start", origin);
      // All of them with knots after the start: no comparison waits for another.
      const offsets = Array.from({ length: Number(comparisons) }, (_, place) => place + 1);
      return offsets.reduce((position, offset) => {
        const knot = builder.operation(elementAfter, [knots, start], { offset }, "knot", origin);
        return builder.operation(stepPast, [x, knot, position], { step: 1 }, offset === comparisons ? name : "position", origin);
      }, start);
    },
  },
  examples: [
    { shapes: [[], [4], [3]], scalars: ["f32", "f32", "i32"], attributes: { count: 3, first: 0x4b400000 - 1 } },
    { shapes: [[1, 1], [5], [4]], scalars: ["f32", "f32", "i32"], attributes: { scale: 1.5, count: 4, first: 0x4b400000 - 2, comparisons: 3 } },
    { shapes: [[1], [4], [2]], scalars: ["f32", "f32", "i32"], attributes: { count: 2, first: 0x4b400000, comparisons: 2 } },
    { shapes: [[1, 1, 1], [6], [3]], scalars: ["f32", "f32", "i32"], attributes: { count: 3, first: 0x4b400000 - 1, comparisons: 2 } },
    { shapes: [[], [8], [1]], scalars: ["f32", "f32", "i32"], attributes: { count: 1 } },
    { shapes: [[1, 1], [7], [1]], scalars: ["f32", "f32", "i32"], attributes: { count: 1 } },
  ],
};
