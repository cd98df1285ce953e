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
  sign: (x) => Math.sign(x) + 0,
  sin: Math.sin,
  tanh: Math.tanh,
};

function nearestEven(x: number): number {
  const [low, high] = [Math.floor(x), Math.ceil(x)];
  if (x - low !== high - x) return Math.round(x);
  return low % 2 === 0 ? low : high;
}
