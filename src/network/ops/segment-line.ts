// segment_line: slope·(x − knot) + value of a segment, where the knot is the one it begins at: near it little is lost however steep the line
// is. Every element of the result has a slope and a value of its own. No file has it: tables of functions of one input end with it.

import { elementCount, showShape } from "../shape.ts";
import type { Op } from "../op.ts";
import { add } from "./add.ts";
import { cellEntry } from "./cell-entry.ts";
import { elementAfter } from "./element-after.ts";
import { multiply } from "./multiply.ts";
import { reshapeTo } from "./reshape-to.ts";
import { subtract } from "./subtract.ts";

/** The lines' axes are the segments, the axes of the result, and slope and value. */
export const segmentLine: Op = {
  name: "segment_line",
  parameters: ["x", "knots", "lines", "segment"],
  required: 4,
  attributes: {},
  inferShape([x, knots, lines, segment]) {
    const odd = [x, segment].find((shape) => elementCount(shape) !== 1);
    if (odd !== undefined) return { problem: `its x or segment has the shape ${showShape(odd)} instead of one element` };
    const isTable = knots.length === 1 && lines.length >= 2 && lines[0] === knots[0] && lines.at(-1) === 2;
    return isTable ? lines.slice(1, -1) : { problem: `its lines have the shape ${showShape(lines)} for knots of the shape ${showShape(knots)}` };
  },
  inferScalar([x, knots, lines, segment]) {
    if (segment !== "i32") return { problem: `its segment is of ${segment} instead of i32` };
    return [x, knots, lines].every((scalar) => scalar === "f32") ? "f32" : { problem: "it is not of float32" };
  },
  computation: {
    kind: "expand",
    into({ builder, arguments: [given, knots, lines, segment], name, origin }) {
      // Broadcasting gives the result the larger number of axes.
      const isDeeper = builder.shapeOf(given).length > builder.shapeOf(lines).length - 2;
      const x = isDeeper ? builder.operation(reshapeTo([]), [given], {}, "number", origin) : given;
      const knot = builder.operation(elementAfter, [knots, segment], {}, "knot", origin);
      const distance = builder.operation(subtract, [x, knot], {}, "distance", origin);
      const [slope, value] = ["slope", "value"].map((entryName, entry) => builder.operation(cellEntry, [lines, segment], { entry }, entryName, origin));
      const product = builder.operation(multiply, [slope, distance], {}, "product", origin);
      return builder.operation(add, [value, product], {}, name, origin);
    },
  },
  examples: [
    { shapes: [[], [3], [3, 2], []], scalars: ["f32", "f32", "f32", "i32"] },
    { shapes: [[1, 1], [4], [4, 1, 3, 2], [1]], scalars: ["f32", "f32", "f32", "i32"] },
    { shapes: [[1], [5], [5, 3, 4, 2], [1, 1]], scalars: ["f32", "f32", "f32", "i32"] },
  ],
};
