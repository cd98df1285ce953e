// The float32 matrix product in plain JavaScript with the bits of the WebAssembly one: its oracle, and its replacement where
// there is no WebAssembly. Some twenty times slower.

import { checkedProduct, type GemmOptions, type Matrix } from "../product.ts";

/** As `chainGemm`, by the plain triple loop. Rounding float64 arithmetic once is exact for + and × (Figueroa 1995). */
export function scalarChainGemm(a: Matrix, b: Matrix, c: Matrix, options: GemmOptions = {}): void {
  const product = checkedProduct(a, b, c, options);
  const { fround } = Math;
  for (let i = 0; i < product.m; i++) {
    for (let j = 0; j < product.n; j++) {
      const place = product.c.start + i * product.c.rowStride + j * product.c.columnStride;
      let sum = product.accumulate ? product.c.data[place] : 0;
      let p = product.a.start + i * product.a.rowStride;
      let q = product.b.start + j * product.b.columnStride;
      for (let l = 0; l < product.k; l++) {
        sum = fround(sum + fround(product.a.data[p] * product.b.data[q]));
        p += product.a.columnStride;
        q += product.b.rowStride;
      }
      product.c.data[place] = sum;
    }
  }
}
