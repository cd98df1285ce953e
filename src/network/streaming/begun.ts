// Flags that tell frames of a late sequence from what comes in their place before its first one: a state for each delay.

import type { NetworkBuilder } from "../network-builder.ts";
import type { CarriedState } from "../network.ts";
import { numberOf } from "../attributes.ts";
import type { Op, ValueId } from "../op.ts";
import { concat } from "../ops/concat.ts";
import { reshapeTo } from "../ops/reshape-to.ts";
import { slice } from "../ops/slice.ts";
import type { Origin } from "../origin.ts";
import { constantOf, select } from "../../program/expression.ts";

const ORIGIN = { file: "nnc", place: "the beginning of a sequence" };

export class Begun {
  private readonly builder: NetworkBuilder;
  private readonly carried: CarriedState[];
  private readonly known = new Map<string, ValueId>();

  /** @param carried to which the states are added. */
  constructor(builder: NetworkBuilder, carried: CarriedState[]) {
    this.builder = builder;
    this.carried = carried;
  }

  /** A list of truth values, one for each frame of a step: whether it is one of a sequence that is so many frames late. */
  flags(delay: number, frames: number): ValueId {
    const key = `${delay} ${frames}`;
    const found = this.known.get(key) ?? this.made(delay, frames);
    this.known.set(key, found);
    return found;
  }

  private made(delay: number, frames: number): ValueId {
    const { builder } = this;
    const length = delay + frames;
    const state = builder.state("begun", [length], "bool", new Uint8Array(length), ORIGIN);
    const cut = (from: ValueId, start: number, end: number): ValueId => builder.operation(slice, [from], { starts: [start], ends: [end], axes: [0] }, "begun", ORIGIN);
    const seen = builder.constant("seen", [frames], "bool", new Uint8Array(frames).fill(1), ORIGIN);
    const moved = builder.operation(concat, [cut(state, frames, length), seen], { axis: 0 }, "begun", ORIGIN);
    this.carried.push({ state, next: moved });
    return cut(moved, 0, frames);
  }
}

interface FramesToFill {
  readonly frames: ValueId;
  readonly axis: number;
  /** One for each frame, true of those of the sequence. */
  readonly flags: ValueId;
  /** A number of the frames' type. */
  readonly fill: number;
  readonly name: string;
  readonly origin: Origin;
}

/** x where a frame is one of the sequence, else a number of its type. */
const filled: Op = {
  name: "filled_outside",
  parameters: ["within", "x"],
  required: 2,
  attributes: { value: 0 },
  inferShape: ([, x]) => x,
  inferScalar: ([, scalar]) => scalar,
  computation: { kind: "pointwise", value: ([within, x], attributes, [, scalar]) => select(within, x, constantOf(scalar, numberOf(attributes, "value"))) },
  examples: [],
};

/** The frames, those filled that are none of the sequence. */
export function filledOutside(builder: NetworkBuilder, { frames, axis, flags, fill, name, origin }: FramesToFill): ValueId {
  const shape = builder.shapeOf(frames).map((extent, one) => (one === axis ? extent : 1));
  const within = builder.operation(reshapeTo(shape), [flags], {}, "within", origin);
  return builder.operation(filled, [within, frames], { value: fill }, name, origin);
}
