// What a step of a sequence has around it: where its new frames come from, and how it remembers those that were there before. Types only.

import type { NetworkBuilder } from "../network-builder.ts";
import type { CarriedState, InputValue } from "../network.ts";
import type { ValueId } from "../op.ts";
import type { Shape } from "../shape.ts";
import type { Timing } from "./timing-of-value.ts";

/** Frames that are to be remembered, of a value of the whole network. */
export interface HeldFrames {
  readonly id: ValueId;
  readonly timing: Timing;
  /** Of the frames before a step, with room for those of a step. */
  readonly held: Shape;
  readonly name: string;
}

/** The new frames of what a place puts into a sequence. */
export interface PlacedFrames {
  /** Frame 0 of the argument is the first one of the step when so many frames of steps have gone by. */
  readonly late: number;
  /** Frames of the result before those of the argument. */
  readonly offset: number;
  /** Frames of the argument in the whole sequence, and of the result. */
  readonly extent: number;
  readonly placed: number;
  /** New ones in a step. */
  readonly frames: number;
}

export interface Surroundings {
  /** An input of the whole network as a step has it; its new frames where it is a sequence. */
  input(value: InputValue, shape: Shape, timing: Timing | undefined): ValueId;
  /** What the step before left of a value. */
  remember(frames: HeldFrames): ValueId;
  /** Says what the next step finds there. */
  keep(memory: ValueId, next: ValueId): void;
  /** One truth value for each new frame: whether it is one of the argument's; undefined where all are, or others are never read. */
  isWithin(frames: PlacedFrames): ValueId | undefined;
  /** Undefined where no sequence may be scanned. */
  readonly scans: ScanSurroundings | undefined;
}

/** What scans need, whose steps leave something to each other beside frames. */
export interface ScanSurroundings {
  readonly builder: NetworkBuilder;
  /** One truth value for each new frame, false of those before the first one of a sequence that is so late. */
  begun(delay: number, frames: number): ValueId;
  carry(states: readonly CarriedState[]): void;
}
