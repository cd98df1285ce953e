// max_pool_positions: where in x the maximum of each window is, counted through all of its elements, row-major or, within a channel, column-major;
// of equal ones the first in the window. Where nothing in it is greater than the least number, the first element of the channel. ONNX MaxPool-22's
// second output.

import { LARGEST_FLOAT32 } from "../../numeric/float32.ts";
import { SCALARS } from "../../program/scalar.ts";
import { accepted } from "../axes.ts";
import { numberOf } from "../attributes.ts";
import type { Op } from "../op.ts";
import { elementCount, type Shape } from "../shape.ts";
import { add } from "./add.ts";
import { frame } from "./frame.ts";
import { channelsFirst, channelsLast, framed, stepsOf } from "./windows/channels-last.ts";
import { POOL_ATTRIBUTES, pooledShape, poolWindows } from "./windows/pool-windows.ts";
import { frameOf } from "./windows/window-axes.ts";
import { windowPosition } from "./windows/window-position.ts";

/** How the elements of a channel are counted. */
const STORAGE = { rows: 0, columns: 1 } as const;

export const maxPoolPositions: Op = {
  name: "max_pool_positions",
  parameters: ["x"],
  required: 1,
  attributes: { ...POOL_ATTRIBUTES, storage_order: STORAGE.rows },
  inferShape: ([x], attributes) => pooledShape(x, attributes),
  inferScalar: ([x]) => (x === "f32" || x === "i32" ? "i32" : { problem: `its x is of ${x} instead of f32 or i32` }),
  computation: {
    kind: "expand",
    into({ builder, arguments: [x], attributes, name, origin }) {
      const shape = builder.shapeOf(x);
      const extents = shape.slice(2);
      const axes = accepted(poolWindows(shape, attributes));
      const least = builder.scalarOf(x) === "f32" ? -LARGEST_FLOAT32 : SCALARS.i32.least;
      const within = framed(builder, channelsLast(builder, x, origin), axes, least, origin);
      const own = builder.constant("places", extents, "i32", placesIn(extents, numberOf(attributes, "storage_order")), origin);
      const places = builder.operation(frame, [own], { ...frameOf(axes), value: 0 }, "places", origin);
      const steps = { kernel: axes.map(({ kernel }) => kernel), ...stepsOf(axes) };
      const found = builder.operation(windowPosition, [within, places], steps, "found", origin);
      const size = elementCount(extents);
      const firsts = Int32Array.from({ length: shape[0] * shape[1] }, (_, channel) => channel * size);
      const channels = builder.constant("firsts", [shape[0], shape[1], ...extents.map(() => 1)], "i32", firsts, origin);
      return builder.operation(add, [channelsFirst(builder, found, "positions", origin), channels], {}, name, origin);
    },
  },
  examples: [
    { shapes: [[2, 2, 4, 3]], attributes: { kernel_shape: [2, 3], strides: [2, 1], pads: [1, 0, 0, 1] } },
    { shapes: [[1, 2, 3, 4]], attributes: { kernel_shape: [2, 2], ceil_mode: 1, strides: [2, 3], storage_order: 1 } },
    { shapes: [[1, 2, 5]], scalars: ["i32"], attributes: { kernel_shape: [2], dilations: [2], auto_pad: 3 } },
  ],
};

/** What each element of a channel is counted as, row-major. */
function placesIn(extents: Shape, order: number): Int32Array {
  const count = elementCount(extents);
  if (order === STORAGE.rows) return Int32Array.from({ length: count }, (_, place) => place);
  const columns = extents.map((_, axis) => elementCount(extents.slice(0, axis)));
  const rows = extents.map((_, axis) => elementCount(extents.slice(axis + 1)));
  const byColumns = (place: number): number => extents.reduce((sum, extent, axis) => sum + (Math.floor(place / rows[axis]) % extent) * columns[axis], 0);
  return Int32Array.from({ length: count }, (_, place) => byColumns(place));
}
