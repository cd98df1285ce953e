// What a QuantizeLinear makes of its argument: a scale and a zero point, and the steps before it that do no more than keep numbers within bounds, which the
// range of the integers does as well. Reads a network under construction.

import { numberOf, type Attributes } from "../../network/attributes.ts";
import { isKnown, valueOf, type Network, type OperationValue } from "../../network/network.ts";
import type { NetworkBuilder } from "../../network/network-builder.ts";
import type { Op, ValueId } from "../../network/op.ts";
import { atLeast, atMost, clip } from "../../network/ops/bounds.ts";
import { clipTo } from "../../network/ops/clip-to.ts";
import { relu } from "../../network/ops/relu.ts";
import { elementCount } from "../../network/shape.ts";
import { SCALARS, type Scalar } from "../../program/scalar.ts";

export interface QuantisedTarget {
  /** What is quantised, before all bounds. */
  readonly source: ValueId;
  /** Known; one number each. */
  readonly scale: ValueId;
  readonly zero: ValueId;
  /** Of the integers: `least` and `greatest`. */
  readonly range: Attributes;
}

/** Steps that a range of integers does as well, where their bounds are known. */
const BOUNDING: readonly Op[] = [relu, clipTo, atLeast, atMost, clip];

/** Whether nothing but a quantisation takes what is quantised, nor what it is before bounds. @param users of each value the only one. */
export function isOnlyQuantised(network: Network, users: readonly (ValueId | undefined)[], id: ValueId): boolean {
  const value = valueOf(network, id);
  if (users[id] === undefined) return false;
  return value.kind !== "operation" || !BOUNDING.includes(value.op) || isOnlyQuantised(network, users, value.arguments[0]);
}

interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** Undefined where scale and zero point are not one known number each, of 8 bits. @param args of the QuantizeLinear, in the builder's network. */
export function quantisedTarget(builder: NetworkBuilder, { scalar, origin }: OperationValue, args: readonly ValueId[]): QuantisedTarget | undefined {
  const [scaleValue, zeroValue] = args.slice(1).map((id) => builder.value(id));
  if (!isKnown(scaleValue) || elementCount(scaleValue.shape) !== 1 || (scalar !== "i8" && scalar !== "u8")) return undefined;
  if (zeroValue !== undefined && (!isKnown(zeroValue) || elementCount(zeroValue.shape) !== 1)) return undefined;
  const [scale, zero] = [scaleValue.data[0], zeroValue?.data[0] ?? 0];
  const { source, bounds } = withoutBounds(builder, args[0]);
  const end = (bound: number): number => quantisedNumber(bound, scale, zero, scalar);
  return {
    source,
    scale: args[1],
    zero: args[2] ?? builder.constant("zero", [], scalar, SCALARS[scalar].newValues(1), origin),
    range: { least: end(bounds.low), greatest: end(bounds.high) },
  };
}

function withoutBounds(builder: NetworkBuilder, id: ValueId): { readonly source: ValueId; readonly bounds: Bounds } {
  const value = builder.value(id);
  const bounds = value.kind === "operation" ? boundsOf(builder, value) : undefined;
  if (value.kind !== "operation" || bounds === undefined) return { source: id, bounds: { low: -Infinity, high: Infinity } };
  const { source, bounds: before } = withoutBounds(builder, value.arguments[0]);
  return { source, bounds: { low: within(before.low, bounds), high: within(before.high, bounds) } };
}

function within(value: number, { low, high }: Bounds): number {
  return Math.min(Math.max(value, low), high);
}

/** Undefined where an operation does something else, or by bounds that are computed or no numbers. */
function boundsOf(builder: NetworkBuilder, { op, arguments: [, ...bounds], attributes }: OperationValue): Bounds | undefined {
  if (op === relu) return { low: 0, high: Infinity };
  if (op === clipTo) return { low: numberOf(attributes, "low"), high: numberOf(attributes, "high") };
  const numbers = bounds.flatMap((id) => {
    const number = builder.known(id)?.data[0];
    return number === undefined || Number.isNaN(number) ? [] : [number];
  });
  if (numbers.length < bounds.length) return undefined;
  const [first, second] = numbers;
  if (op === atLeast) return { low: first, high: Infinity };
  if (op === atMost) return { low: -Infinity, high: first };
  return op === clip ? { low: first, high: second } : undefined;
}

/** As QuantizeLinear: half to even, within the range of the type. */
export function quantisedNumber(value: number, scale: number, zero: number, scalar: Scalar): number {
  const { least, greatest } = SCALARS[scalar];
  const steps = Math.fround(value / scale);
  const below = Math.floor(steps);
  const isUp = steps - below > 0.5 || (steps - below === 0.5 && below % 2 !== 0);
  const whole = Number.isFinite(steps) ? (isUp ? below + 1 : below) : steps;
  return Math.min(Math.max(whole + zero, least), greatest);
}
