// Removes what changes no element: the subtraction of zeros, products with ones, quotients by ones, of numbers of any type.
//
// −0 + 0 is +0. So the addition of zeros is removed of integers, and of sums, which are never −0; any other one stays.

import { numberOf } from "../network/attributes.ts";
import { sameShape } from "../network/broadcast.ts";
import { isKnown, type Network, type OperationValue } from "../network/network.ts";
import type { NetworkBuilder } from "../network/network-builder.ts";
import type { Op, ValueId } from "../network/op.ts";
import { add } from "../network/ops/add.ts";
import { divide } from "../network/ops/divide.ts";
import { multiply } from "../network/ops/multiply.ts";
import { subtract } from "../network/ops/subtract.ts";
import { addConstant, divideBy } from "../network/ops/with-constant.ts";
import { isFloat } from "../program/scalar.ts";
import { rewrite } from "./rewrite.ts";

export function removeNeutralSteps(network: Network): Network {
  return rewrite(network, (value, args, builder) => {
    const position = value.kind === "operation" ? unchangedArgument(builder, value, args) : undefined;
    return position === undefined ? builder.copy(value, args) : args[position];
  });
}

/** Which argument the result is, bit by bit; undefined where it is none. */
function unchangedArgument(builder: NetworkBuilder, value: OperationValue, args: readonly ValueId[]): number | undefined {
  const { op, attributes, shape } = value;
  if (op === addConstant) return numberOf(attributes, "addend") === 0 && isNeverNegativeZero(builder, args[0]) ? 0 : undefined;
  if (op === divideBy) return numberOf(attributes, "divisor") === 1 ? 0 : undefined;
  return positionsOf(op).find((position) => {
    const x = args[position];
    const other = builder.value(args[1 - position]);
    const neutral = op === multiply || op === divide ? 1 : 0;
    if (!isKnown(other) || !sameShape(builder.shapeOf(x), shape)) return false;
    return other.data.every((element) => element === neutral) && (op !== add || isNeverNegativeZero(builder, x));
  });
}

/** Where the argument may stand that is left as it is. */
function positionsOf(op: Op): readonly number[] {
  if (op === add || op === multiply) return [0, 1];
  return op === subtract || op === divide ? [0] : [];
}

/** The sums of a block begin with +0, constants are not −0 either, and +0 − 0 and 1 − 1 are +0. */
function isNeverNegativeZero(builder: NetworkBuilder, id: ValueId): boolean {
  const value = builder.value(id);
  if (!isFloat(value.scalar) || isKnown(value)) return true;
  if (value.kind !== "operation") return false;
  const { op, op: { computation }, attributes, arguments: args } = value;
  if (op === addConstant || (op === add && args.some((argument) => isKnown(builder.value(argument))))) return true;
  if (computation.kind === "reshape") return isNeverNegativeZero(builder, args[0]);
  if (computation.kind !== "reduce") return false;
  const { combine, scale } = computation.reduction(args.map((argument) => builder.shapeOf(argument)), attributes);
  return combine === "add" && scale === undefined;
}
