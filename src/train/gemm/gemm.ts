// General matrix multiplication (GEMM) for the trainer: checks the operands and chooses the fastest way for their sizes.
// All ways give the same bits; the numerics are defined in naive.ts.
import { multiplyBlocked } from "./blocked.ts";
import { createWorkspace, scalarBlocking, type GemmWorkspace } from "./blocking.ts";
import { multiplyDirectly } from "./direct.ts";
import { multiplyNaively } from "./naive.ts";
import { checkedProduct, type GemmOptions, type Matrix } from "./product.ts";

export type { GemmOptions, Matrix } from "./product.ts";

/** Packing costs 1/m + 1/n + 1/k copies for each multiplication; measured, it pays from this smallest size on. */
const smallestBlockedSize = 96;

/** Allocated by the first large product and kept: 1.6 MB whatever the matrices. */
let workspace: GemmWorkspace | undefined;

/**
 * C(m×n) = op(A)(m×k)·op(B)(k×n), or C += op(A)·op(B) with `accumulate`, where op transposes if asked to.
 *
 * Every element is one float64 sum that starts at 0 (accumulating: at the old element of C), takes its terms with k ascending
 * and is rounded to float32 once, to nearest with ties to even. The bits do not depend on the sizes of blocks or tiles and
 * equal those of `naiveGemm`; NaN and infinities propagate as in IEEE 754. With k = 0 C becomes 0, or stays as it is.
 *
 * @throws RangeError when shapes do not fit together, when a matrix exceeds its array, or when C shares elements with A or B.
 */
export function gemm(a: Matrix, b: Matrix, c: Matrix, options: GemmOptions = {}): void {
  const product = checkedProduct(a, b, c, options);
  if (Math.min(product.m, product.n, product.k) < smallestBlockedSize) {
    multiplyDirectly(product);
  } else {
    workspace ??= createWorkspace(scalarBlocking);
    multiplyBlocked(product, workspace);
  }
}

/** The same product by the plain triple loop: the oracle of `gemm`, about four times slower. Errors as `gemm`. */
export function naiveGemm(a: Matrix, b: Matrix, c: Matrix, options: GemmOptions = {}): void {
  multiplyNaively(checkedProduct(a, b, c, options));
}
