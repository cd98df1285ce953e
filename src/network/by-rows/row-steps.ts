// The surroundings of a step that is a turn of a loop over the rows of an array: the array is there from the first step on, what steps leave to each
// other is remembered by the scan that they are steps of, and the number of the turn tells which rows of a step are rows of the array.

import { valueOf, type InputValue, type Network } from "../network.ts";
import type { NetworkBuilder } from "../network-builder.ts";
import type { Op, ValueId } from "../op.ts";
import { frameAround } from "../frame-around.ts";
import { gather } from "../ops/gather.ts";
import type { Origin } from "../origin.ts";
import { elementCount, type Shape } from "../shape.ts";
import { Beginnings } from "../streaming/beginnings.ts";
import { notCausal } from "../streaming/not-causal.ts";
import type { HeldFrames, PlacedFrames, Surroundings } from "../streaming/surroundings.ts";
import type { Timing } from "../streaming/timing-of-value.ts";
import type { Scalar } from "../../program/scalar.ts";
import { isRowInTurn, nextTurn, positionsInTurn } from "./turns.ts";

const ORIGIN: Origin = { file: "nnc", place: "rows" };

/** What is remembered from step to step. */
export interface RowMemory {
  readonly input: ValueId;
  readonly shape: Shape;
  readonly scalar: Scalar;
  /** All its elements before the first step. */
  readonly fill: number;
  next: ValueId | undefined;
}

export class RowSteps implements Surroundings {
  readonly scans = undefined;
  readonly memories: RowMemory[] = [];
  /** The array, in the step. */
  array: ValueId | undefined;
  private readonly builder: NetworkBuilder;
  private readonly whole: Network;
  private readonly steps: number;
  private readonly beginnings: Beginnings;
  private readonly flags = new Map<string, ValueId>();
  private readonly turn: ValueId;

  /** @param whole has the array as its only input. */
  constructor(builder: NetworkBuilder, whole: Network, timed: readonly (Timing | undefined)[], steps: number) {
    this.builder = builder;
    this.whole = whole;
    this.steps = steps;
    this.beginnings = new Beginnings(whole, timed);
    this.turn = this.total("turn", [1], "i32", ORIGIN);
    this.keep(this.turn, builder.operation(nextTurn, [this.turn], {}, "next_turn", ORIGIN));
  }

  /** The next rows; the last one once more where there are no others. */
  input(value: InputValue, shape: Shape, timing: Timing | undefined): ValueId {
    if (timing === undefined) throw new RangeError("only an array has rows");
    const { axis } = timing;
    const positions = positionsInTurn({ rows: shape[axis], late: 0, extent: value.shape[axis] });
    this.array = this.builder.input(value.name, value.shape, value.origin, value.scalar);
    return this.builder.operation(gather, [this.array, this.ofTurn(positions, shape[axis])], { axis }, `${value.name}_rows`, value.origin);
  }

  /** @throws DiagnosticError (usage) where not all that is known before the first step is the same. */
  remember(frames: HeldFrames): ValueId {
    const { id, held, name } = frames;
    const { scalar, origin } = valueOf(this.whole, id);
    const input = this.builder.input(name, held, origin, scalar);
    this.memories.push({ input, shape: held, scalar, fill: this.fillBefore(frames), next: undefined });
    return input;
  }

  /** What all rows are that are known before the first step; 0 where none is. */
  private fillBefore({ id, timing, held }: HeldFrames): number {
    const value = valueOf(this.whole, id);
    if (timing.delay >= 0 || value.kind !== "operation") return 0;
    const around = frameAround(this.whole, value);
    if (around !== undefined && around.before[timing.axis] >= -timing.delay) return around.fill;
    const inner = elementCount(held.slice(timing.axis + 1));
    const rows = held[timing.axis];
    const isKnown = (position: number): boolean => (Math.floor(position / inner) % rows) - rows - timing.delay >= 0;
    const known = this.beginnings.framesBefore(id, timing, held).filter((_, position) => isKnown(position));
    if (known.some((one) => one !== known[0])) throw notCausal(value, "begins with rows that are not the same");
    return known[0];
  }

  keep(memory: ValueId, next: ValueId): void {
    const found = this.memories.find(({ input }) => input === memory);
    if (found === undefined) throw new RangeError("only what is remembered is kept");
    found.next = next;
  }

  isWithin({ late, extent, placed, frames }: PlacedFrames): ValueId | undefined {
    return placed === extent ? undefined : this.within(late, extent, frames);
  }

  /** One truth value for each new row: whether it is one of so many rows that are so late. */
  within(late: number, extent: number, frames: number): ValueId {
    const key = `${late} ${extent} ${frames}`;
    const known = this.flags.get(key);
    if (known !== undefined) return known;
    const made = this.ofTurn(isRowInTurn({ rows: frames, late, extent }, this.steps), frames);
    this.flags.set(key, made);
    return made;
  }

  /** A memory of numbers that begins with zeros. */
  total(name: string, shape: Shape, scalar: Scalar, origin: Origin): ValueId {
    const input = this.builder.input(name, shape, origin, scalar);
    this.memories.push({ input, shape, scalar, fill: 0, next: undefined });
    return input;
  }

  private ofTurn(op: Op, rows: number): ValueId {
    const places = rows === 1 ? [] : [this.builder.constant("place", [rows], "i32", Int32Array.from({ length: rows }, (_, row) => row), ORIGIN)];
    return this.builder.operation(op, [this.turn, ...places], {}, op.name, ORIGIN);
  }
}
