// Makes of a network over a whole sequence the network of one step, which is given the next frames and remembers those that later ones need.
// What is computed of a frame is what the whole network computes of it, operation by operation.

import { SCALARS } from "../../program/scalar.ts";
import { sameShape } from "../broadcast.ts";
import type { StreamedOutput, StreamFacts } from "../model.ts";
import { NetworkBuilder } from "../network-builder.ts";
import { isKnown, valueOf, type CarriedState, type Network, type OperationValue, type Value } from "../network.ts";
import type { ValueId } from "../op.ts";
import { concat } from "../ops/concat.ts";
import { reshapeTo } from "../ops/reshape-to.ts";
import { slice } from "../ops/slice.ts";
import { where } from "../ops/where.ts";
import { elementReads } from "../element-reads.ts";
import { showShape, type Shape } from "../shape.ts";
import { Beginnings } from "./beginnings.ts";
import { Begun } from "./begun.ts";
import { histories } from "./history.ts";
import { notCausal, streamRefused } from "./not-causal.ts";
import { shortened } from "./steady.ts";
import { stepOp, stepPlace, type StepArgument } from "./step-op.ts";
import { framePlaces, isWithinFrames, timings } from "./timing.ts";
import type { Timing } from "./timing-of-value.ts";
import type { Scanning } from "../scanning.ts";
import { scanOfFrames } from "./scan-frames.ts";

export interface Streamed {
  readonly network: Network;
  readonly facts: StreamFacts;
}

/**
 * @param axis of the inputs along which sequences run, from the end where it is negative; inputs of another extent there are the same in every step.
 * @throws DiagnosticError (usage) where the network takes the sequence otherwise than frame by frame.
 */
