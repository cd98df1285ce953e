// How much working memory a program has. Plans none.

import type { Program } from "./program.ts";
import { SCALARS } from "./scalar.ts";

/** Bytes of all scratch buffers. */
export function workingBytes({ buffers }: Pick<Program, "buffers">): number {
  return buffers.reduce((sum, { role, scalar, size }) => sum + (role === "scratch" ? SCALARS[scalar].bytes * size : 0), 0);
}
