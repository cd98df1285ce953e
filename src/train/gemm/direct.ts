// The matrix product for small and thin operands: register tiles read A and B where they lie, nothing is packed.
// Same bits as the naive product; falls behind the blocked one when all three sizes are large.
import { multiplyNaively } from "./naive.ts";
import { transposedProduct, type Product } from "./product.ts";

/**
 * Computes a product by 3×4 tiles and the rows left over by 1×4 tiles. The columns left over are the rows of the transposed
 * product, so they become 1×4 tiles too; only a corner smaller than 4×4 is left to the naive loops.
 */
export function multiplyDirectly(product: Product): void {
  const { m, n } = product;
  if (n < 4) {
    if (m < 4) {
      multiplyNaively(product);
    } else {
      multiplyDirectly(transposedProduct(product));
    }
    return;
  }
  const tiledColumns = n - (n % 4);
  const tiledRows = m - (m % 3);
  for (let j = 0; j < tiledColumns; j += 4) {
    for (let i = 0; i < tiledRows; i += 3) {
      multiplyTile3x4(product, i, j);
    }
    for (let i = tiledRows; i < m; i++) {
      multiplyTile1x4(product, i, j);
    }
  }
  if (tiledColumns < n) {
    const { b, c } = product;
    multiplyDirectly({
      ...product,
      n: n - tiledColumns,
      b: { ...b, start: b.start + tiledColumns * b.columnStride },
      c: { ...c, start: c.start + tiledColumns * c.columnStride },
    });
  }
}

function multiplyTile1x4({ k, a, b, c, accumulate }: Product, i: number, j: number): void {
  const dataA = a.data, dataB = b.data, dataC = c.data;
  const stepA = a.columnStride, stepB = b.rowStride;
  const b1 = b.columnStride, b2 = 2 * b1, b3 = 3 * b1;
  const c0 = c.start + i * c.rowStride + j * c.columnStride;
  const c1 = c0 + c.columnStride, c2 = c1 + c.columnStride, c3 = c2 + c.columnStride;
  let s0 = 0, s1 = 0, s2 = 0, s3 = 0;
  if (accumulate) {
    s0 = dataC[c0];
    s1 = dataC[c1];
    s2 = dataC[c2];
    s3 = dataC[c3];
  }
  let p = a.start + i * a.rowStride;
  let q = b.start + j * b1;
  for (let l = 0; l < k; l++) {
    const x = dataA[p];
    s0 += x * dataB[q];
    s1 += x * dataB[q + b1];
    s2 += x * dataB[q + b2];
    s3 += x * dataB[q + b3];
    p += stepA;
    q += stepB;
  }
  dataC[c0] = s0;
  dataC[c1] = s1;
  dataC[c2] = s2;
  dataC[c3] = s3;
}

function multiplyTile3x4({ k, a, b, c, accumulate }: Product, i: number, j: number): void {
  const dataA = a.data, dataB = b.data, dataC = c.data;
  const stepA = a.columnStride, stepB = b.rowStride;
  const a1 = a.rowStride, a2 = 2 * a1;
  const b1 = b.columnStride, b2 = 2 * b1, b3 = 3 * b1;
  const r0 = c.start + i * c.rowStride + j * c.columnStride, r1 = r0 + c.rowStride, r2 = r1 + c.rowStride;
  const c1 = c.columnStride, c2 = 2 * c1, c3 = 3 * c1;
  let s00 = 0, s01 = 0, s02 = 0, s03 = 0;
  let s10 = 0, s11 = 0, s12 = 0, s13 = 0;
  let s20 = 0, s21 = 0, s22 = 0, s23 = 0;
  if (accumulate) {
    s00 = dataC[r0];
    s01 = dataC[r0 + c1];
    s02 = dataC[r0 + c2];
    s03 = dataC[r0 + c3];
    s10 = dataC[r1];
    s11 = dataC[r1 + c1];
    s12 = dataC[r1 + c2];
    s13 = dataC[r1 + c3];
    s20 = dataC[r2];
    s21 = dataC[r2 + c1];
    s22 = dataC[r2 + c2];
    s23 = dataC[r2 + c3];
  }
  let p = a.start + i * a1;
  let q = b.start + j * b1;
  for (let l = 0; l < k; l++) {
    const x0 = dataA[p], x1 = dataA[p + a1], x2 = dataA[p + a2];
    const y0 = dataB[q];
    s00 += x0 * y0;
    s10 += x1 * y0;
    s20 += x2 * y0;
    const y1 = dataB[q + b1];
    s01 += x0 * y1;
    s11 += x1 * y1;
    s21 += x2 * y1;
    const y2 = dataB[q + b2];
    s02 += x0 * y2;
    s12 += x1 * y2;
    s22 += x2 * y2;
    const y3 = dataB[q + b3];
    s03 += x0 * y3;
    s13 += x1 * y3;
    s23 += x2 * y3;
    p += stepA;
    q += stepB;
  }
  dataC[r0] = s00;
  dataC[r0 + c1] = s01;
  dataC[r0 + c2] = s02;
  dataC[r0 + c3] = s03;
  dataC[r1] = s10;
  dataC[r1 + c1] = s11;
  dataC[r1 + c2] = s12;
  dataC[r1 + c3] = s13;
  dataC[r2] = s20;
  dataC[r2 + c1] = s21;
  dataC[r2 + c2] = s22;
  dataC[r2 + c3] = s23;
}
