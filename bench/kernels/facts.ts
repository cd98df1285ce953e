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
  exp: { reference: "exp(x)", library: "expf", range: ["0", "INFINITY"], direction: "rises", timed: [-10, 10] },
};
