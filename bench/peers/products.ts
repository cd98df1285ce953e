// The matrices every peer multiplies, and the sum by which each proves its product. Multiplies no matrices itself.

/** Element (i, j) of the left matrix: an eighth of a small integer, so that every order of summation is exact in float32. */
export function leftElement(i: number, j: number): number {
  return (((7 * i + 3 * j) % 11) - 5) / 8;
}

export function rightElement(i: number, j: number): number {
  return (((5 * i + 2 * j) % 13) - 6) / 8;
}

/** Σ (i mod 13)·(j mod 7)·C[i, j], exact in float64. */
export function productChecksum(c: Float32Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) sum += (i % 13) * (j % 7) * c[i * n + j];
  }
  return sum;
}

/** The same sum from the factors alone: Σₖ (Σᵢ (i mod 13)·A[i, k])·(Σⱼ (j mod 7)·B[k, j]). */
export function expectedChecksum(n: number): number {
  let sum = 0;
  for (let k = 0; k < n; k++) {
    let [column, row] = [0, 0];
    for (let i = 0; i < n; i++) {
      column += (i % 13) * leftElement(i, k);
      row += (i % 7) * rightElement(k, i);
    }
    sum += column * row;
  }
  return sum;
}
