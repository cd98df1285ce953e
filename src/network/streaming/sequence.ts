// Finds out how a network takes a sequence, before its step is built: with frames around it apart, when frames are known, which ones are remembered.

import type { Network } from "../network.ts";
import type { ValueId } from "../op.ts";
import { framesApart } from "./frames-apart.ts";
import { histories } from "./history.ts";
import { timings } from "./timing.ts";
import type { Timing } from "./timing-of-value.ts";

/** A network over a whole sequence, and how it comes. */
export interface Sequence {
  readonly whole: Network;
  readonly timed: readonly (Timing | undefined)[];
  /** Of every value the frames before those of a step that users read. */
  readonly histories: readonly number[];
  /** What the outputs depend on. */
  readonly needed: ReadonlySet<ValueId>;
  /** Of the inputs, in a step. */
  readonly frames: number;
}

/** @param inputsOf the inputs that are sequences. @throws DiagnosticError (usage) for the first op that takes a sequence otherwise. */
export function sequenceAlong(network: Network, axis: number, inputsOf: (network: Network) => ReadonlySet<ValueId>): Sequence {
  const whole = framesApart(network, timings(network, inputsOf(network), axis));
  const timed = timings(whole, inputsOf(whole), axis);
  const needed = neededFor(whole);
  return { whole, timed, needed, histories: histories(whole, timed, needed), frames: framesOfStep(timed, needed) };
}

/** What the outputs depend on. */
function neededFor({ values, outputs }: Network): ReadonlySet<ValueId> {
  const needed = new Set<ValueId>(outputs.map(({ value }) => value));
  for (let id = values.length - 1; id >= 0; id--) {
    const value = values[id];
    if (needed.has(id) && value.kind === "operation") value.arguments.forEach((argument) => needed.add(argument));
  }
  return needed;
}

/** The least number of frames of the inputs that make whole frames of all that is needed. */
function framesOfStep(timed: readonly (Timing | undefined)[], needed: ReadonlySet<ValueId>): number {
  return [...needed].flatMap((id) => timed[id]?.rate ?? []).reduce(leastCommonMultiple, 1);
}

function leastCommonMultiple(one: number, other: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  return (one * other) / divisor(one, other);
}
