// The network that a table of arguments from 0 on is for all: read at |x|, and of an odd function its results with the sign of x.

import { NetworkBuilder } from "../network/network-builder.ts";
import type { Network } from "../network/network.ts";
import { valueOf } from "../network/network.ts";
import type { ValueId } from "../network/op.ts";
import { absoluteValue } from "../network/ops/absolute-value.ts";
import { reshapeTo } from "../network/ops/reshape-to.ts";
import { withSign } from "../network/ops/with-sign.ts";
import type { Symmetry } from "../network/table-numbers.ts";

/** @param table has one input, of one float32. */
export function mirroredNetwork(table: Network, symmetry: Symmetry): Network {
  const builder = new NetworkBuilder();
  const ids: ValueId[] = [];
  let argument: ValueId | undefined;
  for (const value of table.values) {
    const id = builder.copy(value, value.kind === "operation" ? value.arguments.map((one) => ids[one]) : []);
    if (value.kind === "input") {
      argument = id;
      ids.push(builder.operation(absoluteValue, [id], {}, "magnitude", value.origin));
    } else ids.push(id);
  }
  const given = argument;
  if (symmetry === "even" || given === undefined) return builder.finish(table.outputs.map(({ name, value }) => ({ name, value: ids[value] })));
  return builder.finish(table.outputs.map(({ name, value }) => {
    const { origin } = valueOf(table, value);
    // Broadcasting gives the result the larger number of axes.
    const number = builder.operation(reshapeTo([]), [given], {}, "argument", origin);
    return { name, value: builder.operation(withSign, [ids[value], number], {}, name, origin) };
  }));
}
