// The memory that outlives a call: declares it, says what can be computed there at once, and stores the rest once everything is read that the call
// began with.

import { elementCount, type Shape } from "../../network/shape.ts";
import { valueOf, type Network } from "../../network/network.ts";
import type { ValueId } from "../../network/op.ts";
import type { ProgramBuilder } from "../../program/builder.ts";
import { constantIndex } from "../../program/expression.ts";
import type { Expression } from "../../program/program.ts";
import { copyElements } from "./copy-elements.ts";
import { valuesComputedInPlace } from "./in-place.ts";
import { movesForward } from "./moves-forward.ts";
import { rememberNext } from "./remember-next.ts";
import { rememberedInPlace } from "./remembered-in-place.ts";
import { readAt, rowMajor, type Buffered, type Room, type Storage } from "./storage.ts";

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
    if (storage !== undefined && !rooms.has(next) && isMoved) rooms.set(next, { storage, isReadable: false, isMoved });
    else if (storage !== undefined && !rooms.has(next) && inPlace.get(next) === state) rooms.set(next, { storage, isReadable: false });
  }
  return rooms;
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
