// Estimates the working memory of a network from its values alone, in a fraction of the time that it takes to lower it: what computes by rows is chosen
// by it. Lowering may need less, or more.

import { valuesComputedInPlace } from "./in-place.ts";
import { keptValues, type Network, type OperationValue } from "../../network/network.ts";
import type { ValueId } from "../../network/op.ts";
import { elementCount } from "../../network/shape.ts";
import { SCALARS } from "../../program/scalar.ts";

/** Bytes of the largest set of values that are in use together; results of the network among them. */
export function liveBytes(network: Network): number {
  const { values } = network;
  const holders = holdersOf(network);
  const last = values.map((_, id) => id);
  values.forEach((value, id) => {
    if (value.kind === "operation") for (const argument of value.arguments) for (const holder of holders[argument]) last[holder] = id;
  });
  for (const id of keptValues(network)) for (const holder of holders[id]) last[holder] = values.length;
  let most = 0;
  let alive: readonly ValueId[] = [];
  values.forEach((value, id) => {
    alive = alive.filter((one) => last[one] >= id);
    const within = value.kind === "operation" && value.op.computation.kind === "scan" ? scanBytes(value) : 0;
    if (holders[id].includes(id)) alive = [...alive, id];
    most = Math.max(most, within + alive.reduce((sum, one) => sum + bytesOf(network, one), 0));
  });
  return most;
}

/** What a scan remembers, and what a step of it needs. */
function scanBytes({ op: { computation } }: OperationValue): number {
  if (computation.kind !== "scan") return 0;
  const { step, carried } = computation.scanning;
  return liveBytes(step) + carried.reduce((sum, _, position) => sum + bytesOf(step, step.inputs[position].value), 0);
}

/** For each value those in whose memory its elements are, or are computed from: views have none of their own, nor have frames and what is computed in place. */
function holdersOf(network: Network): readonly (readonly ValueId[])[] {
  const inlined = valuesComputedInPlace(network);
  const holders: (readonly ValueId[])[] = [];
  network.values.forEach((value, id) => {
    if (value.kind !== "operation") return holders.push([]);
    const { kind } = value.op.computation;
    const isElsewhere = inlined.has(id) || kind === "view" || kind === "reshape" || kind === "place";
    return holders.push(isElsewhere ? [...new Set(value.arguments.flatMap((argument) => holders[argument]))] : [id]);
  });
  return holders;
}

function bytesOf({ values }: Network, id: ValueId): number {
  return elementCount(values[id].shape) * SCALARS[values[id].scalar].bytes;
}
