// Whose elementary functions a source computes: exponentials, logarithms, angles.

import { KERNELS } from "../program/kernels/index.ts";
import { isKernelName } from "../program/operator-name.ts";
import type { Program } from "../program/program.ts";
import { usesOf } from "../program/uses.ts";

/** nnc's kernels, which give the same bits everywhere, or the platform's library where the language has the function. */
export const MATHEMATICS = ["own", "libm"] as const;

export type Mathematics = (typeof MATHEMATICS)[number];

/** Whether results may depend on the platform's library. What is exact is the same in all of them. */
export function dependsOnPlatform(program: Program, mathematics: Mathematics): boolean {
  return mathematics === "libm" && [...usesOf(program).operators].some((name) => isKernelName(name) && KERNELS[name].isExact !== true);
}
