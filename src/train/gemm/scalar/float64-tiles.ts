// Register tiles of a float64 product in plain JavaScript: 4×4 and 1×4, the twins of those of float32-tiles.ts.

import { SCALAR_FLOAT64 } from "../blocking.ts";
import type { ScalarKernel } from "./block-kernel.ts";

const { MC, KC } = SCALAR_FLOAT64;

export const FLOAT64_KERNEL: ScalarKernel<Float64Array> = {
  blocking: SCALAR_FLOAT64,
  packed: new Float64Array(MC * KC),
  zeros: (count) => new Float64Array(count),
  addTile,
  addRow,
};

function addTile(
  a: Float64Array,
  p: number,
  b: Float64Array,
  q: number,
  step: number,
  depth: number,
  c: Float64Array,
  at: number,
  stride: number,
): void {
  let s00 = 0, s01 = 0, s02 = 0, s03 = 0;
  let s10 = 0, s11 = 0, s12 = 0, s13 = 0;
  let s20 = 0, s21 = 0, s22 = 0, s23 = 0;
  let s30 = 0, s31 = 0, s32 = 0, s33 = 0;
  for (const end = p + 4 * depth; p < end; p += 4, q += step) {
    const x0 = a[p], x1 = a[p + 1], x2 = a[p + 2], x3 = a[p + 3];
    const y0 = b[q];
    s00 = s00 + x0 * y0;
    s10 = s10 + x1 * y0;
    s20 = s20 + x2 * y0;
    s30 = s30 + x3 * y0;
    const y1 = b[q + 1];
    s01 = s01 + x0 * y1;
    s11 = s11 + x1 * y1;
    s21 = s21 + x2 * y1;
    s31 = s31 + x3 * y1;
    const y2 = b[q + 2];
    s02 = s02 + x0 * y2;
    s12 = s12 + x1 * y2;
    s22 = s22 + x2 * y2;
    s32 = s32 + x3 * y2;
    const y3 = b[q + 3];
    s03 = s03 + x0 * y3;
    s13 = s13 + x1 * y3;
    s23 = s23 + x2 * y3;
    s33 = s33 + x3 * y3;
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

function addRow(a: Float64Array, p: number, b: Float64Array, q: number, step: number, depth: number, c: Float64Array, at: number): void {
  let s00 = 0, s01 = 0, s02 = 0, s03 = 0;
  for (const end = p + depth; p < end; p += 1, q += step) {
    const x0 = a[p];
    s00 = s00 + x0 * b[q];
    s01 = s01 + x0 * b[q + 1];
    s02 = s02 + x0 * b[q + 2];
    s03 = s03 + x0 * b[q + 3];
  }
  c[at] += s00;
  c[at + 1] += s01;
  c[at + 2] += s02;
  c[at + 3] += s03;
}
