// The memory that outlives a call: declares it, says what can be computed there at once, and stores the rest once everything is read that the call
// began with.

import { elementCount, type Shape } from "../../network/shape.ts";
import { useCounts, valueOf, type Network } from "../../network/network.ts";
import type { ValueId } from "../../network/op.ts";
import type { ProgramBuilder } from "../../program/builder.ts";
import { constantIndex } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import { copyElements } from "./copy-elements.ts";
import { regionOf } from "./homes.ts";
import { valuesComputedInPlace } from "./in-place.ts";
import { rememberNext } from "./remember-next.ts";
import { rememberedInPlace } from "./remembered-in-place.ts";
import { readAt, rowMajor, viewed, type Buffered, type Room, type Storage } from "./storage.ts";

/** The memory of every state. */
export function declareStates(builder: ProgramBuilder, network: Network): ReadonlyMap<ValueId, Buffered> {
  return new Map(network.carried.map(({ state }) => {
    const value = valueOf(network, state);
    if (value.kind !== "state") throw new Error("what is carried on is a state");
    const { name, shape, scalar, initial } = value;
    return [state, rowMajor(builder.buffer({ role: "state", name, scalar, size: elementCount(shape), initial }), shape)];
  }));
}

/** What a state holds next is computed there where nothing reads what it overwrites, or moves what is there forward. */
export function roomsInStates(network: Network, states: ReadonlyMap<ValueId, Buffered>): ReadonlyMap<ValueId, Room> {
  const { outputs, carried } = network;
  const pairs = carried.map(({ state, next }) => ({ input: state, output: next }));
  const all = [...outputs, ...carried.map(({ next }) => ({ name: valueOf(network, next).name, value: next }))];
  const inPlace = rememberedInPlace({ ...network, outputs: all }, pairs, valuesComputedInPlace(network));
  const rooms = new Map<ValueId, Room>();
  for (const { state, next } of carried) {
    const storage = states.get(state);
    const isMoved = movesForward(network, state, next);
    if (storage !== undefined && !rooms.has(next) && (isMoved || inPlace.get(next) === state)) rooms.set(next, { storage, isReadable: false });
  }
  return rooms;
}

/** Whether the next is made of a part of the state, moved to the front, and of what comes after it; nothing else reads the state. */
function movesForward(network: Network, state: ValueId, next: ValueId): boolean {
  const place = valueOf(network, next);
  if (place.kind !== "operation" || place.op.computation.kind !== "place") return false;
  const [moved] = place.arguments;
  const view = valueOf(network, moved);
  const uses = useCounts(network);
  if (view.kind !== "operation" || view.op.computation.kind !== "view" || view.arguments[0] !== state || uses[state] !== 1 || uses[moved] !== 1) return false;
  const covered = place.arguments.reduce((sum, argument) => sum + elementCount(valueOf(network, argument).shape), 0);
  if (covered !== elementCount(place.shape)) return false;
  const { source } = view.op.computation;
  const from = viewed(rowMajor(0, place.shape), view.shape.length, (indices) => source(indices, place.shape, view.attributes));
  const to = regionOf(network, { place: next, argument: 0 }, 0);
  if (from.kind === "atom" || to.kind === "atom" || from.offset.terms.length > 0 || to.offset.terms.length > 0) return false;
  return from.offset.constant >= to.offset.constant && view.shape.every((extent, axis) => extent === 1 || from.strides[axis] === to.strides[axis]);
}

/** The only element of a value, where it is returned: read before what it is read from changes. */
export function beforeStatesChange(builder: ProgramBuilder, network: Network, storage: Storage, shape: Shape): Expression {
  const element = readAt(storage, shape.map(() => constantIndex(0)));
  return network.carried.length > 0 && element.kind === "load" ? builder.let("result", element) : element;
}

/** Stores what is there in the next call. */
export function keepStates(builder: ProgramBuilder, network: Network, states: ReadonlyMap<ValueId, Buffered>, storageOf: (id: ValueId) => Storage): void {
  rememberNext(builder, network.carried.flatMap(({ state, next }) => {
    const [storage, value] = [states.get(state), valueOf(network, next)];
    if (storage === undefined) return [];
    return [{ storage, value, next: storageOf(next), keep: (from: Storage) => copyElements(builder, value.shape, from, storage) }];
  }));
}
