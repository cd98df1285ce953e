// Chooses values that are computed wherever they are read, again if need be: floats and int32 that take few operations to make of integers of 8 or 16 bits,
// and several times the memory. Emits nothing.

import { sameShape } from "../../network/broadcast.ts";
import { isKnown, keptValues, useCounts, valueOf, type Network, type OperationValue } from "../../network/network.ts";
import type { ValueId } from "../../network/op.ts";
import { depthOf, type Reduction } from "../../network/reduction.ts";
import { elementCount, type Shape } from "../../network/shape.ts";
import { SCALARS } from "../../program/scalar.ts";

/** Operations between the integers and the floats: a conversion, a zero point, a scale. */
const MOST_STEPS = 3;

/** Values that are read several times, or by a sum or an extreme, each time element by element. */
export function recomputedValues(network: Network): ReadonlySet<ValueId> {
  const users = network.values.map((): OperationValue[] => []);
  for (const value of network.values) if (value.kind === "operation") for (const id of new Set(value.arguments)) users[id].push(value);
  const uses = useCounts(network);
  const kept = new Set(keptValues(network));
  const isWanted = (id: ValueId): boolean => uses[id] > 1 || users[id].some(isReduction);
  return new Set(
    [...network.values.keys()].filter(
      (id) => isWanted(id) && !kept.has(id) && users[id].every((user) => readsOnce(network, user, id)) && isWidened(network, id, MOST_STEPS),
    ),
  );
}

function isReduction({ op: { computation } }: OperationValue): boolean {
  return computation.kind === "reduce";
}

/** Whether an operation reads each element of an argument at one place only. */
function readsOnce(network: Network, { op: { computation }, shape, arguments: given, attributes }: OperationValue, id: ValueId): boolean {
  switch (computation.kind) {
    case "pointwise":
      return sameShape(valueOf(network, id).shape, shape);
    case "reduce":
      return isOfEachOnce(computation.reduction(given.map((argument) => valueOf(network, argument).shape), attributes), shape, valueOf(network, id).shape);
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

/** Whether a reduction has one factor and as many terms in all as its argument has elements. */
function isOfEachOnce(reduction: Reduction, shape: Shape, argument: Shape): boolean {
  return reduction.factors.length === 1 && depthOf(reduction) * elementCount(shape) <= elementCount(argument);
}

/** Whether all that is computed for a value is of narrow integers in memory and single numbers, by so many operations at the most. */
function isWidened(network: Network, id: ValueId, steps: number): boolean {
  const value = valueOf(network, id);
  if (value.kind !== "operation" || value.op.computation.kind !== "pointwise" || steps === 0) return false;
  if (value.scalar !== "f32" && value.scalar !== "i32") return false;
  const whole = value.arguments.filter((argument) => elementCount(valueOf(network, argument).shape) > 1);
  const [only] = whole;
  if (whole.length !== 1 || !sameShape(valueOf(network, only).shape, value.shape) || isKnown(valueOf(network, only))) return false;
  return SCALARS[valueOf(network, only).scalar].bytes < SCALARS.i32.bytes || isWidened(network, only, steps - 1);
}
