// What a place puts around its only argument. Reads index maps: builds nothing.

import { axesOf } from "./element-reads.ts";
import { valueOf, type Network, type OperationValue } from "./network.ts";

/** How many elements a place puts before and after each axis of its only argument. */
export interface Around {
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly fill: number;
}

/** Undefined of what is no frame. */
export function frameAround(network: Network, { op: { computation }, arguments: args, shape, attributes }: OperationValue): Around | undefined {
  if (computation.kind !== "place" || args.length !== 1) return undefined;
  const own = valueOf(network, args[0]).shape;
  const places = computation.target(0, axesOf(own), [own], attributes);
  const isMoved = places.every(({ terms }, axis) => terms.length === 1 && terms[0].variable === axis && terms[0].factor === 1);
  if (!isMoved || own.length === 0) return undefined;
  const before = places.map(({ constant }) => constant);
  return { before, after: shape.map((extent, axis) => extent - own[axis] - before[axis]), fill: computation.fill(attributes) };
}
