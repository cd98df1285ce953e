// Finds out whether a network works row by row, so that it may be given many rows at once. Knows no op by name.

import type { Network, Shape } from "../../network/network.ts";

/**
 * Whether all inputs and outputs are matrices of one row, and all outputs have as many rows as the inputs when those have
 * more: the shapes are inferred again with two rows and with three.
 */
export function isBatchable(network: Network): boolean {
  const ends = [...network.inputs, ...network.outputs].map(({ value }) => network.values[value]);
  if (!ends.every(({ shape }) => shape.length === 2 && shape[0] === 1)) return false;
  return [2, 3].every((rows) => {
    const shapes = shapesWithRows(network, rows);
    return shapes !== undefined && network.outputs.every(({ value }) => shapes[value][0] === rows && shapes[value][1] === network.values[value].shape[1]);
  });
}

/** The shapes of all values when every input has this many rows, or undefined where an op refuses them. */
function shapesWithRows(network: Network, rows: number): readonly Shape[] | undefined {
  const shapes: Shape[] = [];
  for (const value of network.values) {
    if (value.kind === "operation") {
      const shape = value.op.inferShape(value.arguments.map((id) => shapes[id]), value.attributes);
      if ("problem" in shape) return undefined;
      shapes.push(shape);
    } else {
      shapes.push(value.kind === "input" ? [rows, ...value.shape.slice(1)] : value.shape);
    }
  }
  return shapes;
}
