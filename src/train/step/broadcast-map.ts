// Where each element of a broadcast array comes from, as a list of positions made once. Moves no elements itself.

import { broadcastsTo } from "../../network/broadcast.ts";
import type { Shape } from "../../network/shape.ts";
import { elementCount } from "../../network/shape.ts";

/**
 * For each element of an array of shape `wide`, in row-major order, the flat position of the element of an array of shape
 * `narrow` that is broadcast to it. Read backwards, it says into which sum an element goes.
 *
 * @throws RangeError where `narrow` does not broadcast to `wide`.
 */
export function broadcastMap(narrow: Shape, wide: Shape): Int32Array {
  if (!broadcastsTo(narrow, wide)) throw new RangeError(`[${narrow.join(", ")}] does not broadcast to [${wide.join(", ")}]`);
  const map = new Int32Array(elementCount(wide));
  // Elements of `narrow` from one index of an axis of `wide` to the next; 0 where the axis is stretched or missing.
  const strides = wide.map((_, axis) => {
    const own = axis - wide.length + narrow.length;
    return own < 0 || narrow[own] === 1 ? 0 : elementCount(narrow.slice(own + 1));
  });
  for (let position = 0; position < map.length; position++) {
    let rest = position;
    let source = 0;
    for (let axis = wide.length - 1; axis >= 0; axis--) {
      source += (rest % wide[axis]) * strides[axis];
      rest = Math.floor(rest / wide[axis]);
    }
    map[position] = source;
  }
  return map;
}
