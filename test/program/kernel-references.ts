// What kernels are to give, in float64 and by another's hand than theirs: the mathematics of the engine that runs the tests.

import type { KernelName } from "../../src/program/operator-name.ts";

/** Good to a millionth of a unit in float32's last place. */
export const KERNEL_REFERENCES: Readonly<Record<KernelName, (...operands: readonly number[]) => number>> = {
  exp: Math.exp,
};
