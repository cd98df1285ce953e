// Finds what is remembered of a sequence by moving it forward: its last elements become the first ones, and new ones come behind them. Emits nothing.

import { elementCount } from "../../network/shape.ts";
import { useCounts, valueOf, type Network } from "../../network/network.ts";
import type { ValueId } from "../../network/op.ts";
import { regionOf } from "./homes.ts";
import { rowMajor, viewed } from "./storage.ts";

/** Whether the next is made of a part of a memory, moved to the front, and of what comes after it; nothing else reads the memory. */
export function movesForward(network: Network, memory: ValueId, next: ValueId): boolean {
  const place = valueOf(network, next);
  if (place.kind !== "operation" || place.op.computation.kind !== "place") return false;
  const [moved] = place.arguments;
  const view = valueOf(network, moved);
  const uses = useCounts(network);
  if (view.kind !== "operation" || view.op.computation.kind !== "view" || view.arguments[0] !== memory || uses[memory] !== 1 || uses[moved] !== 1) return false;
  const covered = place.arguments.reduce((sum, argument) => sum + elementCount(valueOf(network, argument).shape), 0);
  if (covered !== elementCount(place.shape)) return false;
  const { source } = view.op.computation;
  const from = viewed(rowMajor(0, place.shape), view.shape.length, (indices) => source(indices, place.shape, view.attributes));
  const to = regionOf(network, { place: next, argument: 0 }, 0);
  if (from.kind === "atom" || to.kind === "atom" || from.offset.terms.length > 0 || to.offset.terms.length > 0) return false;
  return from.offset.constant >= to.offset.constant && view.shape.every((extent, axis) => extent === 1 || from.strides[axis] === to.strides[axis]);
}
