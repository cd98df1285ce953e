// Declares the constants of a network as tables of its Program, each in the order that the sums which read it want.

import { isKnown, keptValues, valueOf, type Network } from "../../network/network.ts";
import type { ValueId } from "../../network/op.ts";
import type { ProgramBuilder } from "../../program/builder.ts";
import { constantIndex } from "../../program/expression.ts";
import type { Layout } from "./layout.ts";
import { chooseKeptIntegers, type KeptIntegers } from "./kept-integers.ts";
import type { Buffered } from "./storage.ts";
import { ordered, tableOrders } from "./table-order.ts";

/** Where the elements of a constant are; of one that is kept as integers these, and their scales. */
export interface Table {
  readonly elements: Buffered;
  readonly scales?: Buffered;
}

/** Tables stand in the order in which operations name them: W1, b1, W2, … */
export function declareTables(builder: ProgramBuilder, network: Network, layout: Layout): ReadonlyMap<ValueId, Table> {
  const kept = chooseKeptIntegers(network, layout);
  const orders = tableOrders(network, layout);
  const named = network.values.flatMap((value) => (value.kind === "operation" ? value.arguments : []));
  const tables = new Map<ValueId, Table>();
  for (const id of new Set([...named, ...keptValues(network)])) {
    const value = valueOf(network, id);
    if (!isKnown(value)) continue;
    const { name } = value;
    const own = kept.get(id);
    const { order, strides, extents } = ordered(value, orders.get(id));
    const transposed = order === undefined ? "" : " transposed";
    const buffer = builder.buffer({
      role: "table",
      name,
      scalar: own?.scalar ?? value.scalar,
      size: value.data.length,
      values: own?.integers ?? value.data,
      ...(order === undefined ? {} : { order }),
      rowLength: extents.at(-1) ?? 1,
      comment: [`${name}${transposed}`, ...(extents.length === 0 ? [] : [extents.join(" x ")])].join(", "),
    });
    const elements: Buffered = { kind: "buffer", buffer, offset: constantIndex(0), strides };
    tables.set(id, own === undefined ? { elements } : { elements, scales: declareScales(builder, name, own) });
  }
  return tables;
}

function declareScales(builder: ProgramBuilder, name: string, { scales, strides }: KeptIntegers): Buffered {
  const size = scales.length;
  const comment = size === 1 ? `what ${name} is in units of` : `what ${name} is in units of, ${size}`;
  const buffer = builder.buffer({ role: "table", name: `${name}_scale`, scalar: "f32", size, values: scales, rowLength: size, comment });
  return { kind: "buffer", buffer, offset: constantIndex(0), strides };
}
