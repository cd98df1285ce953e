// Chooses values that are computed again wherever they are read: floats, and integers of 32 bits, that take few operations to make of integers of 8 or
// 16 bits, and several times the memory. Emits nothing.

import { sameShape } from "../../network/broadcast.ts";
import { isKnown, keptValues, useCounts, valueOf, type Network, type OperationValue } from "../../network/network.ts";
import type { ValueId } from "../../network/op.ts";
import { depthOf } from "../../network/reduction.ts";
import { elementCount } from "../../network/shape.ts";
import { SCALARS, type Scalar } from "../../program/scalar.ts";

/** Operations between the integers and the floats: a conversion, a zero point, a scale. */
const MOST_STEPS = 3;
/** One after the other where no element is computed twice: a sum of two such arrays, and what is done to it. */
const MOST_STEPS_ONCE = 6;
const WIDE: ReadonlySet<Scalar> = new Set<Scalar>(["f32", "i32"]);

export interface Recomputed {
  readonly values: ReadonlySet<ValueId>;
  /** The narrow integers that they are made of, which stand in memory. */
  readonly bases: ReadonlySet<ValueId>;
}

/** Values that are read element by element, each time, and not by the one loop that computes them anyhow. */
export function recomputedValues(network: Network): Recomputed {
  const users = network.values.map((): OperationValue[] => []);
  for (const value of network.values) if (value.kind === "operation") for (const id of new Set(value.arguments)) users[id].push(value);
  const uses = useCounts(network);
  const kept = new Set(keptValues(network));
  const made = [...network.values.keys()].flatMap((id) => {
    const isOneLoop = uses[id] === 1 && users[id][0]?.op.computation.kind === "pointwise";
    if (uses[id] === 0 || isOneLoop || kept.has(id) || !users[id].every((user) => readsOnce(network, user, id))) return [];
    const isOnce = users[id].length === 1 && takesOnce(network, users[id][0], id);
    const bases = basesOf(network, id, isOnce ? MOST_STEPS_ONCE : MOST_STEPS, isOnce);
    return bases === undefined ? [] : [{ id, bases }];
  });
  return { values: new Set(made.map(({ id }) => id)), bases: new Set(made.flatMap(({ bases }) => bases)) };
}

/** Whether an operation reads each element of an argument at one place only. */
function readsOnce(network: Network, { op: { computation }, shape, arguments: given, attributes }: OperationValue, id: ValueId): boolean {
  switch (computation.kind) {
    case "pointwise":
      return sameShape(valueOf(network, id).shape, shape);
    case "reduce":
      return computation.reduction(given.map((argument) => valueOf(network, argument).shape), attributes).factors.length === 1;
    case "place":
    case "fold":
      return true;
    case "gather":
    case "reshape":
    case "view":
    case "expand":
    case "scan":
      return false;
  }
}

/** Whether an operation takes together elements of an argument, none of them twice. */
function takesOnce(network: Network, { op: { computation }, shape, arguments: given, attributes }: OperationValue, id: ValueId): boolean {
  if (computation.kind !== "reduce" || given.filter((argument) => argument === id).length !== 1) return false;
  const depth = depthOf(computation.reduction(given.map((argument) => valueOf(network, argument).shape), attributes));
  return elementCount(shape) * depth <= elementCount(valueOf(network, id).shape);
}

/**
 * The narrow integers in memory of which alone, and of single numbers, a value is computed, by so many operations one after the other at the most.
 *
 * @param ofSeveral whether it may be computed of several arrays.
 */
function basesOf(network: Network, id: ValueId, steps: number, ofSeveral: boolean): readonly ValueId[] | undefined {
  const value = valueOf(network, id);
  if (value.kind !== "operation" || value.op.computation.kind !== "pointwise" || !WIDE.has(value.scalar) || steps === 0) return undefined;
  const whole = value.arguments.filter((argument) => elementCount(valueOf(network, argument).shape) > 1);
  if (whole.length === 0 || (whole.length > 1 && !ofSeveral)) return undefined;
  const bases = whole.map((argument) => {
    const { shape, scalar } = valueOf(network, argument);
    if (!sameShape(shape, value.shape) || isKnown(valueOf(network, argument))) return undefined;
    return SCALARS[scalar].bytes < SCALARS.i32.bytes ? [argument] : basesOf(network, argument, steps - 1, ofSeveral);
  });
  return bases.every((one) => one !== undefined) ? bases.flat() : undefined;
}
