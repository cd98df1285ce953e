// Whose the working memory of a call is, by name, and how it lies in a structure that callers own.

import type { ScratchBuffer } from "../program/program.ts";
import { SCALARS } from "../program/scalar.ts";

export const WORKSPACES = ["stack", "caller"] as const;

/** `stack`: each call has its own; `caller`: callers pass a structure that holds it. */
export type Workspace = (typeof WORKSPACES)[number];

/** The widest elements first, so that nothing is left between arrays. */
export function laidOut(buffers: readonly ScratchBuffer[]): readonly ScratchBuffer[] {
  return buffers.toSorted((one, other) => SCALARS[other.scalar].bytes - SCALARS[one.scalar].bytes);
}

/** What a structure of them takes where every type is aligned to its own size. */
export function workspaceBytes(buffers: readonly ScratchBuffer[]): number {
  const widest = Math.max(...buffers.map(({ scalar }) => SCALARS[scalar].bytes));
  return Math.ceil(buffers.reduce((sum, { scalar, size }) => sum + SCALARS[scalar].bytes * size, 0) / widest) * widest;
}
