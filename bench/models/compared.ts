// Compares an emitted function, built as a library, with the runtime its model is made for, in a process of Python. Builds nothing.

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import * as z from "zod/mini";
import { root } from "../builds.ts";

interface Named {
  readonly name: string;
  readonly shape: readonly number[];
}

export interface Compared {
  readonly model: string;
  readonly library: string;
  /** Of the function, as C declares it. */
  readonly prototype: string;
  readonly inputs: readonly Named[];
  readonly outputs: readonly Named[];
  readonly states: readonly (Named & { readonly next: string })[];
  /** The elements of inputs that are constants, or one number for all. */
  readonly fixed: Readonly<Record<string, readonly number[]>>;
  readonly calls: number;
  /** The program that runs Python. */
  readonly python: string;
}

const comparison = z.object({
  runtime: z.string(),
  /** The largest difference of an output's element over all calls, and the largest element. */
  worst: z.number(),
  largest: z.number(),
  isInteger: z.boolean(),
  microseconds: z.number(),
  runtimeMicroseconds: z.number(),
});

export type Comparison = z.infer<typeof comparison>;

/** Python says with this exit code that it has not the runtime. */
const NO_RUNTIME = 3;

/** @throws Error where the runtime or the function fails. */
export function compared({ python, ...task }: Compared): Comparison | { readonly absence: string } {
  const script = join(root, "bench", "models", "compare.py");
  const { status, stdout, stderr, error } = spawnSync(python, [script], { input: JSON.stringify(task), encoding: "utf8", maxBuffer: 2 ** 26 });
  if (error !== undefined || status === NO_RUNTIME) return { absence: "no runtime here" };
  if (status !== 0) throw new Error(`${task.model}: ${stderr}`);
  return comparison.parse(JSON.parse(stdout));
}
