// How many frames of each value a step has to have from the steps before it. Builds nothing.

import { valueOf, type Network, type OperationValue } from "../network.ts";
import type { ValueId } from "../op.ts";
import { frameReads } from "./timing.ts";
import type { Timing } from "./timing-of-value.ts";

/** Of every value, as its users in the network need them; 0 where they take new frames alone, and of what is no sequence. */
export function histories(network: Network, timed: readonly (Timing | undefined)[], needed: ReadonlySet<ValueId>): readonly number[] {
  const lengths = network.values.map(() => 0);
  for (const id of needed) {
    const value = valueOf(network, id);
    const timing = timed[id];
    if (value.kind !== "operation" || timing === undefined) continue;
    for (const [argument, frames] of neededFrames(network, value, timing, timed)) lengths[argument] = Math.max(lengths[argument], frames);
  }
  return lengths;
}

type Needed = readonly [value: ValueId, frames: number];

function neededFrames(network: Network, value: OperationValue, timing: Timing, timed: readonly (Timing | undefined)[]): readonly Needed[] {
  const { kind } = value.op.computation;
  const times = value.arguments.map((argument) => timed[argument]);
  if (kind === "reshape" || kind === "place" || kind === "scan") {
    // What is late waits for nobody, what is early for it.
    const latest = Math.max(...times.flatMap((one) => one?.delay ?? []));
    return times.flatMap((one, argument) => (one === undefined ? [] : [[value.arguments[argument], latest - one.delay] as const]));
  }
  const shapes = value.arguments.map((argument) => valueOf(network, argument).shape);
  return frameReads(network, value, shapes, times).flatMap(({ argument, factor, least }) => {
    const own = times[argument];
    return own === undefined ? [] : [[value.arguments[argument], factor * timing.delay - own.delay - least] as const];
  });
}
