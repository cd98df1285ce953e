// The kernel of sum_to: sums over the axes along which a smaller array was broadcast.

import type { OperationValue } from "../../network/network.ts";
import { sumTo } from "../../network/ops/sum-to.ts";
import { broadcastMap } from "./broadcast-map.ts";
import type { Kernel, StoredArray } from "./kernel.ts";

export function isSumTo(value: OperationValue): boolean {
  return value.op.name === sumTo(value.shape).name;
}

/**
 * Every sum starts at 0, takes its elements in row-major order, is kept in float64 and rounded to float32 once; the scale is
 * multiplied afterwards, rounded again.
 */
export function sumKernel(value: OperationValue, x: StoredArray, result: Float32Array): Kernel {
  const map = broadcastMap(value.shape, x.shape);
  const sums = new Float64Array(result.length);
  const { scale: factor = 1 } = value.attributes;
  const scale = Math.fround(factor);
  const { data } = x;
  return () => {
    sumAll(data, map, sums);
    result.set(sums);
    if (scale !== 1) for (let i = 0; i < result.length; i++) result[i] *= scale;
  };
}

function sumAll(data: Float32Array, map: Int32Array, sums: Float64Array): void {
  sums.fill(0);
  for (let i = 0; i < map.length; i++) sums[map[i]] += data[i];
}
