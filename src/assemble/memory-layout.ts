// Where the buffers of a Program lie in memory while several calls of it are computed side by side. Writes no code.

import { operationsOfCall } from "../program/operation-count.ts";
import type { Buffer, Program } from "../program/program.ts";
import { SCALARS } from "../program/scalar.ts";

/** Values of 32 bits in a vector. */
const LANES = 4;
/** Vectors computed side by side: each element of a table is loaded once for all of them. Their sums fit x86-64's registers. */
const MOST_GROUPS = 4;
export const VECTOR_BYTES = 4 * LANES;

/**
 * Tables hold an element once, in the bytes of its type. All other buffers hold it for every lane of a turn, each in 32 bits:
 * the first four lanes, the next four, and so on. Arguments and results have room for several turns.
 */
export interface Layout {
  /** Vectors side by side. */
  readonly groups: number;
  /** Calls of a turn: one in each lane, or one alone, in the first lane, where a call remembers what the one before it stored. */
  readonly calls: number;
  /** In bytes, one for each buffer. */
  readonly starts: readonly number[];
  readonly bytes: number;
  readonly turns: number;
}

/** Elements of arguments and results there is room for, if one turn has not more. */
const ARGUMENT_ELEMENTS = 4096;
/** Statements of one entry: engines exchange code for better code where it is entered. */
const STATEMENTS_OF_ENTRY = 2 ** 16;

/** @param argumentElements there is to be room for of the largest argument or result, in each lane. */
export function layOut(program: Program, argumentElements = ARGUMENT_ELEMENTS): Layout {
  const remembers = program.buffers.some(({ role }) => role === "state");
  const groups = remembers ? 1 : MOST_GROUPS;
  const largest = Math.max(...program.buffers.map((buffer) => (hasTurns(buffer) ? buffer.size : 1)));
  const affordable = Math.min(argumentElements / largest, STATEMENTS_OF_ENTRY / operationsOfCall(program));
  const turns = Math.max(1, Math.floor(affordable));
  let bytes = 0;
  const starts = program.buffers.map((buffer) => {
    const start = bytes;
    const ofBuffer = buffer.size * elementBytes(buffer, groups) * (hasTurns(buffer) ? turns : 1);
    bytes += Math.ceil(ofBuffer / VECTOR_BYTES) * VECTOR_BYTES;
    return start;
  });
  return { groups, calls: remembers ? 1 : lanesOf(groups), starts, bytes, turns };
}

export function lanesOf(groups: number): number {
  return groups * LANES;
}

export function elementBytes({ role, scalar }: Buffer, groups: number): number {
  return role === "table" ? SCALARS[scalar].bytes : groups * VECTOR_BYTES;
}

/** Whether every turn has a buffer of its own. */
export function hasTurns({ role }: Buffer): boolean {
  return role === "input" || role === "output";
}
