// What sums of products of integers come to at the most, from the types of their factors and the elements of those that are known. Emits nothing.

import { isKnown, valueOf, type Network, type OperationValue } from "../../network/network.ts";
import type { ValueId } from "../../network/op.ts";
import { depthOf } from "../../network/reduction.ts";
import { hull, ofCorners, type Interval } from "../../program/domains/interval.ts";
import type { Bounds } from "../../program/program.ts";
import { isInteger, isWord, SCALARS } from "../../program/scalar.ts";

/** Every partial sum is within these; undefined where they are not within i32. */
function rangeOfSums(network: Network, value: OperationValue): Bounds | undefined {
  const { computation } = value.op;
  if (computation.kind !== "reduce" || !isWord(value.scalar)) return undefined;
  const reduction = computation.reduction(value.arguments.map((id) => valueOf(network, id).shape), value.attributes);
  const factors = reduction.factors.map(({ argument }) => rangeOf(network, value.arguments[argument]));
  const [first, second] = factors;
  if (first === undefined || (factors.length > 1 && second === undefined)) return undefined;
  const term = second === undefined ? first : ofCorners(first, second, (x, y) => x * y);
  const depth = depthOf(reduction);
  const { low, high } = hull({ low: 0, high: 0, nan: false }, { low: term.low * depth, high: term.high * depth, nan: false });
  return low >= SCALARS.i32.least && high <= SCALARS.i32.greatest ? { least: low, greatest: high } : undefined;
}

/** Of each sum of a network that has such bounds: computed once, for it goes through all weights. */
export function rangesOfSums(network: Network): ReadonlyMap<ValueId, Bounds> {
  const ranges = new Map<ValueId, Bounds>();
  network.values.forEach((value, id) => {
    const range = value.kind === "operation" ? rangeOfSums(network, value) : undefined;
    if (range !== undefined) ranges.set(id, range);
  });
  return ranges;
}

/** For all sums of a network together, so that their memory may be one. */
export function rangeOfAll(ranges: ReadonlyMap<ValueId, Bounds>): Bounds | undefined {
  if (ranges.size === 0) return undefined;
  const all = [...ranges.values()];
  return { least: Math.min(...all.map(({ least }) => least)), greatest: Math.max(...all.map(({ greatest }) => greatest)) };
}

/** Undefined of floats. A plain loop: an array may have hundreds of millions of elements. */
function rangeOf(network: Network, id: ValueId): Interval | undefined {
  const value = valueOf(network, id);
  if (!isInteger(value.scalar)) return undefined;
  if (!isKnown(value)) return { low: SCALARS[value.scalar].least, high: SCALARS[value.scalar].greatest, nan: false };
  let [low, high] = [Infinity, -Infinity];
  for (const element of value.data) {
    if (element < low) low = element;
    if (element > high) high = element;
  }
  return { low, high, nan: false };
}
