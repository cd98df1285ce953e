// The hyperbolic tangent for second-order steps: float64, close to tanh and several times as fast as the kernel. What is trained
// with it is measured with the kernel's own bits: here only where to step is decided.

import type { Elements } from "../gemm/blocking.ts";

/** tanh is 1 to 1e-8 from here on. */
const FLAT_FROM = 10;

/**
 * target[i] = tanh(source[i]) within 1e-8 for i < count, of + − × ÷ alone and so the same bits everywhere; never outside −1 … 1.
 * A quarter of the argument is put into the tenth convergent of Lambert's continued fraction x/(1 + x²/(3 + x²/(5 + …))), and
 * tanh 2t = 2·tanh t/(1 + tanh² t) leads back twice.
 */
export function fastTanh(source: Elements, target: Elements, count: number): void {
  for (let i = 0; i < count; i++) {
    const x = source[i];
    const quarter = (x > FLAT_FROM ? FLAT_FROM : x < -FLAT_FROM ? -FLAT_FROM : x) / 4;
    const q = quarter * quarter;
    const above = quarter * (34459425 + q * (4729725 + q * (135135 + q * (990 + q))));
    const below = 34459425 + q * (16216200 + q * (945945 + q * (13860 + q * 45)));
    const ratio = above / below;
    const half = (2 * ratio) / (1 + ratio * ratio);
    target[i] = (2 * half) / (1 + half * half);
  }
}

/** slopes[i] = 1 − values[i]², the derivative where values[i] = tanh x. */
export function tanhSlopes(values: Elements, slopes: Elements, count: number): void {
  for (let i = 0; i < count; i++) slopes[i] = 1 - values[i] * values[i];
}
