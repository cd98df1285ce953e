// In which order a table's numbers stand in memory and in the source: the one place that knows.

import type { TableBuffer } from "./program.ts";
import type { Values } from "./scalar.ts";

/**
 * The numbers of a table in the order in which they are stored, row by row: what belongs together on lines of source. A row is
 * to be read before the next one is asked for.
 */
export function* storedRows({ values, rowLength }: TableBuffer): Generator<Values, undefined> {
  const length = rowLength > 1 ? rowLength : values.length;
  for (let start = 0; start < values.length; start += length) yield values.subarray(start, start + length);
}
