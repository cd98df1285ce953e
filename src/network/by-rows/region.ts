// Finds the parts of a network that can be computed row by row: all that lies between an array and a value that follows from it. Builds nothing.

import { isFailure } from "../../diagnostics/diagnostic.ts";
import { keptValues, valueOf, isKnown, type Network, type OperationValue } from "../network.ts";
import type { ValueId } from "../op.ts";
import { timingOf } from "../streaming/timing.ts";
import type { Timing } from "../streaming/timing-of-value.ts";
import { totalOf, type Total } from "./total.ts";

/** What is computed row by row. */
export interface Region {
  readonly from: ValueId;
  /** The axis of `from` along which its rows run. */
  readonly axis: number;
  /** The value whose rows come one after the other. */
  readonly to: ValueId;
  /** What adds up all its rows, where that is what is wanted of it. */
  readonly total: Total | undefined;
  /** Everything after `from` that `to` and the total are made of, in order, constants among it. */
  readonly values: readonly ValueId[];
}

/** All regions of more than one operation that begin with an array and have rows along one of its axes. */
export function regionsFrom(network: Network, from: ValueId): readonly Region[] {
  const { shape } = valueOf(network, from);
  return [...shape.keys()].filter((axis) => shape[axis] > 1).flatMap((axis) => regionsAlong(network, from, axis));
}

function regionsAlong(network: Network, from: ValueId, axis: number): readonly Region[] {
  const timed = timingsFrom(network, from, axis);
  const users = usersOf(network);
  const kept = new Set(keptValues(network));
  const isAlone = (to: ValueId, inside: ReadonlySet<ValueId>): boolean =>
    [...inside].every((id) => id === to || isKnown(network.values[id]) || (!kept.has(id) && users[id].every((user) => inside.has(user))));
  return network.values.flatMap((value, to): Region[] => {
    const timing = timed[to];
    if (value.kind !== "operation" || to === from || timing === undefined || timing.delay < 0) return [];
    const inside = withinRegion(network, from, to);
    if (!isAlone(to, inside)) return [];
    const values = [...inside].sort((one, other) => one - other);
    const isSummedOnly = !kept.has(to) && users[to].length === 1;
    const total = isSummedOnly ? totalOf(network, users[to][0], timed) : undefined;
    return [...(isView(value) ? [] : [{ from, axis, to, total: undefined, values }]), ...(total === undefined ? [] : [{ from, axis, to, total, values }])];
  });
}

function isView({ op: { computation: { kind } } }: OperationValue): boolean {
  return kind === "view" || kind === "reshape" || kind === "place";
}

/** Of every value that follows from rows of the array and constants alone, so that each of its rows needs some of the array's. */
function timingsFrom(network: Network, from: ValueId, axis: number): readonly (Timing | undefined)[] {
  const timed: (Timing | undefined)[] = network.values.map(() => undefined);
  timed[from] = { axis, rate: 1, delay: 0, end: valueOf(network, from).shape[axis], endedBy: undefined };
  for (const [id, value] of network.values.entries()) {
    if (id <= from || value.kind !== "operation" || value.op.computation.kind === "scan") continue;
    const isOfRows = value.arguments.some((argument) => timed[argument] !== undefined);
    const isWhole = value.arguments.every((argument) => timed[argument] !== undefined || isKnown(network.values[argument]));
    if (isOfRows && isWhole && isPlacedAlone(value, timed)) timed[id] = timingIfAny(network, id, value, timed);
  }
  return timed;
}

/** A place beside constants is left out. */
function isPlacedAlone(value: OperationValue, timed: readonly (Timing | undefined)[]): boolean {
  return value.op.computation.kind !== "place" || value.arguments.every((argument) => timed[argument] !== undefined);
}

function timingIfAny(network: Network, id: ValueId, value: OperationValue, timed: readonly (Timing | undefined)[]): Timing | undefined {
  try {
    return timingOf(network, id, value, timed);
  } catch (failure) {
    if (isFailure(failure, "stream-unavailable")) return undefined;
    throw failure;
  }
}

function withinRegion(network: Network, from: ValueId, to: ValueId): ReadonlySet<ValueId> {
  const inside = new Set<ValueId>([to]);
  for (let id = to; id > from; id--) {
    const value = network.values[id];
    if (inside.has(id) && value.kind === "operation") value.arguments.filter((argument) => argument !== from).forEach((argument) => inside.add(argument));
  }
  return inside;
}

function usersOf({ values }: Network): readonly (readonly ValueId[])[] {
  const users: ValueId[][] = values.map(() => []);
  values.forEach((value, user) => value.kind === "operation" && new Set(value.arguments).forEach((argument) => users[argument].push(user)));
  return users;
}
