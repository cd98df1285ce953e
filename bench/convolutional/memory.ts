// What a network's C works in: the buffers that nnc plans, beside the least that the network needs value by value, and, of nnc and of other generators
// alike, what gcc -O2 makes of the source: variables in memory and the stack. Weights are constants and count for nobody.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "../builds.ts";

/** Bytes of variables that are no constants, and of the most that one function takes of the stack. @param object compiled with -fstack-usage. @param size of GNU binutils for its processor. */
export function memoryOf(folder: string, name: string, size = "size"): number {
  const printed = runProgram([size, "-A", `${name}.o`], { folder }).toString();
  const variables = [...printed.matchAll(/^\.(?:bss|data)\S*\s+(\d+)/gm)].map(([, bytes]) => Number(bytes));
  const usage = readFileSync(join(folder, `${name}.su`), "utf8");
  const frames = [...usage.matchAll(/^[^\t\n]*\t(\d+)\t/gm)].map(([, bytes]) => Number(bytes));
  return variables.reduce((sum, bytes) => sum + bytes, 0) + Math.max(0, ...frames);
}
