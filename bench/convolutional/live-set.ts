// How many bytes any way of computing a network value by value needs at least: the largest set of values that are alive together. What a caller
// gives and takes is not counted; views need nothing, and a pointwise result may stand where an argument stood that nobody reads any more.

import type { Network, OperationValue } from "../../src/network/network.ts";
import type { ValueId } from "../../src/network/op.ts";
import { elementCount } from "../../src/network/shape.ts";
import { SCALARS } from "../../src/program/scalar.ts";

/** @param network as it is before its ops are written as others. */
export function largestLiveSet(network: Network): number {
  const sources = sourcesOf(network);
  const lastUse = new Map<ValueId, number>();
  network.values.forEach((value, id) => {
    if (value.kind === "operation") for (const argument of value.arguments) lastUse.set(sources[argument], id);
  });
  const given = new Set(network.outputs.map(({ value }) => sources[value]));
  const alive = new Set<ValueId>();
  let most = 0;
  network.values.forEach((value, id) => {
    if (value.kind !== "operation" || sources[id] !== id) return;
    const dying = [...new Set(value.arguments.map((argument) => sources[argument]))].filter((source) => alive.has(source) && lastUse.get(source) === id);
    const takesPlace = value.op.computation.kind === "pointwise" && dying.some((source) => bytesOf(network, source) >= bytesOf(network, id));
    if (takesPlace) dying.forEach((source) => alive.delete(source));
    if (!given.has(id)) alive.add(id);
    most = Math.max(most, [...alive].reduce((sum, one) => sum + bytesOf(network, one), 0));
    dying.forEach((source) => alive.delete(source));
  });
  return most;
}

/** For each value the one whose elements it is a view of, or itself. */
function sourcesOf({ values }: Network): readonly ValueId[] {
  const sources: ValueId[] = [];
  values.forEach((value, id) => sources.push(value.kind === "operation" && isView(value) ? sources[value.arguments[0]] : id));
  return sources;
}

function isView({ op: { computation, name } }: OperationValue): boolean {
  return computation.kind === "reshape" || computation.kind === "view" || name === "flatten" || name === "identity";
}

function bytesOf({ values }: Network, id: ValueId): number {
  return elementCount(values[id].shape) * SCALARS[values[id].scalar].bytes;
}
