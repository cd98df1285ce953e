// What kernels are to give, in float64 and by another's hand than theirs: the mathematics of the engine that runs the tests.

import type { KernelName } from "../../src/program/operator-name.ts";

/** Good to a millionth of a unit in float32's last place. */
export const KERNEL_REFERENCES: Readonly<Record<KernelName, (...operands: readonly number[]) => number>> = {
  abs: Math.abs,
  acos: Math.acos,
  asin: Math.asin,
  atan: Math.atan,
  ceil: Math.ceil,
  cos: Math.cos,
  exp: Math.exp,
  floor: Math.floor,
  log: Math.log,
  pow: Math.pow,
  roundHalfEven: nearestEven,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  sign: (x) => (x > 0 ? 1 : x < 0 ? -1 : x + 0),
  sin: Math.sin,
  tanh: Math.tanh,
};

/** Of the two nearest the even one. */
function nearestEven(x: number): number {
  const below = Math.floor(x);
  if (x - below === 0.5) return below % 2 === 0 ? below : below + 1;
  return Math.round(x);
}
