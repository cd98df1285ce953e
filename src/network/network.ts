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

export type Value = InputValue | KnownValue | OperationValue;

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

export interface Network {
  readonly values: readonly Value[];
  /** Each under the name of its value. */
  readonly inputs: readonly Named[];
  /** Under names of their own: an output may be an input, and one value may be several outputs. */
  readonly outputs: readonly Named[];
}

/** The value with this id; ids of a built network always exist. */
export function valueOf(network: Network, id: ValueId): Value {
  const value = network.values[id];
  if (value === undefined) throw new RangeError(`the network has no value ${id}`);
  return value;
}

/** How often each value is used, as an argument or as an output. */
export function useCounts(network: Network): readonly number[] {
  const counts = network.values.map(() => 0);
  const use = (id: ValueId) => (counts[id] = (counts[id] ?? 0) + 1);
  for (const value of network.values) {
    if (value.kind === "operation") value.arguments.forEach(use);
  }
  network.outputs.forEach(({ value }) => use(value));
  return counts;
}
