// The Network: WHAT is computed. A static-shape, topologically ordered graph of values, frozen once built.
// Types only; build.ts makes one, print.ts shows one.

import type { Op } from "./op.ts";

/** The position of a value in its network: arguments always have lower ids. */
export type ValueId = number;

/** Extents of the axes, row-major; [] is a scalar. Every extent is at least 1. */
export type Shape = readonly number[];

/** Where a value came from, so that every message can name it. */
export interface Origin {
  readonly file: string;
  /** The place in the file: `node "fc1" (Gemm)`. */
  readonly place: string;
}

/** What an op is told besides its arguments: a number or a list, as the op's default for it is. */
export type Attribute = number | readonly number[];

export type Attributes = Readonly<Record<string, Attribute>>;

interface NamedValue {
  readonly name: string;
  readonly shape: Shape;
  readonly origin: Origin;
}

/** An argument of the network. */
export interface InputValue extends NamedValue {
  readonly kind: "input";
}

/** A learned or otherwise constant array: float32, finite, row-major. */
export interface ParameterValue extends NamedValue {
  readonly kind: "parameter";
  readonly data: Float32Array;
}

/** The result of an op. */
export interface OperationValue extends NamedValue {
  readonly kind: "operation";
  readonly op: Op;
  readonly arguments: readonly ValueId[];
  readonly attributes: Attributes;
}

export type Value = InputValue | ParameterValue | OperationValue;

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

/** Number of elements of an array of this shape. */
export function elementCount(shape: Shape): number {
  return shape.reduce((count, extent) => count * extent, 1);
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
