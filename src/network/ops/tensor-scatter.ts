// tensor_scatter: a cache with an update along an axis, from a position on that each member of the batch has, 0 where none are given;
// beyond the end of the axis nothing is written, or at its beginning where the cache is circular. ONNX TensorScatter-24.

import { apply, constantOf, less, lessOrEqual } from "../../program/expression.ts";
import { numberOf } from "../attributes.ts";
import { acceptedAxes, axisOf } from "../axes.ts";
import { sameShape } from "../broadcast.ts";
import { showShape } from "../shape.ts";
import type { Op } from "../op.ts";
import { expand } from "./expand.ts";
import { gatherElements } from "./gather-elements.ts";
import { modulo } from "./modulo.ts";
import { reshape } from "./reshape.ts";
import { subtract } from "./subtract.ts";
import { where } from "./where.ts";

const MODES = { linear: 0, circular: 1 } as const;

/** Whether a distance is one within the update. */
const isWithin: Op = {
  name: "is_within",
  parameters: ["distance"],
  required: 1,
  attributes: { length: 1 },
  inferShape: ([distance]) => distance,
  inferScalar: () => "bool",
  computation: {
    kind: "pointwise",
    value([distance], attributes) {
      const isReached = lessOrEqual(constantOf("i32", 0), distance);
      return apply("and", [isReached, less(distance, constantOf("i32", numberOf(attributes, "length")))], "within");
    },
  },
  examples: [],
};

export const tensorScatter: Op = {
  name: "tensor_scatter",
  parameters: ["cache", "update", "starts"],
  required: 2,
  attributes: { axis: -2, mode: MODES.linear },
  inferShape([cache, update, starts], attributes) {
    const axis = axisOf(numberOf(attributes, "axis"), cache.length);
    if (typeof axis === "object") return axis;
    if (axis === 0) return { problem: "axis 0 is the batch" };
    const fits = update.length === cache.length && sameShape(update.with(axis, cache[axis]), cache) && update[axis] <= cache[axis];
    if (!fits) return { problem: `an update of ${showShape(update)} does not fit into ${showShape(cache)}` };
    return starts === undefined || sameShape(starts, [cache[0]]) ? cache : { problem: `${showShape(starts)} are not the positions of ${cache[0]} updates` };
  },
  inferScalar([cache, update, ...starts]) {
    const wrong = starts.find((scalar) => scalar !== "i32");
    if (wrong !== undefined) return { problem: `its positions are of ${wrong} instead of i32` };
    return cache === update ? cache : { problem: `its update is of ${update} instead of ${cache}` };
  },
  computation: {
    kind: "expand",
    into({ builder, arguments: [cache, update, starts], attributes, name, origin }) {
      const shape = builder.shapeOf(cache);
      const [axis] = acceptedAxes([numberOf(attributes, "axis")], shape.length);
      const along = (one: number): readonly number[] => shape.map((extent, other) => (other === one ? extent : 1));
      const place = builder.constant("place", along(axis), "i32", Int32Array.from({ length: shape[axis] }, (_, one) => one), origin);
      const first = starts ?? builder.constant("starts", [shape[0]], "i32", new Int32Array(shape[0]), origin);
      const start = builder.operation(reshape, [first], { shape: along(0) }, "start", origin);
      const extent = builder.constant("extent", [], "i32", Int32Array.of(shape[axis]), origin);
      const isCircular = numberOf(attributes, "mode") === MODES.circular;
      // Round the axis before it is subtracted as well: the distance of the least integer is none.
      const begin = isCircular ? builder.operation(modulo, [start, extent], {}, "begin", origin) : start;
      const straight = builder.operation(subtract, [place, begin], {}, "distance", origin);
      const distance = isCircular ? builder.operation(modulo, [straight, extent], {}, "round", origin) : straight;
      const written = builder.operation(isWithin, [distance], { length: builder.shapeOf(update)[axis] }, "written", origin);
      const source = builder.operation(expand, [distance], { shape }, "source", origin);
      const updated = builder.operation(gatherElements, [update, source], { axis }, "updated", origin);
      return builder.operation(where, [written, updated, cache], {}, name, origin);
    },
  },
  onnx: { type: "TensorScatter", since: 24, attributes: { axis: { name: "axis", type: "int" }, mode: { name: "mode", type: "string", values: MODES } } },
  examples: [
    { shapes: [[2, 4, 3], [2, 2, 3], [2]], scalars: ["f32", "f32", "i32"] },
    { shapes: [[2, 4, 3], [2, 3, 3], [2]], scalars: ["f32", "f32", "i32"], attributes: { mode: MODES.circular } },
    { shapes: [[1, 5], [1, 2]], scalars: ["i32", "i32"], attributes: { axis: -1 } },
  ],
};
