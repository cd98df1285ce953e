// The network that a table of cells is: one piecewise_linear op for each output of the network it stands for, or the ops of integers.

import { NetworkBuilder } from "../network/network-builder.ts";
import type { Network } from "../network/network.ts";
import { valueOf } from "../network/network.ts";
import { piecewiseLinear } from "../network/ops/piecewise-linear.ts";
import { elementCount } from "../network/shape.ts";
import { cellAttributes } from "./cell-grid.ts";
import { borderedOutput } from "./bordered-output.ts";
import type { CellTable } from "./tabulate.ts";

/** @param network has one input, of one element; the table's outputs are the elements of its outputs in order. */
export function tabulatedNetwork(network: Network, table: CellTable): Network {
  const { grid } = table;
  const builder = new NetworkBuilder();
  const [{ value: inputId }] = network.inputs;
  const input = builder.copy(valueOf(network, inputId), []);
  let element = 0;
  const results = network.outputs.map(({ name, value: id }) => {
    const { shape, origin } = valueOf(network, id);
    const count = elementCount(shape);
    const [first, prefix] = [element, network.outputs.length === 1 ? "" : `${name}_`];
    element += count;
    if (table.numbers === "int16") {
      return { name, value: borderedOutput({ builder, input, grid, shape, origin, name, prefix }, table.outputs.slice(first, element)) };
    }
    const numbers = new Float32Array(2 * count * grid.count);
    for (let cell = 0; cell < grid.count; cell++) {
      for (let one = 0; one < count; one++) numbers.set(table.outputs[first + one].lines.subarray(2 * cell, 2 * cell + 2), 2 * (cell * count + one));
    }
    const cells = builder.ownParameter(`${prefix}cells`, [grid.count, ...shape, 2], numbers, origin);
    return { name, value: builder.operation(piecewiseLinear, [input, cells], cellAttributes(grid), name, origin) };
  });
  return builder.finish(results);
}
