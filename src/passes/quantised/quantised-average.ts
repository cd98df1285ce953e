// The average of each whole channel of a dequantised array, quantised: integer sums, of which the zero point and the number of elements are known.

import type { OperationValue } from "../../network/network.ts";
import type { NetworkBuilder } from "../../network/network-builder.ts";
import type { ValueId } from "../../network/op.ts";
import { globalAveragePool } from "../../network/ops/global-pools.ts";
import { qLinearGlobalAveragePool } from "../../network/ops/integers/q-linear-global-average-pool.ts";
import { SCALARS } from "../../program/scalar.ts";
import { dequantised } from "./dequantised.ts";
import type { QuantisedTarget } from "./quantised-target.ts";

/** Undefined where the source is no such average. */
export function quantisedAverage(builder: NetworkBuilder, quantise: OperationValue, { source, scale, zero, range }: QuantisedTarget): ValueId | undefined {
  const value = builder.value(source);
  if (value.kind !== "operation" || value.op !== globalAveragePool) return undefined;
  const x = dequantised(builder, value.arguments[0]);
  if (x === undefined || x.axis !== undefined || (x.scalar !== "i8" && x.scalar !== "u8")) return undefined;
  const ownZero = x.zero ?? builder.constant("zero", [], x.scalar, SCALARS[x.scalar].newValues(1), value.origin);
  return builder.operation(qLinearGlobalAveragePool, [x.integers, x.scale, ownZero, scale, zero], range, quantise.name, value.origin);
}
