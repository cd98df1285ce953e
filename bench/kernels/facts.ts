// What is known of each kernel apart from nnc: a reference of double for C, the platform's function of float, the range and the
// direction of the function.

import type { KernelName } from "../../src/program/operator-name.ts";

export interface KernelFacts {
  /** An expression of C, of double x and y, within a unit of double's last place or two. */
  readonly reference: string;
  /** The function of C's library, where there is one. */
  readonly library: string | undefined;
  /** Which results there may be, as C writes them. */
  readonly range: readonly [string, string];
  /** Valleys fall below 0 and rise above. */
  readonly direction: "rises" | "falls" | "valley" | "neither";
  /** The arguments it is timed with. */
  readonly timed: readonly [number, number];
}

export const KERNEL_FACTS: Readonly<Record<KernelName, KernelFacts>> = {
  abs: { reference: "fabs(x)", library: "fabsf", range: ["0", "INFINITY"], direction: "valley", timed: [-10, 10] },
  acos: { reference: "acos(x)", library: "acosf", range: ["0", "3.1415927f"], direction: "falls", timed: [-1, 1] },
  acosh: { reference: "acosh(x)", library: "acoshf", range: ["0", "INFINITY"], direction: "rises", timed: [1, 10] },
  asin: { reference: "asin(x)", library: "asinf", range: ["-1.5707964f", "1.5707964f"], direction: "rises", timed: [-1, 1] },
  asinh: { reference: "asinh(x)", library: "asinhf", range: ["-INFINITY", "INFINITY"], direction: "rises", timed: [-10, 10] },
  atan: { reference: "atan(x)", library: "atanf", range: ["-1.5707964f", "1.5707964f"], direction: "rises", timed: [-10, 10] },
  atanh: { reference: "atanh(x)", library: "atanhf", range: ["-INFINITY", "INFINITY"], direction: "rises", timed: [-0.9, 0.9] },
  ceil: { reference: "ceil(x)", library: "ceilf", range: ["-INFINITY", "INFINITY"], direction: "rises", timed: [-10, 10] },
  cos: { reference: "cos(x)", library: "cosf", range: ["-1", "1"], direction: "neither", timed: [-10, 10] },
  cosh: { reference: "cosh(x)", library: "coshf", range: ["1", "INFINITY"], direction: "valley", timed: [-5, 5] },
  erf: { reference: "erf(x)", library: "erff", range: ["-1", "1"], direction: "rises", timed: [-4, 4] },
  exp: { reference: "exp(x)", library: "expf", range: ["0", "INFINITY"], direction: "rises", timed: [-10, 10] },
  expm1: { reference: "expm1(x)", library: "expm1f", range: ["-1", "INFINITY"], direction: "rises", timed: [-10, 10] },
  floor: { reference: "floor(x)", library: "floorf", range: ["-INFINITY", "INFINITY"], direction: "rises", timed: [-10, 10] },
  log: { reference: "log(x)", library: "logf", range: ["-INFINITY", "INFINITY"], direction: "rises", timed: [0.01, 100] },
  log1p: { reference: "log1p(x)", library: "log1pf", range: ["-INFINITY", "INFINITY"], direction: "rises", timed: [-0.9, 100] },
  normalCdf: { reference: "0.5 * erfc(-x * sqrt(0.5))", library: undefined, range: ["0", "1"], direction: "rises", timed: [-5, 5] },
  pow: { reference: "pow(x, y)", library: "powf", range: ["-INFINITY", "INFINITY"], direction: "neither", timed: [0.1, 10] },
  roundHalfEven: { reference: "rint(x)", library: "rintf", range: ["-INFINITY", "INFINITY"], direction: "rises", timed: [-10, 10] },
  sigmoid: {
    reference: "x < 0 ? exp(x) / (1.0 + exp(x)) : 1.0 / (1.0 + exp(-x))",
    library: undefined,
    range: ["0", "1"],
    direction: "rises",
    timed: [-10, 10],
  },
  sign: { reference: "x > 0 ? 1.0 : x < 0 ? -1.0 : x + 0.0", library: undefined, range: ["-1", "1"], direction: "rises", timed: [-10, 10] },
  sin: { reference: "sin(x)", library: "sinf", range: ["-1", "1"], direction: "neither", timed: [-10, 10] },
  sinh: { reference: "sinh(x)", library: "sinhf", range: ["-INFINITY", "INFINITY"], direction: "rises", timed: [-5, 5] },
  softplus: {
    reference: "x > 0 ? x + log1p(exp(-x)) : log1p(exp(x))",
    library: undefined,
    range: ["0", "INFINITY"],
    direction: "rises",
    timed: [-10, 10],
  },
  tan: { reference: "tan(x)", library: "tanf", range: ["-INFINITY", "INFINITY"], direction: "neither", timed: [-10, 10] },
  tanh: { reference: "tanh(x)", library: "tanhf", range: ["-1", "1"], direction: "rises", timed: [-5, 5] },
};
