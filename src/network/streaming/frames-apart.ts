// Writes what is put in a frame along a sequence and along other axes at once as two frames, that along the sequence first: what a step remembers of
// earlier elements has to have no other frame then.

import { frameAround, type Around } from "../frame-around.ts";
import { NetworkBuilder } from "../network-builder.ts";
import type { Network } from "../network.ts";
import type { ValueId } from "../op.ts";
import { frame } from "../ops/frame.ts";
import type { Timing } from "./timing-of-value.ts";

/** The same values, and further ones; inputs and outputs keep their order. */
export function framesApart(network: Network, timed: readonly (Timing | undefined)[]): Network {
  const builder = new NetworkBuilder();
  const ids: ValueId[] = [];
  for (const [id, value] of network.values.entries()) {
    const args = value.kind === "operation" ? value.arguments.map((argument) => ids[argument]) : [];
    const around = value.kind === "operation" ? frameAround(network, value) : undefined;
    const axis = timed[id]?.axis;
    if (value.kind !== "operation" || around === undefined || axis === undefined || !isAlongOthers(around, axis)) {
      ids.push(builder.copy(value, args));
      continue;
    }
    const { before, after, fill } = around;
    const [along, beside] = [only(before, axis), only(after, axis)];
    const inSequence = builder.operation(frame, args, { before: along, after: beside, value: fill }, value.name, value.origin);
    const others = { before: before.with(axis, 0), after: after.with(axis, 0), value: fill };
    ids.push(builder.operation(frame, [inSequence], others, value.name, value.origin));
  }
  const carried = network.carried.map(({ state, next }) => ({ state: ids[state], next: ids[next] }));
  return builder.finish(network.outputs.map(({ name, value }) => ({ name, value: ids[value] })), carried);
}

/** Whether a frame is there along the axis and along another one. */
function isAlongOthers({ before, after }: Around, axis: number): boolean {
  const isFramed = (one: number): boolean => before[one] + after[one] > 0;
  return isFramed(axis) && before.some((_, one) => one !== axis && isFramed(one));
}

function only(counts: readonly number[], axis: number): readonly number[] {
  return counts.map((count, one) => (one === axis ? count : 0));
}
