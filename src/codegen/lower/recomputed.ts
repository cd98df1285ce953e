// Chooses values that are computed again wherever they are read: floats, and integers of 32 bits, that take few operations to make of integers of 8 or
// 16 bits, and several times the memory. Emits nothing.

import { sameShape } from "../../network/broadcast.ts";
import { isKnown, keptValues, useCounts, valueOf, type Network, type OperationValue } from "../../network/network.ts";
import type { ValueId } from "../../network/op.ts";
import { elementCount } from "../../network/shape.ts";
import { SCALARS, type Scalar } from "../../program/scalar.ts";

/** Operations between the integers and the floats: a conversion, a zero point, a scale. */
const MOST_STEPS = 3;
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
    const base = baseOf(network, id, MOST_STEPS);
    return base === undefined ? [] : [{ id, base }];
  });
  return { values: new Set(made.map(({ id }) => id)), bases: new Set(made.map(({ base }) => base)) };
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

/** The narrow integers in memory of which alone, and of single numbers, a value is computed, by so many operations at the most. */
function baseOf(network: Network, id: ValueId, steps: number): ValueId | undefined {
  const value = valueOf(network, id);
  if (value.kind !== "operation" || value.op.computation.kind !== "pointwise" || !WIDE.has(value.scalar) || steps === 0) return undefined;
  const whole = value.arguments.filter((argument) => elementCount(valueOf(network, argument).shape) > 1);
  const [only] = whole;
  if (whole.length !== 1 || !sameShape(valueOf(network, only).shape, value.shape) || isKnown(valueOf(network, only))) return undefined;
  return SCALARS[valueOf(network, only).scalar].bytes < SCALARS.i32.bytes ? only : baseOf(network, only, steps - 1);
}
