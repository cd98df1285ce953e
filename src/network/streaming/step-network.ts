// Makes of a network over a whole sequence the network of one step, which is given the next frames and remembers those that later ones need.
// What is computed of a frame is what the whole network computes of it, operation by operation.

import type { StreamedOutput, StreamFacts } from "../model.ts";
import { NetworkBuilder } from "../network-builder.ts";
import { valueOf, type Network } from "../network.ts";
import type { ValueId } from "../op.ts";
import { showShape } from "../shape.ts";
import { Calls } from "./calls.ts";
import { notCausal, streamRefused } from "./not-causal.ts";
import { sequenceAlong } from "./sequence.ts";
import { Step } from "./step.ts";
import type { Timing } from "./timing-of-value.ts";

export interface Streamed {
  readonly network: Network;
  readonly facts: StreamFacts;
}

/**
 * @param axis of the inputs along which sequences run, from the end where it is negative; inputs of another extent there are the same in every step.
 * @throws DiagnosticError (usage) where the network takes the sequence otherwise than frame by frame.
 */
export function streamed(network: Network, axis: number): Streamed {
  if (network.carried.length > 0) throw streamRefused("it keeps something from call to call itself", "emit it as it is: its function goes on from the call before");
  const along = sequencesOf(network, axis).along;
  const sequence = sequenceAlong(network, along, (one) => sequencesOf(one, axis).sequences);
  const { whole, timed, frames } = sequence;
  for (const { value } of whole.outputs) refuseEnded(whole, value, timed);
  const builder = new NetworkBuilder();
  const calls = new Calls(builder, whole, timed);
  const step = new Step(sequence, builder, calls).outputs();
  const outputs = whole.outputs.map(({ name, value }): StreamedOutput => {
    const timing = timed[value];
    return timing === undefined ? { name, frames: 0, early: 0 } : { name, frames: frames / timing.rate, early: timing.delay };
  });
  return { network: builder.finish(step, calls.carried), facts: { axis: along, frames, outputs } };
}

function sequencesOf({ inputs, values }: Network, axis: number): { readonly sequences: ReadonlySet<ValueId>; readonly along: number } {
  const [first] = inputs.map(({ value }) => values[value].shape);
  const along = first === undefined || axis >= 0 ? axis : axis + first.length;
  const frames = first?.[along] ?? 0;
  if (frames < 2) {
    const note = first === undefined ? "it has no input" : `its first input is ${showShape(first)}, of which axis ${axis} is no sequence`;
    throw streamRefused(note, "name the axis that counts frames, from 0, and give it a size if the model leaves it open");
  }
  return { sequences: new Set(inputs.map(({ value }) => value).filter((id) => values[id].shape[along] === frames)), along };
}

function refuseEnded(network: Network, id: ValueId, timed: readonly (Timing | undefined)[]): void {
  const endedBy = timed[id]?.endedBy;
  const value = endedBy === undefined ? undefined : valueOf(network, endedBy);
  if (value?.kind === "operation") throw notCausal(value, "puts something after the last frame, so that results look into the future");
}
