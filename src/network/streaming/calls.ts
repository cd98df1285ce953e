// The surroundings of a step that is a call: it is given the next frames, and what it remembers are states of the network.

import type { NetworkBuilder } from "../network-builder.ts";
import { valueOf, type CarriedState, type InputValue, type Network } from "../network.ts";
import type { ValueId } from "../op.ts";
import type { Shape } from "../shape.ts";
import { Beginnings } from "./beginnings.ts";
import { Begun } from "./begun.ts";
import type { HeldFrames, PlacedFrames, ScanSurroundings, Surroundings } from "./surroundings.ts";
import type { Timing } from "./timing-of-value.ts";

export class Calls implements Surroundings, ScanSurroundings {
  readonly builder: NetworkBuilder;
  readonly scans = this;
  /** Grows while the step is built. */
  readonly carried: CarriedState[] = [];
  private readonly whole: Network;
  private readonly beginnings: Beginnings;
  private readonly flags: Begun;

  constructor(builder: NetworkBuilder, whole: Network, timed: readonly (Timing | undefined)[]) {
    this.builder = builder;
    this.whole = whole;
    this.beginnings = new Beginnings(whole, timed);
    this.flags = new Begun(builder, this.carried);
  }

  input(value: InputValue, shape: Shape): ValueId {
    return this.builder.copy({ ...value, shape }, []);
  }

  remember({ id, timing, held, name }: HeldFrames): ValueId {
    const { scalar, origin } = valueOf(this.whole, id);
    return this.builder.state(name, held, scalar, this.beginnings.framesBefore(id, timing, held), origin);
  }

  keep(state: ValueId, next: ValueId): void {
    this.carried.push({ state, next });
  }

  /** What comes after the end is never asked for. */
  isWithin({ late, offset, frames }: PlacedFrames): ValueId | undefined {
    return offset === 0 || late <= 0 ? undefined : this.begun(late, frames);
  }

  begun(delay: number, frames: number): ValueId {
    return this.flags.flags(delay, frames);
  }

  carry(states: readonly CarriedState[]): void {
    this.carried.push(...states);
  }
}
