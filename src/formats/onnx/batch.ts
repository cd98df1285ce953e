// Finds out whether a network may be given many rows at once. Knows no op by name.

import type { Network } from "../../network/network.ts";
import { rowsAreIndependent, withRows } from "../../network/rows.ts";

/** Whether all inputs and outputs are matrices of one row and, given more, the network treats each row by itself. */
export function isBatchable(network: Network): boolean {
  const ends = [...network.inputs, ...network.outputs].map(({ value }) => network.values[value]);
  if (!ends.every(({ shape }) => shape.length === 2 && shape[0] === 1)) return false;
  const two = withRows(network, 2);
  return two !== undefined && rowsAreIndependent(two, 2);
}
