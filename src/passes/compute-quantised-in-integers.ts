// Computes what stands between DequantizeLinear and QuantizeLinear on the integers: convolutions and matrix products become integer layers, as
// in onnxruntime, averages of whole channels integer sums; what moves elements or takes the greatest ones moves and takes integers. Everything
// else stays of floats, in one loop from integers to integers.
//
// Moving, taking the greatest and leaving out a quantisation to the scale that is there already are exact. A layer's sums are exact, and its
// results rounded once, where the floats' text rounds every sum: about one result in hundreds is another one, by a step.

import type { Network, OperationValue } from "../network/network.ts";
import type { NetworkBuilder } from "../network/network-builder.ts";
import type { ValueId } from "../network/op.ts";
import { concat } from "../network/ops/concat.ts";
import { maxPool } from "../network/ops/max-pool.ts";
import { quantizeLinear } from "../network/ops/quantize-linear.ts";
import { keepReachable } from "../network/reachable.ts";
import { dequantised, dequantisedAs, isSameScale } from "./quantised/dequantised.ts";
import { quantisedAverage } from "./quantised/quantised-average.ts";
import { quantisedLayer } from "./quantised/quantised-layers.ts";
import { isOnlyQuantised, quantisedTarget } from "./quantised/quantised-target.ts";
import { rewrite } from "./rewrite.ts";
import { soleUsers } from "./sole-users.ts";

export function computeQuantisedInIntegers(network: Network): Network {
  if (!network.values.some((value) => value.kind === "operation" && value.op === quantizeLinear)) return network;
  const users = soleUsers(network);
  const rewritten = rewrite(network, (value, args, builder) => {
    if (value.kind !== "operation") return builder.copy(value, args);
    if (value.op !== quantizeLinear) return movedIntegers(builder, value, args) ?? builder.copy(value, args);
    // What floats are needed of besides is not computed twice.
    const isAlone = isOnlyQuantised(network, users, value.arguments[0]);
    return quantised(builder, value, args, isAlone) ?? builder.copy(value, args);
  });
  return keepReachable(rewritten).network;
}

/** Undefined where floats are what is quantised. */
function quantised(builder: NetworkBuilder, value: OperationValue, args: readonly ValueId[], isAlone: boolean): ValueId | undefined {
  const target = quantisedTarget(builder, value, args);
  if (target === undefined) return undefined;
  const source = dequantised(builder, args[0]);
  const isThere =
    source !== undefined && source.axis === undefined && source.scalar === value.scalar &&
    source.scales[0] === builder.known(target.scale)?.data[0] && source.zeros[0] === builder.known(target.zero)?.data[0];
  if (isThere) return source.integers;
  return isAlone ? (quantisedLayer(builder, value, target) ?? quantisedAverage(builder, value, target)) : undefined;
}

/** What moves elements, moving integers, dequantised behind it; undefined where it is given others, or does something else. */
function movedIntegers(builder: NetworkBuilder, { op, attributes, name, origin }: OperationValue, args: readonly ValueId[]): ValueId | undefined {
  const { kind } = op.computation;
  const isMoving = kind === "reshape" || kind === "view" || op === maxPool;
  if (!isMoving && op !== concat) return undefined;
  const given = args.map((id) => dequantised(builder, id));
  const [first] = given;
  if (first === undefined || given.some((one) => one === undefined || !isSameScale(one, first))) return undefined;
  if (op === maxPool && first.scalar !== "i8" && first.scalar !== "u8") return undefined;
  const moved = builder.operation(op, given.flatMap((one) => (one === undefined ? [] : [one.integers])), attributes, `${name}_integers`, origin);
  return dequantisedAs(builder, first, moved, name);
}
