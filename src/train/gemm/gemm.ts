// General matrix multiplication for the trainer: checks the operands and chooses the way that is fastest for their sizes.
import { createWorkspace, scalarBlocking } from "./blocking.ts";
import { multiplyBlocked } from "./blocked.ts";
import { multiplyDirectly } from "./direct.ts";
import { multiplyNaively } from "./naive.ts";
import { checkedProduct, type GemmOptions, type Matrix } from "./product.ts";

export type { GemmOptions, Matrix } from "./product.ts";

const workspace = createWorkspace(scalarBlocking);
export function gemm(a: Matrix, b: Matrix, c: Matrix, options: GemmOptions = {}): void {
  const product = checkedProduct(a, b, c, options);
  if (product.m*product.n*product.k<32768) {
    multiplyDirectly(product);
  } else {
    multiplyBlocked(product, workspace);
  }
}
export function naiveGemm(a: Matrix, b: Matrix, c: Matrix, options: GemmOptions = {}): void {
  multiplyNaively(checkedProduct(a, b, c, options));
}
