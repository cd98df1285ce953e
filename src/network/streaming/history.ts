// How many frames of each value a step has to have from the steps before it. Builds nothing.

import { SCALARS } from "../../program/scalar.ts";
import { frameAround } from "../frame-around.ts";
import { valueOf, type Network, type OperationValue } from "../network.ts";
import type { ValueId } from "../op.ts";
import { frameReads } from "./timing.ts";
import { elementCount } from "../shape.ts";
import type { Timing } from "./timing-of-value.ts";

/** Of every value, as its users in the network read them; 0 where they take new frames alone, and of what is no sequence. */
export function histories(network: Network, timed: readonly (Timing | undefined)[], needed: ReadonlySet<ValueId>): readonly number[] {
  const lengths = network.values.map(() => 0);
  const need = (id: ValueId, frames: number): void => {
    lengths[id] = Math.max(lengths[id], frames);
  };
  // Users come after what they use.
  for (const id of [...needed].sort((one, other) => other - one)) {
    const value = valueOf(network, id);
    const timing = timed[id];
    if (timing === undefined) continue;
    const framed = framedSequence(network, id, timed);
    if (framed !== undefined) need(framed, lengths[id]);
    if (value.kind !== "operation") continue;
    if (leavesFrames(network, value, timed)) need(value.arguments[0], lengths[id]);
    const { kind } = value.op.computation;
    for (const [argument, frames] of neededFrames(network, value, timing, timed)) {
      need(kind === "pointwise" || kind === "place" ? rememberedFor(network, argument, timed) : argument, frames);
    }
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

/** What is remembered of a value that is taken late: what it follows from element by element, where that is smaller. */
function rememberedFor(network: Network, id: ValueId, timed: readonly (Timing | undefined)[]): ValueId {
  const source = smallerSource(network, id, timed);
  return source === undefined ? id : rememberedFor(network, source, timed);
}

/**
 * The only sequence from which a value follows element by element, where that or what it follows from itself has fewer bytes: as those of int8 that
 * are scaled before they are added.
 */
export function smallerSource(network: Network, id: ValueId, timed: readonly (Timing | undefined)[]): ValueId | undefined {
  const bytesOf = (one: ValueId): number => SCALARS[valueOf(network, one).scalar].bytes * elementCount(valueOf(network, one).shape);
  const source = onlySource(network, id, timed);
  for (let one = source; one !== undefined; one = onlySource(network, one, timed)) if (bytesOf(one) < bytesOf(id)) return source;
  return undefined;
}

function onlySource(network: Network, id: ValueId, timed: readonly (Timing | undefined)[]): ValueId | undefined {
  const value = valueOf(network, id);
  if (value.kind !== "operation" || value.op.computation.kind !== "pointwise") return undefined;
  const sources = new Set(value.arguments.filter((argument) => timed[argument] !== undefined));
  return sources.size === 1 ? [...sources][0] : undefined;
}

/** Whether a value is one sequence in a frame that is beside it, at the same frames: what is remembered of the sequence needs no frame then. */
export function leavesFrames(network: Network, value: OperationValue, timed: readonly (Timing | undefined)[]): boolean {
  const axis = timed[value.arguments[0]]?.axis;
  const around = axis === undefined ? undefined : frameAround(network, value);
  return axis !== undefined && around?.before[axis] === 0 && around.after[axis] === 0;
}

/** The value that is the sequence with further frames before or after it, where there is one: what remembers it remembers the sequence too. */
export function framedSequence(network: Network, id: ValueId, timed: readonly (Timing | undefined)[]): ValueId | undefined {
  const axis = timed[id]?.axis;
  if (axis === undefined) return undefined;
  const found = network.values.findIndex((value, user) => {
    if (value.kind !== "operation" || value.arguments[0] !== id || timed[user] === undefined) return false;
    const around = frameAround(network, value);
    return around?.before.every((before, one) => (one === axis) === (before + around.after[one] > 0)) === true;
  });
  return found < 0 ? undefined : found;
}
