// Adds multiples of vectors to a vector in float64: what layers and their derivatives are made of.

import type { Floats } from "./pointwise-map.ts";

/**
 * target += Σ factor_k·x_k over k = 0 … count − 1, ascending, every operation rounded. x_k starts at k·length of x; factor_k is
 * at first + k·stride of factors. Four vectors a pass: the order of the operations on an element is the same.
 */
export function addMultiples(
  target: Floats,
  x: Floats,
  length: number,
  factors: Floats,
  first: number,
  stride: number,
  count: number,
): void {
  let k = 0;
  for (; k + 4 <= count; k += 4) {
    const at = first + k * stride;
    addFour(target, x, k * length, length, factors[at], factors[at + stride], factors[at + 2 * stride], factors[at + 3 * stride]);
  }
  for (; k < count; k++) addOne(target, x, k * length, length, factors[first + k * stride]);
}

function addFour(target: Floats, x: Floats, at: number, length: number, f0: number, f1: number, f2: number, f3: number): void {
  const [second, third, fourth] = [at + length, at + 2 * length, at + 3 * length];
  for (let i = 0; i < length; i++) {
    target[i] = target[i] + f0 * x[at + i] + f1 * x[second + i] + f2 * x[third + i] + f3 * x[fourth + i];
  }
}

function addOne(target: Floats, x: Floats, at: number, length: number, factor: number): void {
  for (let i = 0; i < length; i++) target[i] += factor * x[at + i];
}