export function streamed(network: Network, axis: number): Streamed {
  const { sequences, along } = sequencesOf(network, axis);
  const timed = timings(network, sequences, along);
  for (const { value } of network.outputs) refuseEnded(network, value, timed);
  const needed = neededFor(network);
  const rates = [...needed].flatMap((id) => timed[id]?.rate ?? []);
  const frames = rates.reduce(leastCommonMultiple, 1);
  const step = new Step(network, timed, histories(network, timed, needed), frames);
  const outputs = network.outputs.map(({ name, value }): StreamedOutput => {
    const timing = timed[value];
    return timing === undefined ? { name, frames: 0, early: 0 } : { name, frames: frames / timing.rate, early: timing.delay };
  });
  return { network: step.network(needed), facts: { axis: along, frames, outputs } };
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

function neededFor({ values, outputs }: Network): ReadonlySet<ValueId> {
  const needed = new Set<ValueId>(outputs.map(({ value }) => value));
  for (let id = values.length - 1; id >= 0; id--) {
    const value = values[id];
    if (needed.has(id) && value.kind === "operation") value.arguments.forEach((argument) => needed.add(argument));
  }
  return needed;
}

function leastCommonMultiple(one: number, other: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  return (one * other) / divisor(one, other);
}

class Step {
  private readonly whole: Network;
  private readonly timed: readonly (Timing | undefined)[];
  private readonly histories: readonly number[];
  private readonly frames: number;
  private readonly builder = new NetworkBuilder();
  private readonly carried: CarriedState[] = [];
  /** By values of the whole network: what a step has of them, new frames alone or with those before. */
  private readonly fresh = new Map<ValueId, ValueId>();
  private readonly windows = new Map<ValueId, ValueId>();
  private readonly beginnings: Beginnings;
  private readonly begun: Begun;

  constructor(whole: Network, timed: readonly (Timing | undefined)[], lengths: readonly number[], frames: number) {
    this.whole = whole;
    this.timed = timed;
    this.histories = lengths;
    this.frames = frames;
    this.beginnings = new Beginnings(whole, timed);
    this.begun = new Begun(this.builder, this.carried);
  }

  /** @param needed what the outputs depend on. */
  network(needed: ReadonlySet<ValueId>): Network {
    // Inputs are the function's arguments in their order, whether they are needed or not.
    for (const { value } of this.whole.inputs) this.newFrames(value);
    for (const [id, { kind }] of this.whole.values.entries()) if (kind === "operation" && needed.has(id)) this.newFrames(id);
    const outputs = this.whole.outputs.map(({ name, value }) => ({ name, value: this.newFrames(value) }));
    return this.builder.finish(outputs, this.carried);
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
    const made = value.kind === "operation" ? this.operation(value, id) : this.builder.copy(this.inStep(value, id), []);
    this.fresh.set(id, made);
    return made;
  }

  /** With as many frames as a step has. */
  private inStep<One extends Value>(value: One, id: ValueId): One {
    return { ...value, shape: this.stepShape(value.shape, id) };
  }

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
        return this.builder.operation(op, value.arguments.map((argument, place) => this.aligned(argument, this.timing(id).delay, () => this.steadyAxes(value, id, place))), attributes, name, origin);
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
    const { builder, whole } = this;
    const { rate, delay, axis } = this.timing(id);
    const args = value.arguments.map((argument) => ({ known: valueOf(whole, argument), value: this.aligned(argument, delay, () => []) }));
    const frames = this.frames / rate;
    const begun = delay === 0 ? undefined : this.begun.flags(delay, frames);
    const isBegun = Array.from({ length: frames }, (_, frame) => (begun === undefined ? undefined : this.cut(begun, axis, frame, frame + 1, "begun")));
    const { network, states } = scanOfFrames(builder, value, scanning, args, isBegun);
    this.carried.push(...states);
    return network;
  }

  private placed(value: OperationValue, id: ValueId, shapes: readonly Shape[], shape: Shape): ValueId {
    const { computation } = value.op;
    if (computation.kind !== "place") throw new RangeError(`${value.op.name} places nothing`);
    const times = value.arguments.map((argument) => this.timed[argument]);
    const [first] = framePlaces(this.whole, value, computation, times);
    const kept = [...value.arguments.keys()].filter((argument) => times[argument] !== undefined || isWithinFrames(this.whole, value, computation, first, argument));
    const { axis, delay } = this.timing(id);
    const args = kept.map((argument) => {
      const one = value.arguments[argument];
      if (times[argument] !== undefined) return this.padded(this.aligned(one, delay + first.offset, () => []), value, computation.fill(value.attributes), this.timing(id), first.offset);
      const [along] = computation.target(argument, shapes[argument].map((_, own) => ({ constant: 0, terms: [{ variable: own, factor: 1 }] })), shapes, value.attributes)[axis].terms;
      return this.steady(one, [along.variable], this.frames / this.timing(id).rate);
    });
    // What the sequence alone lies in was there before it began, or comes after its end.
    if (args.length === 1 && sameShape(this.builder.shapeOf(args[0]), shape)) return args[0];
    return this.builder.operation(stepPlace(value, shapes, shape, kept, axis), args, value.attributes, value.name, value.origin);
  }

  /** With what a place fills in front of the sequence where that comes to pass in steps, since the sequence is late. */
  private padded(frames: ValueId, value: OperationValue, fill: number, { axis, rate, delay }: Timing, offset: number): ValueId {
    if (offset === 0 || delay + offset <= 0) return frames;
    const { builder } = this;
    const shape = builder.shapeOf(frames);
    const flags = builder.operation(reshapeTo(shape.map((_, one) => (one === axis ? this.frames / rate : 1))), [this.begun.flags(delay + offset, this.frames / rate)], {}, "begun", value.origin);
    const scalar = builder.scalarOf(frames);
    const filling = scalar === "f32" ? builder.parameter("fill", [], Float32Array.of(fill), value.origin) : builder.constant("fill", [], scalar, SCALARS[scalar].newValues(1).fill(fill), value.origin);
    return builder.operation(where, [flags, frames, filling], {}, value.name, value.origin);
  }

  private stepArgument(value: OperationValue, id: ValueId, argument: ValueId, place: number): { readonly value: ValueId; readonly read: StepArgument } {
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
    return length === start ? this.newFrames(argument) : this.cut(this.window(argument), timing.axis, start, start + count, `${valueOf(this.whole, argument).name}_late`);
  }

  private cut(from: ValueId, axis: number, start: number, end: number, name: string): ValueId {
    return this.builder.operation(slice, [from], { starts: [start], ends: [end], axes: [axis] }, name, this.builder.value(from).origin);
  }

  /** A constant with as many frames along these axes, all of which are the same. */
  private steady(id: ValueId, axes: readonly number[], frames: number): ValueId {
    const value = valueOf(this.whole, id);
    return axes.length > 0 && isKnown(value) ? this.builder.copy(shortened(value, axes, frames), []) : this.newFrames(id);
  }

  /** The frames that users need of the steps before, and the new ones: remembered all together, so that they move by a step each time. */
  private window(id: ValueId): ValueId {
    const known = this.windows.get(id);
    if (known !== undefined) return known;
    const length = this.histories[id];
    const fresh = this.newFrames(id);
    if (length === 0) return fresh;
    const { name, scalar, shape, origin } = valueOf(this.whole, id);
    const timing = this.timing(id);
    const { axis } = timing;
    const count = this.frames / timing.rate;
    const held = shape.with(axis, length + count);
    const state = this.builder.state(`${name}_frames`, held, scalar, this.beginnings.framesBefore(id, timing, held), origin);
    const before = this.cut(state, axis, count, length + count, `${name}_before`);
    const window = this.builder.operation(concat, [before, fresh], { axis }, `${name}_frames`, origin);
    this.carried.push({ state, next: window });
    this.windows.set(id, window);
    return window;
  }
}
