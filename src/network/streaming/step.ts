// Builds the network of one step, value by value: new frames of each, and windows of new frames and those before where users reach back.

import { sameShape } from "../broadcast.ts";
import { axesOf, elementReads } from "../element-reads.ts";
import type { NetworkBuilder } from "../network-builder.ts";
import { isKnown, valueOf, type Named, type Network, type OperationValue, type Value } from "../network.ts";
import type { ValueId } from "../op.ts";
import { concat } from "../ops/concat.ts";
import { slice } from "../ops/slice.ts";
import type { Scanning } from "../scanning.ts";
import type { Shape } from "../shape.ts";
import { filledOutside } from "./begun.ts";
import { framedSequence, leavesFrames, smallerSource } from "./history.ts";
import { notCausal } from "./not-causal.ts";
import { scanOfFrames } from "./scan-frames.ts";
import { shortened } from "./steady.ts";
import type { Sequence } from "./sequence.ts";
import { stepOp, stepPlace, type StepArgument } from "./step-op.ts";
import type { Surroundings } from "./surroundings.ts";
import { framePlaces, isWithinFrames } from "./timing.ts";
import type { Timing } from "./timing-of-value.ts";

interface ReadArgument {
  readonly value: ValueId;
  readonly read: StepArgument;
}

/** Around so many frames, after so many. */
interface Padding {
  readonly fill: number;
  readonly offset: number;
  readonly extent: number;
}

export class Step {
  private readonly whole: Network;
  private readonly timed: readonly (Timing | undefined)[];
  private readonly histories: readonly number[];
  private readonly needed: ReadonlySet<ValueId>;
  private readonly frames: number;
  private readonly builder: NetworkBuilder;
  private readonly surroundings: Surroundings;
  /** By values of the whole network: what a step has of them, new frames alone or with those before. */
  private readonly fresh = new Map<ValueId, ValueId>();
  private readonly windows = new Map<ValueId, ValueId>();

  /** @param builder of the step, in which everything is built that the surroundings build. */
  constructor({ whole, timed, histories, needed, frames }: Sequence, builder: NetworkBuilder, surroundings: Surroundings) {
    this.whole = whole;
    this.timed = timed;
    this.histories = histories;
    this.needed = needed;
    this.frames = frames;
    this.builder = builder;
    this.surroundings = surroundings;
  }

  /** The outputs of a step. */
  outputs(): readonly Named[] {
    // Inputs are the function's arguments in their order, whether they are needed or not.
    for (const { value } of this.whole.inputs) this.newFrames(value);
    for (const [id, { kind }] of this.whole.values.entries()) if (kind === "operation" && this.needed.has(id)) this.newFrames(id);
    return this.whole.outputs.map(({ name, value }) => ({ name, value: this.newFrames(value) }));
  }

  private timing(id: ValueId): Timing {
    const timing = this.timed[id];
    if (timing === undefined) throw new RangeError(`value ${id} is no sequence`);
    return timing;
  }

  private newFrames(id: ValueId): ValueId {
    const known = this.fresh.get(id);
    if (known !== undefined) return known;
    const value = valueOf(this.whole, id);
    const made = value.kind === "operation" ? this.operation(value, id) : this.copied(value, id);
    this.fresh.set(id, made);
    return made;
  }

  private copied(value: Exclude<Value, OperationValue>, id: ValueId): ValueId {
    const shape = this.stepShape(value.shape, id);
    return value.kind === "input" ? this.surroundings.input(value, shape, this.timed[id]) : this.builder.copy({ ...value, shape }, []);
  }

  /** With as many frames as a step has. */

  private stepShape(shape: Shape, id: ValueId): Shape {
    const timing = this.timed[id];
    return timing === undefined ? shape : shape.with(timing.axis, this.frames / timing.rate);
  }

