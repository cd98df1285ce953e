// A scan frame by frame: when its frames are known, and its steps in a network that remembers between calls what they leave to each other.

import { SCALARS, type Values } from "../../program/scalar.ts";
import type { NetworkBuilder } from "../network-builder.ts";
import { isKnown, type CarriedState, type Network, type OperationValue, type Value } from "../network.ts";
import type { ValueId } from "../op.ts";
import { reshapeTo } from "../ops/reshape-to.ts";
import { concat } from "../ops/concat.ts";
import { slice } from "../ops/slice.ts";
import { where } from "../ops/where.ts";
import type { Scanning } from "../scanning.ts";
import { elementCount } from "../shape.ts";
import { notCausal } from "./not-causal.ts";
import type { Timing } from "./timing-of-value.ts";

/** The position among the arguments of the first sequence that is read. */
function firstSequence({ carried }: Scanning): number {
  return carried.filter(({ isGiven }) => isGiven).length;
}

/** @throws DiagnosticError (usage) where a step is not given one frame after the other from the first on, or the last step's alone are taken. */
export function ofScan(network: Network, value: OperationValue, scanning: Scanning, times: readonly (Timing | undefined)[]): Timing {
  const { read, written, results } = scanning;
  const given = firstSequence(scanning);
  const [only] = results;
  if (results.length !== 1 || only.kind !== "sequence") throw notCausal(value, "gives what its last step leaves");
  if (read.some(({ isBackward }) => isBackward) || written[only.written].isBackward) throw notCausal(value, "begins with the last frame");
  const sequences = times.slice(given, given + read.length);
  const isFrames = (one: Timing | undefined): one is Timing => one?.axis === 0 && one.rate === sequences[0]?.rate;
  if (!sequences.every(isFrames) || times.some((one, place) => one !== undefined && (place < given || place >= given + read.length))) {
    throw notCausal(value, "is given a sequence otherwise than frame by frame");
  }
  const delay = Math.max(...sequences.map((one) => one.delay));
  if (delay < 0) throw notCausal(value, "begins with frames that come before any input");
  if (value.arguments.slice(0, given).some((argument) => !isKnown(network.values[argument]))) throw notCausal(value, "begins with what is given in the call");
  const last = sequences.reduce((one, other) => (other.end < one.end ? other : one));
  return { axis: 0, rate: last.rate, delay, end: last.end, endedBy: last.endedBy };
}

interface Given {
  /** In the network over the whole sequence. */
  readonly known: Value;
  /** In that of a step: new frames, or what is the same at all times. */
  readonly value: ValueId;
}

/**
 * As many steps as there are frames; what the scan gives of them, and what is remembered.
 *
 * @param isBegun for each frame whether it is one of the sequence, before which nothing changes; undefined where all are.
 */
export function scanOfFrames(
  builder: NetworkBuilder,
  { origin, name }: OperationValue,
  scanning: Scanning,
  args: readonly Given[],
  isBegun: readonly (ValueId | undefined)[],
): { readonly network: ValueId; readonly states: readonly CarriedState[] } {
  const { step, carried, read } = scanning;
  const given = firstSequence(scanning);
  let next = 0;
  const states = carried.map(({ isGiven }, position) => {
    const { name: own, shape, scalar } = step.values[step.inputs[position].value];
    const initial = isGiven ? initialOf(args[next++].known) : SCALARS[scalar].newValues(elementCount(shape));
    return builder.state(own, shape, scalar, initial, origin);
  });
  const constants = args.slice(given + read.length).map(({ value }) => value);
  let memories: readonly ValueId[] = states;
  const written: ValueId[] = [];
  const frames = isBegun.length;
  for (const [frame, condition] of isBegun.entries()) {
    const elements = args.slice(given, given + read.length).map(({ value }) => frameOf(builder, value, frame, frames));
    const outputs = inlined(builder, step, [...memories, ...elements, ...constants]);
    const before = memories;
    memories = outputs.slice(0, carried.length).map((memory, position) => {
      return condition === undefined ? memory : builder.operation(where, [condition, memory, before[position]], {}, `${name}_kept`, origin);
    });
    const [result] = scanning.results;
    if (result.kind !== "sequence") throw new RangeError("a scan over frames gives a sequence");
    const element = outputs[carried.length + result.written];
    written.push(builder.operation(reshapeTo([1, ...builder.shapeOf(element)]), [element], {}, name, origin));
  }
  const whole = written.length === 1 ? written[0] : builder.operation(concat, written, { axis: 0 }, name, origin);
  return { network: whole, states: states.map((state, position) => ({ state, next: memories[position] })) };
}

function initialOf(value: Value): Values {
  if (!isKnown(value)) throw new RangeError("a scan begins with what is known");
  return value.data;
}

/** One of the frames of a sequence, without its axis. */
function frameOf(builder: NetworkBuilder, sequence: ValueId, frame: number, frames: number): ValueId {
  const { name, origin } = builder.value(sequence);
  const shape = builder.shapeOf(sequence);
  const one = frames === 1 ? sequence : builder.operation(slice, [sequence], { starts: [frame], ends: [frame + 1], axes: [0] }, name, origin);
  return builder.operation(reshapeTo(shape.slice(1)), [one], {}, name, origin);
}

/** The outputs of a network whose inputs are values of the one that is built. */
function inlined(builder: NetworkBuilder, { values, inputs, outputs }: Network, given: readonly ValueId[]): readonly ValueId[] {
  const ids = new Map(inputs.map(({ value }, position) => [value, given[position]]));
  for (const [id, value] of values.entries()) {
    if (value.kind === "input") continue;
    const args = value.kind === "operation" ? value.arguments.map((argument) => ids.get(argument) ?? argument) : [];
    ids.set(id, builder.copy(value, args));
  }
  return outputs.map(({ value }) => ids.get(value) ?? value);
}
