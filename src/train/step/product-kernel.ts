// The kernels of gemm and of matmul of two matrices: they hand the product to the blocked GEMM.

import type { OperationValue } from "../../network/network.ts";
import { gemm as gemmOp } from "../../network/ops/gemm.ts";
import { matmul } from "../../network/ops/matmul.ts";
import { gemm } from "../gemm/gemm.ts";
import type { Matrix } from "../gemm/gemm.ts";
import { broadcastMap } from "./broadcast-map.ts";
import type { Kernel, StoredArray } from "./kernel.ts";
import { gatherPass } from "./passes.ts";

/** Whether a value is a product this file computes. */
export function isMatrixProduct(value: OperationValue, args: readonly StoredArray[]): boolean {
  return value.op === gemmOp || (value.op === matmul && args.every(({ shape }) => shape.length === 2));
}

/**
 * alpha·A'·B' + beta·C. With alpha = beta = 1 every element is one float64 sum that starts at C's element, takes k ascending
 * and is rounded to float32 once; otherwise the product, its scaling, beta·C and their sum are rounded one by one.
 */
export function productKernel(value: OperationValue, args: readonly StoredArray[], result: Float32Array): Kernel {
  const { alpha = 1, beta = 1, transposeA = 0, transposeB = 0 } = value.attributes;
  const [left, right] = args;
  const a = matrix(left);
  const b = matrix(right);
  const out = matrix({ data: result, shape: value.shape });
  const transposes = { transposeA: transposeA === 1, transposeB: transposeB === 1 };
  const product = () => gemm(a, b, out, transposes);
  const scale = Math.fround(alpha);
  const scaled = scale === 1 ? product : () => {
    product();
    for (let i = 0; i < result.length; i++) result[i] *= scale;
  };
  if (args.length < 3) return scaled;
  const [, , offset] = args;
  const map = broadcastMap(offset.shape, value.shape);
  if (alpha === 1 && beta === 1) {
    const repeat = gatherPass(offset.data, map, result);
    const accumulating = { ...transposes, accumulate: true };
    return () => {
      repeat();
      gemm(a, b, out, accumulating);
    };
  }
  const weight = Math.fround(beta);
  return () => {
    scaled();
    for (let i = 0; i < map.length; i++) result[i] += Math.fround(weight * offset.data[map[i]]);
  };
}

function matrix({ data, shape: [rows, columns] }: StoredArray): Matrix {
  return { data, rows, columns };
}
