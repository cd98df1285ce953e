// Removes units between two dense layers that have no effect of their own: those whose outgoing weights are all 0, and those that are
// the same for every input since their incoming weights are all 0. What the latter give goes into the next bias, in float64 and rounded
// once. One unit is left at least.
//
// So it is for finite numbers. 0 times an infinite one is NaN, and is gone with the unit.

import type { Values } from "../program/scalar.ts";
import { sameShape } from "../network/broadcast.ts";
import { evaluateOperation } from "../network/evaluate/evaluate-operation.ts";
import { isKnown, valueOf, type Network } from "../network/network.ts";
import type { ValueId } from "../network/op.ts";
import { keepReachable } from "../network/reachable.ts";
import { elementCount } from "../network/shape.ts";
import { areFloat32, denseLayer, layerWith, readsRows, type DenseLayer, type LayerNumbers } from "./dense-layer.ts";
import { rewrite } from "./rewrite.ts";
import { soleUsers } from "./sole-users.ts";

/** Until every unit has an effect: a unit may have had one on such units alone. */
export function removeDeadNeurons(network: Network): Network {
  for (let current = network; ;) {
    // What nothing depends on uses nothing.
    const { network: used } = keepReachable(current);
    const narrower = narrowerPair(used);
    if (narrower === undefined) return used;
    current = rewrite(used, (value, args, builder, id, translate) => {
      const layer = narrower.find(({ id: one }) => one === id);
      if (layer === undefined) return builder.copy(value, args);
      return layerWith(builder, used, layer.from, translate(layer.from.input), layer.numbers);
    });
  }
}

interface NarrowerLayer {
  readonly id: ValueId;
  readonly from: DenseLayer;
  readonly numbers: LayerNumbers;
}

/** The first two layers of which units between them can be removed. */
function narrowerPair(network: Network): readonly NarrowerLayer[] | undefined {
  const users = soleUsers(network);
  for (const id of network.values.keys()) {
    const first = denseLayer(network, id);
    if (first === undefined) continue;
    const path: ValueId[] = [];
    let end = users[id];
    for (; end !== undefined && isOfEachUnit(network, end); end = users[end]) path.push(end);
    if (end === undefined) continue;
    const second = denseLayer(network, end);
    if (second?.input !== (path.at(-1) ?? id) || !readsRows(second)) continue;
    const [narrowFirst, narrowSecond] = narrowed(network, first, path, second);
    if (narrowFirst.outputs === first.outputs || !areFloat32(narrowFirst) || !areFloat32(narrowSecond)) continue;
    return [{ id, from: first, numbers: narrowFirst }, { id: end, from: second, numbers: narrowSecond }];
  }
  return undefined;
}

/** Whether an operation does the same to each unit. */
function isOfEachUnit(network: Network, id: ValueId): boolean {
  const value = valueOf(network, id);
  if (value.kind !== "operation" || value.op.computation.kind !== "pointwise") return false;
  return value.arguments.every((argument) => {
    const one = valueOf(network, argument);
    return isKnown(one) ? elementCount(one.shape) === 1 : sameShape(one.shape, value.shape);
  });
}

/** The numbers of both layers without dead units between them. */
function narrowed(
  network: Network,
  first: DenseLayer,
  path: readonly ValueId[],
  second: DenseLayer,
): readonly [LayerNumbers, LayerNumbers] {
  const constants = constantUnits(network, first, path);
  const units = Array.from({ length: first.outputs }, (_, unit) => unit);
  const hasEffect = (unit: number): boolean => !constants.has(unit) && some(second.outputs, (j) => second.weight(j, unit) !== 0);
  const living = units.filter(hasEffect);
  const kept = living.length === 0 ? [0] : living;
  const isKept = new Set(kept);
  const folded = [...constants].filter(([unit]) => !isKept.has(unit));
  const { weight, bias } = second;
  const withConstants = (j: number): number => folded.reduce((sum, [unit, given]) => sum + weight(j, unit) * given, bias?.(j) ?? 0);
  return [
    {
      inputs: first.inputs,
      outputs: kept.length,
      weight: (j, k) => first.weight(kept[j], k),
      bias: first.bias && ((j) => first.bias?.(kept[j]) ?? 0),
    },
    {
      inputs: kept.length,
      outputs: second.outputs,
      weight: (j, k) => weight(j, kept[k]),
      bias: folded.length === 0 ? bias : withConstants,
    },
  ];
}

/** What units give that read nothing, after what is done to each one; those alone of which that is finite. */
function constantUnits(network: Network, first: DenseLayer, path: readonly ValueId[]): ReadonlyMap<number, number> {
  const readsNothing = (unit: number): boolean => !some(first.inputs, (k) => first.weight(unit, k) !== 0);
  const units = Array.from({ length: first.outputs }, (_, unit) => unit).filter(readsNothing);
  if (units.length === 0) return new Map();
  const biases = Float32Array.from(units, (unit) => first.bias?.(unit) ?? 0);
  const shape = [units.length];
  const given = path.reduce<Values>((data, id) => {
    const value = valueOf(network, id);
    if (value.kind !== "operation") throw new RangeError(`value ${id} is no operation`);
    const known = value.arguments.map((argument) => {
      const one = valueOf(network, argument);
      return isKnown(one) ? { ...one, shape: [] } : { scalar: one.scalar, shape, data };
    });
    return evaluateOperation({ ...value, shape }, known);
  }, biases);
  return new Map(units.map((unit, position) => [unit, given[position]] as const).filter(([, number]) => Number.isFinite(number)));
}

function some(count: number, is: (position: number) => boolean): boolean {
  for (let position = 0; position < count; position++) if (is(position)) return true;
  return false;
}
