// Which buffers are single numbers in sources.

import type { Buffer } from "../program/program.ts";

/** Numbers passed by value, tables and states of one element have no index. */
export function isNumber({ size, role }: Buffer): boolean {
  return size === 1 && (role === "input" || role === "table" || role === "state");
}
