// Declares the constants of a network as tables of its Program, each in the order that the sums which read it want.

import { isKnown, keptValues, valueOf, type Network } from "../../network/network.ts";
import type { ValueId } from "../../network/op.ts";
import type { ProgramBuilder } from "../../program/builder.ts";
import { constantIndex } from "../../program/expression.ts";
import type { Layout } from "./layout.ts";
import type { Buffered } from "./storage.ts";
import { ordered, tableOrders } from "./table-order.ts";

/** Tables stand in the order in which operations name them: W1, b1, W2, … */
export function declareTables(builder: ProgramBuilder, network: Network, layout: Layout): ReadonlyMap<ValueId, Buffered> {
  const orders = tableOrders(network, layout);
  const named = network.values.flatMap((value) => (value.kind === "operation" ? value.arguments : []));
  const tables = new Map<ValueId, Buffered>();
  for (const id of new Set([...named, ...keptValues(network)])) {
    const value = valueOf(network, id);
    if (!isKnown(value)) continue;
    const { name, scalar } = value;
    const { order, strides, extents } = ordered(value, orders.get(id));
    const transposed = order === undefined ? "" : " transposed";
    const buffer = builder.buffer({
      role: "table",
      name,
      scalar,
      size: value.data.length,
      values: value.data,
      ...(order === undefined ? {} : { order }),
      rowLength: extents.at(-1) ?? 1,
      comment: [`${name}${transposed}`, ...(extents.length === 0 ? [] : [extents.join(" x ")])].join(", "),
    });
    tables.set(id, { kind: "buffer", buffer, offset: constantIndex(0), strides });
  }
  return tables;
}
