// The Network: WHAT is computed. A static-shape, topologically ordered graph of values, frozen once built.
// Its types stand in op.ts, for an op may hold a network; network-builder.ts makes one, print-network.ts shows one.

import type { KnownValue, Network, Value, ValueId } from "./op.ts";

export type { CarriedState, ConstantValue, InputValue, KnownValue, Named, Network, OperationValue, ParameterValue, StateValue, Value } from "./op.ts";

export function isKnown(value: Value): value is KnownValue {
  return value.kind === "parameter" || value.kind === "constant";
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
