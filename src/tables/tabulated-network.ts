// The network that a table of cells is: what computes each output of the network it stands for.

import { NetworkBuilder } from "../network/network-builder.ts";
import type { Network } from "../network/network.ts";
import { valueOf } from "../network/network.ts";
import { elementCount } from "../network/shape.ts";
import type { CellTable } from "./numbers/number-kind.ts";

/** @param network has one input, of one element; the table's outputs are the elements of its outputs in order. */
export function tabulatedNetwork(network: Network, table: CellTable): Network {
  const builder = new NetworkBuilder();
  const [{ value: inputId }] = network.inputs;
  const input = builder.copy(valueOf(network, inputId), []);
  let element = 0;
  const results = network.outputs.map(({ name, value: id }) => {
    const { shape, origin } = valueOf(network, id);
    const [first, prefix] = [element, network.outputs.length === 1 ? "" : `${name}_`];
    element += elementCount(shape);
    return { name, value: table.output({ builder, input, shape, origin, name, prefix }, first, element) };
  });
  return builder.finish(results);
}
