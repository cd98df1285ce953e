// Makes matrices for the GEMM tests, runs every implementation on copies of them and finds the first differing element.
// It judges nothing itself.
import { multiplyBlocked } from "../../../src/train/gemm/blocked.ts";
import { createWorkspace, scalarBlocking, type Blocking } from "../../../src/train/gemm/blocking.ts";
import { multiplyDirectly } from "../../../src/train/gemm/direct.ts";
import { gemm, naiveGemm, type GemmOptions, type Matrix } from "../../../src/train/gemm/gemm.ts";
import { scalar3x4, type MicroKernel } from "../../../src/train/gemm/micro-kernel.ts";
import { checkedProduct } from "../../../src/train/gemm/product.ts";

export type Multiply = (a: Matrix, b: Matrix, c: Matrix, options?: GemmOptions) => void;

export function blockedWith(blocking: Blocking): Multiply {
  const workspace = createWorkspace(blocking);
  return (a, b, c, options = {}) => multiplyBlocked(checkedProduct(a, b, c, options), workspace);
}

/** A micro-kernel written as loops, for tiles of any size. */
export function loopKernel(tileRows: number, tileColumns: number): MicroKernel {
  return {
    tileRows,
    tileColumns,
    multiplyPanels: (depth, a, startOfA, b, startOfB, sums, startOfTile) => {
      for (let l = 0; l < depth; l++) {
        for (let i = 0; i < tileRows; i++) {
          for (let j = 0; j < tileColumns; j++) {
            sums[startOfTile + i * tileColumns + j] += a[startOfA + l * tileRows + i] * b[startOfB + l * tileColumns + j];
          }
        }
      }
    },
  };
}

/** Every way to compute a product that has to agree with naiveGemm bit for bit. */
export const fastWays: readonly (readonly [name: string, multiply: Multiply])[] = [
  ["gemm", gemm],
  ["direct", (a, b, c, options = {}) => multiplyDirectly(checkedProduct(a, b, c, options))],
  ["blocked", blockedWith(scalarBlocking)],
  ["blocked 6/5/8", blockedWith({ kernel: scalar3x4, blockRows: 6, blockDepth: 5, blockColumns: 8 })],
  ["blocked 33/64/20", blockedWith({ kernel: scalar3x4, blockRows: 33, blockDepth: 64, blockColumns: 20 })],
  ["blocked by a 4×8 kernel", blockedWith({ kernel: loopKernel(4, 8), blockRows: 8, blockDepth: 7, blockColumns: 16 })],
];

export const allWays: typeof fastWays = [["naive", naiveGemm], ...fastWays];

export const transposes: readonly GemmOptions[] = [
  {},
  { transposeA: true },
  { transposeB: true },
  { transposeA: true, transposeB: true },
];

/** Uniform float32 in [−1, 1) from a 32-bit linear congruential generator (Numerical Recipes, "An Even Quicker Generator"). */
export function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.fround((state >>> 8) / 2 ** 23 - 1);
  };
}

export function matrix(rows: number, columns: number, next: () => number): Matrix {
  return { data: Float32Array.from({ length: rows * columns }, next), rows, columns };
}

/** A and B as they are stored for a product of m×k by k×n. */
export function inputs(m: number, k: number, n: number, options: GemmOptions, next: () => number): [Matrix, Matrix] {
  return [
    options.transposeA === true ? matrix(k, m, next) : matrix(m, k, next),
    options.transposeB === true ? matrix(n, k, next) : matrix(k, n, next),
  ];
}

/** What the array behind C holds after a multiplication; C itself is left alone. */
export function result(multiply: Multiply, a: Matrix, b: Matrix, c: Matrix, options: GemmOptions = {}): Float32Array {
  const copy = { ...c, data: c.data.slice() };
  multiply(a, b, copy, options);
  return copy.data;
}

/** Index of the first element whose value differs (NaN equals NaN, −0 differs from 0), or −1. */
export function firstDifference(x: Float32Array, y: Float32Array): number {
  return x.length === y.length ? x.findIndex((value, index) => !Object.is(value, y[index])) : Math.min(x.length, y.length);
}
