// tile: x side by side with itself so many times along each axis. ONNX Tile-13, numpy.tile.

import { listOf } from "../attributes.ts";
import { sameScalar } from "../infer-scalar.ts";
import { showShape } from "../shape.ts";
import type { Op } from "../op.ts";
import { expand } from "./expand.ts";
import { reshape } from "./reshape.ts";

export const tile: Op = {
  name: "tile",
  parameters: ["x"],
  required: 1,
  attributes: { repeats: [] },
  inferShape([x], attributes) {
    const repeats = listOf(attributes, "repeats");
    if (repeats.length !== x.length) return { problem: `${repeats.length} repeats for the ${x.length} axes of ${showShape(x)}` };
    const wrong = repeats.find((count) => !Number.isInteger(count) || count < 0);
    return wrong === undefined ? x.map((extent, axis) => extent * repeats[axis]) : { problem: `nothing can be repeated ${wrong} times` };
  },
  inferScalar: sameScalar,
  computation: {
    kind: "expand",
    /** Every axis becomes two, of which the first one is repeated. */
    into({ builder, arguments: [x], attributes, name, origin }) {
      const shape = builder.shapeOf(x);
      const repeats = listOf(attributes, "repeats");
      const axes = (first: (axis: number) => number): readonly number[] => shape.flatMap((extent, axis) => [first(axis), extent]);
      const apart = builder.operation(reshape, [x], { shape: axes(() => 1) }, "apart", origin);
      const repeated = builder.operation(expand, [apart], { shape: axes((axis) => repeats[axis]) }, "repeated", origin);
      return builder.operation(reshape, [repeated], { shape: shape.map((extent, axis) => extent * repeats[axis]) }, name, origin);
    },
  },
  onnx: {
    type: "Tile",
    since: 6,
    attributes: {},
    attributeInputs: [{ attribute: "repeats", name: "repeats", type: "ints", isRequired: true, since: 6 }],
  },
  examples: [
    { shapes: [[2, 3]], attributes: { repeats: [2, 3] } },
    { shapes: [[3]], scalars: ["i32"], attributes: { repeats: [2] } },
    { shapes: [[2, 1, 2]], scalars: ["bool"], attributes: { repeats: [1, 3, 1] } },
    { shapes: [[]] },
  ],
};
