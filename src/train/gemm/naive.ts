// The matrix product by its definition: three loops, one sum an element. The oracle of all others, and what multiplies where
// the right matrix lies the other way round and there is no WebAssembly. It is not meant to be fast.

import { placeOf, type PanelMatrix } from "./panel-matrix.ts";
import { columnsOf, rowsOf, type MatrixProduct } from "./product.ts";

/**
 * Element (i, j) of `target` in `sums` becomes product(i, j), float32 and of depth KC at most, operands in `memory`. Rounding
 * float64 arithmetic once is exact for + and × (Figueroa, "When is double rounding innocuous?", ACM SIGNUM 30(3), 1995).
 */
export function multiplyNaively(memory: Float32Array, product: MatrixProduct, sums: Float32Array, target: PanelMatrix): void {
  const { depth, left, right, leftAcross, rightAcross } = product;
  const [rows, columns] = [rowsOf(product), columnsOf(product)];
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let l = 0; l < depth; l++) {
        const a = memory[leftAcross === "rows" ? placeOf(left, l, i) : placeOf(left, i, l)];
        const b = memory[rightAcross === "columns" ? placeOf(right, l, j) : placeOf(right, j, l)];
        sum = Math.fround(sum + Math.fround(a * b));
      }
      sums[placeOf(target, i, j)] = sum;
    }
  }
}
