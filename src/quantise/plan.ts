// Chooses which values of a network are quantised: what layers are given and what they give, and which of them share a scale. Computes no scale.

import { isKnown, valueOf, type Network, type OperationValue } from "../network/network.ts";
import type { Op, ValueId } from "../network/op.ts";
import { atLeast, atMost, clip } from "../network/ops/bounds.ts";
import { clipTo } from "../network/ops/clip-to.ts";
import { concat } from "../network/ops/concat.ts";
import { maxPool } from "../network/ops/max-pool.ts";
import { relu } from "../network/ops/relu.ts";
import { soleUsers } from "../passes/sole-users.ts";
import { layerAt, type Layer } from "./layer.ts";

export interface Plan {
  /** By the ids of their values. */
  readonly layers: ReadonlyMap<ValueId, Layer>;
  /** For each value that is quantised the group it is of: values of one group have one scale. */
  readonly groups: ReadonlyMap<ValueId, number>;
  /** The values, of float32, whose range is that of each group: the others of a group hold elements of these. */
  readonly sources: readonly (readonly ValueId[])[];
}

/** What a layer does within the bounds of integers as well. */
const BOUNDING: readonly Op[] = [relu, clipTo, atLeast, atMost, clip];

/** The layers of a network that can be computed in integers, by the names of their values. */
export function layersOf(network: Network): ReadonlyMap<ValueId, Layer> {
  const values = { value: (id: ValueId) => valueOf(network, id) };
  return new Map(network.values.flatMap((_, id) => {
    const layer = layerAt(values, id);
    return layer === undefined ? [] : [[id, layer] as const];
  }));
}

/** @param layers that are to be computed in integers. */
export function planOf(network: Network, layers: ReadonlyMap<ValueId, Layer>): Plan {
  const users = soleUsers(network);
  const [groupOf, sourceIds] = [new Map<ValueId, ValueId>(), new Set<ValueId>()];
  /** What a value's group is called: one of its values. */
  const leader = (id: ValueId): ValueId => {
    const next = groupOf.get(id);
    return next === undefined || next === id ? id : leader(next);
  };
  const quantise = (id: ValueId): void => {
    if (groupOf.has(id)) return;
    groupOf.set(id, id);
    const moved = movedBy(network, id);
    if (moved === undefined) sourceIds.add(id);
    for (const argument of moved ?? []) {
      quantise(argument);
      groupOf.set(leader(argument), leader(id));
    }
  };
  for (const [id, { operation }] of layers) {
    quantise(operation.arguments[0]);
    quantise(bounded(network, users, id));
  }
  const leaders = [...new Set([...groupOf.keys()].map(leader))];
  return {
    layers,
    groups: new Map([...groupOf.keys()].map((id) => [id, leaders.indexOf(leader(id))])),
    sources: leaders.map((one) => [...sourceIds].filter((id) => leader(id) === one)),
  };
}

/** The arguments of an operation that gives elements of them and nothing else; undefined of others. */
function movedBy(network: Network, id: ValueId): readonly ValueId[] | undefined {
  const value = valueOf(network, id);
  if (value.kind !== "operation" || !isMoving(value)) return undefined;
  const args = value.op === concat || value.op === maxPool ? value.arguments : value.arguments.slice(0, 1);
  return args.every((argument) => isFloatOfCalls(network, argument)) ? args : undefined;
}

function isMoving({ op }: OperationValue): boolean {
  return op.computation.kind === "reshape" || op.computation.kind === "view" || op === maxPool || op === concat;
}

function isFloatOfCalls(network: Network, id: ValueId): boolean {
  const value = valueOf(network, id);
  return value.scalar === "f32" && !isKnown(value);
}

/** What a layer's result is after bounds that nothing stands before, which integers have as well. */
function bounded(network: Network, users: readonly (ValueId | undefined)[], id: ValueId): ValueId {
  const user = users[id];
  if (user === undefined) return id;
  const value = valueOf(network, user);
  const isBound = value.kind === "operation" && BOUNDING.includes(value.op) && value.arguments[0] === id && value.arguments.slice(1).every((bound) => isKnown(valueOf(network, bound)));
  return isBound ? bounded(network, users, user) : id;
}
