// Keeps frames that cost no memory, because larger arrays are in use at another time: the loops of a result need not be written in parts for them.
// Emits nothing.

import { keptValues, valueOf, type Network } from "../../network/network.ts";
import type { ValueId } from "../../network/op.ts";
import { elementCount } from "../../network/shape.ts";
import { SCALARS } from "../../program/scalar.ts";
import { chooseHomes } from "./homes.ts";
import type { PeeledFrame } from "./peel-frames.ts";

/** Working memory, from when its first element is computed to when one is read for the last time. */
interface Room {
  readonly first: ValueId;
  readonly last: ValueId;
  readonly bytes: number;
}

/**
 * The frames that are not to be there: those that leave terms out, and those that save memory alone where it counts. Beside a frame that stays no more is in
 * use at any time than at another one anyhow, however well arrays lie over each other.
 *
 * @param inlined values that are computed in the loops of others.
 */
export function withoutNeedlessParts(
  network: Network,
  inlined: ReadonlySet<ValueId>,
  peeled: ReadonlyMap<ValueId, PeeledFrame>,
): ReadonlyMap<ValueId, PeeledFrame> {
  if (![...peeled.values()].some(({ added }) => added !== undefined)) return peeled;
  const { rooms, times, rootsOf } = memoryOf(network, inlined, peeled);
  const before = [...rooms.values()];
  const most = times.reduce((greatest, time) => Math.max(greatest, leastAt(before, time)), 0);
  const chosen = new Map(peeled);
  for (const [id, { added }] of peeled) {
    const [root] = rootsOf(id);
    const own = rooms.get(root);
    if (added === undefined || own === undefined) continue;
    const framed = { ...own, bytes: Math.max(own.bytes, bytesOf(network, id)) };
    const kept = [...rooms.entries()].map(([other, room]) => (other === root ? framed : room));
    if (times.some((time) => framed.first <= time && time <= framed.last && surelyAt(kept, time) > most)) continue;
    rooms.set(root, framed);
    chosen.delete(id);
  }
  return chosen;
}

interface Memory {
  readonly rooms: Map<ValueId, Room>;
  /** When values are computed into memory. */
  readonly times: readonly ValueId[];
  /** The values in whose memory the elements of one are; of a frame the one in whose memory it would be first. */
  readonly rootsOf: (id: ValueId) => readonly ValueId[];
}

function memoryOf(network: Network, inlined: ReadonlySet<ValueId>, peeled: ReadonlyMap<ValueId, PeeledFrame>): Memory {
  const homes = chooseHomes(network, inlined, peeled);
  const rootsOf = (id: ValueId): readonly ValueId[] => {
    const value = valueOf(network, id);
    if (value.kind !== "operation") return [];
    if (inlined.has(id)) return value.arguments.flatMap(rootsOf);
    const { kind } = value.op.computation;
    const [argument] = value.arguments;
    // What is computed is computed into its frame, anything else would be copied there.
    if (peeled.has(id) && (inlined.has(argument) || rootsOf(argument).length === 0)) return [id, ...rootsOf(argument)];
    if (kind === "reshape" || kind === "view" || peeled.has(id)) return rootsOf(argument);
    return [homes.get(id)?.place ?? id];
  };
  const rooms = new Map<ValueId, Room>();
  const times: ValueId[] = [];
  network.values.forEach((value, id) => {
    const [root] = rootsOf(id);
    if (value.kind !== "operation" || inlined.has(id) || peeled.has(id) || (root !== id && !homes.has(id))) return;
    times.push(id);
    rooms.set(root, { first: rooms.get(root)?.first ?? id, last: id, bytes: bytesOf(network, root) });
    for (const read of value.arguments.flatMap(rootsOf)) {
      const { first, bytes } = rooms.get(read) ?? { first: id, bytes: 0 };
      rooms.set(read, { first, bytes, last: id });
    }
  });
  return { rooms, times, rootsOf };
}

/** What has room of its own when a value is computed: all that outlives it, and the larger of what ends there and what begins. */
function leastAt(rooms: readonly Room[], time: ValueId): number {
  const { through, ending, beginning } = bytesAt(rooms, time);
  return through + Math.max(ending, beginning);
}

/** What is enough when a value is computed: results of half the size at the most are written behind what is read. */
function surelyAt(rooms: readonly Room[], time: ValueId): number {
  const { through, ending, beginning } = bytesAt(rooms, time);
  return through + ending + (2 * beginning <= ending ? 0 : beginning);
}

function bytesAt(rooms: readonly Room[], time: ValueId): { readonly through: number; readonly ending: number; readonly beginning: number } {
  const bytesOfAll = (isMeant: (room: Room) => boolean): number => rooms.filter(isMeant).reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    through: bytesOfAll(({ first, last }) => first < time && last > time),
    ending: bytesOfAll(({ first, last }) => first < time && last === time),
    beginning: bytesOfAll(({ first }) => first === time),
  };
}

/** Results are not the function's own. */
function bytesOf(network: Network, id: ValueId): number {
  const { shape, scalar } = valueOf(network, id);
  return keptValues(network).includes(id) ? 0 : elementCount(shape) * SCALARS[scalar].bytes;
}
