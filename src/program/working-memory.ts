// How much memory a program has, to work with and to remember its calls. Plans none.

import type { Program } from "./program.ts";
import { SCALARS } from "./scalar.ts";

/** Bytes of all scratch buffers. */
export function workingBytes(program: Pick<Program, "buffers">): number {
  return bytesOf(program, "scratch");
}

/** Bytes of all that is kept from one call to the next, without what a language leaves between arrays. */
export function stateBytes(program: Pick<Program, "buffers">): number {
  return bytesOf(program, "state");
}

function bytesOf({ buffers }: Pick<Program, "buffers">, wanted: "scratch" | "state"): number {
  return buffers.reduce((sum, { role, scalar, size }) => sum + (role === wanted ? SCALARS[scalar].bytes * size : 0), 0);
}
