// In which order a table's numbers stand in memory and in the source: the one place that knows.

import type { StoredOrder, TableBuffer } from "./program.ts";
import { SCALARS, type Values } from "./scalar.ts";

/**
 * The numbers of a table in the order in which they are stored, row by row: what belongs together on lines of source. A row is
 * to be read before the next one is asked for.
 */
export function* storedRows(table: TableBuffer): Generator<Values, undefined> {
  const { values, order, scalar, rowLength } = table;
  const length = rowLength > 1 ? rowLength : values.length;
  if (order === undefined) {
    for (let start = 0; start < values.length; start += length) yield values.subarray(start, start + length);
    return;
  }
  const row = SCALARS[scalar].newValues(length);
  for (let start = 0; start < values.length; start += length) {
    gather(values, order, start, row);
    yield row;
  }
}

/** All numbers of a table in the order in which they are stored: its own array, or a copy where that has another order. */
export function storedValues({ values, order, scalar }: TableBuffer): Values {
  if (order === undefined) return values;
  const stored = SCALARS[scalar].newValues(values.length);
  gather(values, order, 0, stored);
  return stored;
}

/** The stored elements from `start` on, as many as there is room for. */
function gather(values: Values, { extents, steps }: StoredOrder, start: number, into: Values): void {
  const last = extents.length - 1;
  const [width, step] = [extents[last], steps[last]];
  for (let filled = 0; filled < into.length; ) {
    let column = (start + filled) % width;
    let rest = (start + filled - column) / width;
    let place = column * step;
    for (let axis = last - 1; axis >= 0; axis--) {
      const index = rest % extents[axis];
      place += index * steps[axis];
      rest = (rest - index) / extents[axis];
    }
    for (; column < width && filled < into.length; column++, place += step) into[filled++] = values[place];
  }
}
