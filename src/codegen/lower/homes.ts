// Chooses the values that are computed where they belong: in the memory of the array that holds them side by side, or in a frame. Emits nothing.

import type { Network } from "../../network/network.ts";
import { useCounts, valueOf } from "../../network/network.ts";
import type { ValueId } from "../../network/op.ts";
import { elementCount } from "../../network/shape.ts";
import { rowMajor, viewed, type Storage } from "./storage.ts";

/** Where a value belongs: the array, and which of its arguments the value is. */
export interface Home {
  readonly place: ValueId;
  readonly argument: number;
}

/**
 * For each value that is computed into memory, the first array it belongs in whose memory is the function's own.
 *
 * @param peeled arrays that are not there.
 */
export function chooseHomes(network: Network, inlined: ReadonlySet<ValueId>, peeled: ReadonlyMap<ValueId, unknown>): ReadonlyMap<ValueId, Home> {
  const homes = new Map<ValueId, Home>();
  const uses = useCounts(network);
  network.values.forEach((place, id) => {
    if (place.kind !== "operation" || place.op.computation.kind !== "place" || elementCount(place.shape) === 1 || peeled.has(id)) return;
    if (uses[id] === 1 && network.outputs.some(({ value }) => value === id)) return;
    place.arguments.forEach((argument, position) => {
      const isOnce = place.arguments.indexOf(argument) === place.arguments.lastIndexOf(argument);
      if (!isOnce || homes.has(argument) || inlined.has(argument) || !isComputed(network, argument)) return;
      const region = regionOf(network, { place: id, argument: position }, 0);
      if (region.kind === "buffer" && (region.strides.at(-1) ?? 1) === 1) homes.set(argument, { place: id, argument: position });
    });
  });
  return homes;
}

/** Where the elements of the argument are in the array's memory. */
export function regionOf(network: Network, { place, argument }: Home, buffer: number): Storage {
  const { shape, ...value } = valueOf(network, place);
  if (value.kind !== "operation" || value.op.computation.kind !== "place") throw new Error("a home is a place");
  const { target } = value.op.computation;
  const shapes = value.arguments.map((id) => valueOf(network, id).shape);
  return viewed(rowMajor(buffer, shape), shapes[argument].length, (indices) => target(argument, indices, shapes, value.attributes));
}

function isComputed(network: Network, id: ValueId): boolean {
  const value = valueOf(network, id);
  if (value.kind !== "operation" || elementCount(value.shape) === 1) return false;
  const { kind } = value.op.computation;
  return kind === "pointwise" || kind === "reduce" || kind === "fold" || kind === "gather" || kind === "scan";
}