  private operation(value: OperationValue, id: ValueId): ValueId {
    const { op, name, origin, attributes } = value;
    if (this.timed[id] === undefined) return this.builder.operation(op, value.arguments.map((argument) => this.newFrames(argument)), attributes, name, origin);
    const shapes = value.arguments.map((argument) => valueOf(this.whole, argument).shape);
    const shape = this.stepShape(value.shape, id);
    switch (op.computation.kind) {
      case "pointwise":
        return this.builder.operation(op, this.alignedArguments(value, id), attributes, name, origin);
      case "reshape": {
        const laidOut = { ...op, inferShape: () => shape, examples: [] };
        return this.builder.operation(laidOut, [this.newFrames(value.arguments[0])], attributes, name, origin);
      }
      case "place":
        return this.placed(value, id, shapes, shape);
      case "scan":
        return this.scanned(value, id, op.computation.scanning);
      case "view":
      case "reduce":
      case "fold":
      case "gather": {
        const args = value.arguments.map((argument, place) => this.stepArgument(value, id, argument, place));
        return this.builder.operation(stepOp(value, shapes, shape, args.map(({ read }) => read)), args.map(({ value: one }) => one), attributes, name, origin);
      }
      case "expand":
        throw new RangeError(`${op.name} is written as other ops`);
    }
  }

  /** The steps of a scan, one for each new frame, which leave to the next call what they leave to each other. */
  private scanned(value: OperationValue, id: ValueId, scanning: Scanning): ValueId {
    const { whole, surroundings: { scans } } = this;
    const { rate, delay, axis } = this.timing(id);
    if (scans === undefined) throw notCausal(value, "is itself computed step by step");
    const args = value.arguments.map((argument) => ({ known: valueOf(whole, argument), value: this.aligned(argument, delay, () => []) }));
    const frames = this.frames / rate;
    const begun = delay === 0 ? undefined : scans.begun(delay, frames);
    const isBegun = Array.from({ length: frames }, (_, frame) => (begun === undefined ? undefined : this.cut(begun, axis, frame, frame + 1, "begun")));
    const { network, states } = scanOfFrames(scans.builder, value, scanning, args, isBegun);
    scans.carry(states);
    return network;
  }

  private placed(value: OperationValue, id: ValueId, shapes: readonly Shape[], shape: Shape): ValueId {
    const { computation } = value.op;
    if (computation.kind !== "place") throw new RangeError(`${value.op.name} places nothing`);
    const times = value.arguments.map((argument) => this.timed[argument]);
    const [first] = framePlaces(this.whole, value, computation, times);
    const isKept = (argument: number): boolean => times[argument] !== undefined || isWithinFrames(this.whole, value, computation, first, argument);
    const kept = [...value.arguments.keys()].filter(isKept);
    const { axis, delay } = this.timing(id);
    if (kept.length < value.arguments.length && delay + first.offset > 0) throw notCausal(value, "puts what is known before a sequence that begins late");
    const args = kept.map((argument) => {
      const one = value.arguments[argument];
      if (times[argument] !== undefined) {
        const aligned = this.aligned(one, delay + first.offset, () => []);
        return this.padded(aligned, value, id, { fill: computation.fill(value.attributes), offset: first.offset, extent: shapes[argument][axis] });
      }
      const [along] = computation.target(argument, axesOf(shapes[argument]), shapes, value.attributes)[axis].terms;
      return this.steady(one, [along.variable], this.frames / this.timing(id).rate);
    });
    // What the sequence alone lies in was there before it began, or comes after its end.
    if (args.length === 1 && sameShape(this.builder.shapeOf(args[0]), shape)) return args[0];
    return this.builder.operation(stepPlace(value, shapes, shape, kept, axis), args, value.attributes, value.name, value.origin);
  }

  /** With what a place fills around the sequence where that comes to pass in steps. */
  private padded(frames: ValueId, value: OperationValue, id: ValueId, { fill, offset, extent }: Padding): ValueId {
    const { axis, rate, delay } = this.timing(id);
    const flags = this.surroundings.isWithin({ late: delay + offset, offset, extent, placed: value.shape[axis], frames: this.frames / rate });
    return flags === undefined ? frames : filledOutside(this.builder, { frames, axis, flags, fill, name: value.name, origin: value.origin });
  }

  private alignedArguments(value: OperationValue, id: ValueId): readonly ValueId[] {
    return value.arguments.map((argument, place) => this.aligned(argument, this.timing(id).delay, () => this.steadyAxes(value, id, place)));
  }

  private stepArgument(value: OperationValue, id: ValueId, argument: ValueId, place: number): ReadArgument {
    const timing = this.timed[argument];
    if (timing === undefined) {
      const axes = this.steadyAxes(value, id, place);
      return { value: this.steady(argument, axes, 1), read: { kind: "steady", axes } };
    }
    const factor = this.timing(id).rate / timing.rate;
    const shift = timing.delay + this.histories[argument] - factor * this.timing(id).delay;
    return { value: this.window(argument), read: { kind: "frames", axis: timing.axis, shift } };
  }

