// Register tiles of a float32 product in plain JavaScript: 4×4 and 1×4. Every product and every sum is rounded: float64
// arithmetic rounded once is exact for + and × (Figueroa, "When is double rounding innocuous?", ACM SIGNUM 30(3), 1995).

import { SCALAR_FLOAT32 } from "../blocking.ts";
import type { ScalarKernel } from "./block-kernel.ts";

const { MC, KC } = SCALAR_FLOAT32;

export const FLOAT32_KERNEL: ScalarKernel<Float32Array> = {
  blocking: SCALAR_FLOAT32,
  packed: new Float32Array(MC * KC),
  zeros: (count) => new Float32Array(count),
  addTile,
  addRow,
};

function addTile(
  a: Float32Array,
  p: number,
  b: Float32Array,
  q: number,
  step: number,
  depth: number,
  c: Float32Array,
  at: number,
  stride: number,
): void {
  const { fround } = Math;
  let s00 = 0, s01 = 0, s02 = 0, s03 = 0;
  let s10 = 0, s11 = 0, s12 = 0, s13 = 0;
  let s20 = 0, s21 = 0, s22 = 0, s23 = 0;
  let s30 = 0, s31 = 0, s32 = 0, s33 = 0;
  for (const end = p + 4 * depth; p < end; p += 4, q += step) {
    const x0 = a[p], x1 = a[p + 1], x2 = a[p + 2], x3 = a[p + 3];
    const y0 = b[q];
    s00 = fround(s00 + fround(x0 * y0));
    s10 = fround(s10 + fround(x1 * y0));
    s20 = fround(s20 + fround(x2 * y0));
    s30 = fround(s30 + fround(x3 * y0));
    const y1 = b[q + 1];
    s01 = fround(s01 + fround(x0 * y1));
    s11 = fround(s11 + fround(x1 * y1));
    s21 = fround(s21 + fround(x2 * y1));
    s31 = fround(s31 + fround(x3 * y1));
    const y2 = b[q + 2];
    s02 = fround(s02 + fround(x0 * y2));
    s12 = fround(s12 + fround(x1 * y2));
    s22 = fround(s22 + fround(x2 * y2));
    s32 = fround(s32 + fround(x3 * y2));
    const y3 = b[q + 3];
    s03 = fround(s03 + fround(x0 * y3));
    s13 = fround(s13 + fround(x1 * y3));
    s23 = fround(s23 + fround(x2 * y3));
    s33 = fround(s33 + fround(x3 * y3));
  }
  c[at] += s00;
  c[at + 1] += s01;
  c[at + 2] += s02;
  c[at + 3] += s03;
  at += stride;
  c[at] += s10;
  c[at + 1] += s11;
  c[at + 2] += s12;
  c[at + 3] += s13;
  at += stride;
  c[at] += s20;
  c[at + 1] += s21;
  c[at + 2] += s22;
  c[at + 3] += s23;
  at += stride;
  c[at] += s30;
  c[at + 1] += s31;
  c[at + 2] += s32;
  c[at + 3] += s33;
}

function addRow(a: Float32Array, p: number, b: Float32Array, q: number, step: number, depth: number, c: Float32Array, at: number): void {
  const { fround } = Math;
  let s00 = 0, s01 = 0, s02 = 0, s03 = 0;
  for (const end = p + depth; p < end; p += 1, q += step) {
    const x0 = a[p];
    s00 = fround(s00 + fround(x0 * b[q]));
    s01 = fround(s01 + fround(x0 * b[q + 1]));
    s02 = fround(s02 + fround(x0 * b[q + 2]));
    s03 = fround(s03 + fround(x0 * b[q + 3]));
  }
  c[at] += s00;
  c[at + 1] += s01;
  c[at + 2] += s02;
  c[at + 3] += s03;
}
