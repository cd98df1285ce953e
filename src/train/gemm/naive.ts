// The matrix product by its definition: three loops, one dot product per element of C. Oracle and fallback of the fast paths.
// It defines the numerics of the folder; it is not meant to be fast.
import type { Product } from "./product.ts";

/**
 * C(i, j) = fround(C₀ + A(i, 0)·B(0, j) + A(i, 1)·B(1, j) + …), where C₀ is 0, or the old C(i, j) when accumulating.
 *
 * Products of two float32 are exact in float64 (24 + 24 ≤ 53 bits), sums are float64 with k ascending, and the only
 * rounding to float32 is the store. Because the products are exact, a fused multiply-add would give the same bits.
 */
export function multiplyNaively({ m, n, k, a, b, c, accumulate }: Product): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      const target = c.start + i * c.rowStride + j * c.columnStride;
      let sum = accumulate ? c.data[target] : 0;
      let p = a.start + i * a.rowStride;
      let q = b.start + j * b.columnStride;
      for (let l = 0; l < k; l++) {
        sum += a.data[p] * b.data[q];
        p += a.columnStride;
        q += b.rowStride;
      }
      c.data[target] = sum;
    }
  }
}