  /** The axes of a constant that run with the frames. */
  private steadyAxes(value: OperationValue, id: ValueId, place: number): readonly number[] {
    const shapes = value.arguments.map((argument) => valueOf(this.whole, argument).shape);
    const scalars = value.arguments.map((argument) => valueOf(this.whole, argument).scalar);
    const { axis } = this.timing(id);
    const reads = elementReads(value, shapes, scalars)?.reads.filter(({ argument }) => argument === place) ?? [];
    return [...new Set(reads.flatMap(({ at }) => [...at.keys()].filter((one) => at[one].terms.some(({ variable }) => variable === axis))))];
  }

  /** An argument of a pointwise op or a place: its frames for those of the result, which are so late. */
  private aligned(argument: ValueId, delay: number, steadyAxes: () => readonly number[]): ValueId {
    const timing = this.timed[argument];
    if (timing === undefined) return this.steady(argument, steadyAxes(), 1);
    const length = this.histories[argument];
    const start = length + timing.delay - delay;
    const count = this.frames / timing.rate;
    if (length === start) return this.newFrames(argument);
    const value = valueOf(this.whole, argument);
    if (value.kind === "operation" && smallerSource(this.whole, argument, this.timed) !== undefined) {
      const args = value.arguments.map((one, place) => this.aligned(one, delay, () => this.steadyAxes(value, argument, place)));
      return this.builder.operation(value.op, args, value.attributes, value.name, value.origin);
    }
    return this.cut(this.window(argument), timing.axis, start, start + count, `${valueOf(this.whole, argument).name}_late`);
  }

  private cut(from: ValueId, axis: number, start: number, end: number, name: string): ValueId {
    return this.builder.operation(slice, [from], { starts: [start], ends: [end], axes: [axis] }, name, this.builder.value(from).origin);
  }

  /** A constant with as many frames along these axes, all of which are the same. */
  private steady(id: ValueId, axes: readonly number[], frames: number): ValueId {
    const value = valueOf(this.whole, id);
    return axes.length > 0 && isKnown(value) ? this.builder.copy(shortened(value, axes, frames), []) : this.newFrames(id);
  }

  /** The new frames, and of those of the steps before as many as users need. */
  private window(id: ValueId): ValueId {
    const known = this.windows.get(id);
    if (known !== undefined) return known;
    const made = this.histories[id] === 0 ? this.newFrames(id) : this.withHistory(id);
    this.windows.set(id, made);
    return made;
  }

  /** Remembered all together, so that they move by a step each time; where the value is put somewhere beside the sequence, what is put there. */
  private withHistory(id: ValueId): ValueId {
    const framed = framedSequence(this.whole, id, this.timed);
    if (framed !== undefined) return this.latest(framed, id);
    const value = valueOf(this.whole, id);
    const length = this.histories[id];
    const timing = this.timing(id);
    const { axis } = timing;
    const count = this.frames / timing.rate;
    const held = value.shape.with(axis, length + count);
    if (value.kind === "operation" && leavesFrames(this.whole, value, this.timed)) {
      const [argument] = value.arguments;
      const shapes = [valueOf(this.whole, argument).shape];
      return this.builder.operation(stepPlace(value, shapes, held, [0], axis), [this.latest(argument, id)], value.attributes, value.name, value.origin);
    }
    const name = `${value.name}_recent`;
    const state = this.surroundings.remember({ id, timing, held, name });
    const before = this.cut(state, axis, count, length + count, `${value.name}_before`);
    const window = this.builder.operation(concat, [before, this.newFrames(id)], { axis }, name, value.origin);
    this.surroundings.keep(state, window);
    return window;
  }

  /** Of a value that is as late as another one and remembers no fewer frames: as many. */
  private latest(of: ValueId, id: ValueId): ValueId {
    const more = this.histories[of] - this.histories[id];
    const { axis } = this.timing(of);
    const window = this.window(of);
    return more === 0 ? window : this.cut(window, axis, more, this.builder.shapeOf(window)[axis], this.builder.value(window).name);
  }
}
