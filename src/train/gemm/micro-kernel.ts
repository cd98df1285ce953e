// The innermost part of the blocked product: one register tile of sums, advanced over packed panels.
// It knows neither matrices nor blocking; a faster kernel of another tile size can take its place.

/**
 * Adds the product of two packed panels to one tile of sums:
 * tile(i, j) += Σ a(l, i)·b(l, j) for l = 0 … depth − 1 ascending, in float64.
 *
 * a(l, i) is `a[startOfA + l·tileRows + i]`, b(l, j) is `b[startOfB + l·tileColumns + j]`, and
 * tile(i, j) is `sums[startOfTile + i·tileColumns + j]`.
 */
export type MultiplyPanels = (
  depth: number,
  a: Float32Array,
  startOfA: number,
  b: Float32Array,
  startOfB: number,
  sums: Float64Array,
  startOfTile: number,
) => void;

export interface MicroKernel {
  /** MR of the BLIS papers: rows of the register tile. */
  readonly tileRows: number;
  /** NR of the BLIS papers: columns of the register tile. */
  readonly tileColumns: number;
  readonly multiplyPanels: MultiplyPanels;
}

/**
 * A 3×4 tile in plain JavaScript. Twelve sums and four operands are what the sixteen vector registers of x86-64 hold: a 4×4
 * tile spills, and unrolling over l makes V8 load too early and spill as well.
 */
export const scalar3x4: MicroKernel = { tileRows: 3, tileColumns: 4, multiplyPanels: multiplyPanels3x4 };

function multiplyPanels3x4(
  depth: number,
  a: Float32Array,
  startOfA: number,
  b: Float32Array,
  startOfB: number,
  sums: Float64Array,
  startOfTile: number,
): void {
  const t = startOfTile;
  let s00 = sums[t], s01 = sums[t + 1], s02 = sums[t + 2], s03 = sums[t + 3];
  let s10 = sums[t + 4], s11 = sums[t + 5], s12 = sums[t + 6], s13 = sums[t + 7];
  let s20 = sums[t + 8], s21 = sums[t + 9], s22 = sums[t + 10], s23 = sums[t + 11];
  const end = startOfA + 3 * depth;
  for (let p = startOfA, q = startOfB; p < end; p += 3, q += 4) {
    const a0 = a[p], a1 = a[p + 1], a2 = a[p + 2];
    const b0 = b[q];
    s00 += a0 * b0;
    s10 += a1 * b0;
    s20 += a2 * b0;
    const b1 = b[q + 1];
    s01 += a0 * b1;
    s11 += a1 * b1;
    s21 += a2 * b1;
    const b2 = b[q + 2];
    s02 += a0 * b2;
    s12 += a1 * b2;
    s22 += a2 * b2;
    const b3 = b[q + 3];
    s03 += a0 * b3;
    s13 += a1 * b3;
    s23 += a2 * b3;
  }
  sums[t] = s00;
  sums[t + 1] = s01;
  sums[t + 2] = s02;
  sums[t + 3] = s03;
  sums[t + 4] = s10;
  sums[t + 5] = s11;
  sums[t + 6] = s12;
  sums[t + 7] = s13;
  sums[t + 8] = s20;
  sums[t + 9] = s21;
  sums[t + 10] = s22;
  sums[t + 11] = s23;
}
