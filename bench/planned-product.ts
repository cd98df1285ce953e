// Matrix products as a training multiplies: one gemm of two inputs, planned, compiled and run as a training step is, for the
// benchmarks. A run packs both matrices, as a step packs its inputs, and multiplies; the result stays in panels. Times nothing.

import { NetworkBuilder } from "../src/network/network-builder.ts";
import { gemm } from "../src/network/ops/gemm.ts";
import { sgd } from "../src/train/optimisers/sgd.ts";
import { compileStep, type Engine } from "../src/train/step/compile-step.ts";

export interface ProductShape {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  /** A is given as k × m, B as n × k. */
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}

export interface PlannedProduct {
  /** Row-major: written by the caller before a run. */
  readonly left: Float32Array;
  readonly right: Float32Array;
  readonly run: () => void;
  /** The product of the last run, row-major: a copy. */
  readonly result: () => Float32Array;
}

const ORIGIN = { file: "benchmark", place: "product" };

export function plannedProduct({ m, k, n, transposeA = false, transposeB = false }: ProductShape, engine?: Engine): PlannedProduct {
  const builder = new NetworkBuilder();
  const a = builder.input("a", transposeA ? [k, m] : [m, k], ORIGIN);
  const b = builder.input("b", transposeB ? [n, k] : [k, n], ORIGIN);
  // The loss a step ends with: one number, so that its mean takes no time.
  const loss = builder.input("loss", [1, 1], ORIGIN);
  const attributes = { transposeA: Number(transposeA), transposeB: Number(transposeB) };
  const product = builder.operation(gemm, [a, b], attributes, "product", ORIGIN);
  const network = builder.finish([product]);
  const step = { network, inputs: [a, b], target: loss, prediction: product, lossTerms: loss, parameters: [], gradients: [] };
  const compiled = compileStep(step, sgd.rule([]), engine);
  const [left, right] = compiled.inputs;
  return { left, right, run: () => void compiled.run(0), result: () => compiled.prediction() };
}

/** The product as one writes it first: three loops, a sum in float64. Row-major, nothing transposed. */
export function naiveProduct(a: Float32Array, b: Float32Array, c: Float32Array, { m, k, n }: ProductShape): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let l = 0; l < k; l++) sum += a[i * k + l] * b[l * n + j];
      c[i * n + j] = sum;
    }
  }
}
