// The Network: WHAT is computed. A static-shape, topologically ordered graph of values, frozen once built.
// Types only; network-builder.ts makes one, print-network.ts shows one.

import type { Scalar, Values } from "../program/scalar.ts";
import type { Attributes } from "./attributes.ts";
import type { Op, ValueId } from "./op.ts";
import type { Origin } from "./origin.ts";
import type { Shape } from "./shape.ts";

interface NamedValue {
  readonly name: string;
  readonly shape: Shape;
  /** Of each element. */
  readonly scalar: Scalar;
  readonly origin: Origin;
}

/** An argument of the network. */
export interface InputValue extends NamedValue {
  readonly kind: "input";
}

/** A learned or otherwise constant array: float32, finite, row-major. */
export interface ParameterValue extends NamedValue {
  readonly kind: "parameter";
  readonly scalar: "f32";
  readonly data: Float32Array;
}

/** A constant array of integers or truth values, row-major: positions, masks. Nothing learns it. */
export interface ConstantValue extends NamedValue {
  readonly kind: "constant";
  /** An array of the scalar's own kind. */
  readonly data: Values;
}

/** The result of an op. */
export interface OperationValue extends NamedValue {
  readonly kind: "operation";
  readonly op: Op;
  readonly arguments: readonly ValueId[];
  readonly attributes: Attributes;
}

/** What a call begins with that the one before it left: float32 and other numbers, row-major. */
export interface StateValue extends NamedValue {
  readonly kind: "state";
  /** Before the first call: an array of the scalar's own kind, of as many finite numbers as the shape says. */
  readonly initial: Values;
}

export type Value = InputValue | StateValue | KnownValue | OperationValue;

/** A value that is the same in every call. */
export type KnownValue = ParameterValue | ConstantValue;

export function isKnown(value: Value): value is KnownValue {
  return value.kind === "parameter" || value.kind === "constant";
}

/** What the network is given or gives, under the name its model has for it. */
export interface Named {
  readonly name: string;
  readonly value: ValueId;
}

/** A state, and the value of the same shape and type that the next call finds in its place. */
export interface Carried {
  readonly state: ValueId;
  readonly next: ValueId;
}

export interface Network {
  readonly values: readonly Value[];
  /** Each under the name of its value. */
  readonly inputs: readonly Named[];
  /** Under names of their own: an output may be an input, and one value may be several outputs. */
  readonly outputs: readonly Named[];
  /** One for each state, in their order; none of a network whose calls are independent of each other. */
  readonly carried: readonly Carried[];
}

/** The value with this id; ids of a built network always exist. */
export function valueOf(network: Network, id: ValueId): Value {
  const value = network.values[id];
  if (value === undefined) throw new RangeError(`the network has no value ${id}`);
  return value;
}

/** How often each value is used: as an argument, as an output or as the next of a state. */
export function useCounts(network: Network): readonly number[] {
  const counts = network.values.map(() => 0);
  const use = (id: ValueId) => (counts[id] = (counts[id] ?? 0) + 1);
  for (const value of network.values) {
    if (value.kind === "operation") value.arguments.forEach(use);
  }
  keptValues(network).forEach(use);
  return counts;
}

/** What outlives the operations: the outputs, and what the states hold next. */
export function keptValues({ outputs, carried }: Pick<Network, "outputs" | "carried">): readonly ValueId[] {
  return [...outputs.map(({ value }) => value), ...carried.map(({ next }) => next)];
}
