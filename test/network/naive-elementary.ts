// Elementary functions of the naive evaluation: in float32 nnc's own kernels, which tests of their own compare with all that is known
// of them; in float64 those of JavaScript.

import type { KernelName } from "../../src/program/operator-name.ts";
import { OPERATORS } from "../../src/program/operators.ts";
import type { Rounding } from "./tensor.ts";

const FLOAT64 = {
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  log1p: Math.log1p,
  pow: Math.pow,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  softplus: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  tanh: Math.tanh,
} satisfies Partial<Record<KernelName, (...x: number[]) => number>>;

export function elementary(name: keyof typeof FLOAT64, round: Rounding): (...x: readonly number[]) => number {
  if (round !== Math.fround) return (x, y = 0) => FLOAT64[name](x, y);
  return (...x) => {
    const result = new Float32Array(1);
    OPERATORS[name].lanes(x.map((one) => ({ data: Float32Array.of(one), offset: 0, step: 0 })), { data: result, offset: 0, count: 1 });
    return result[0];
  };
}
