// A part of a program that computes one number of one other, which it takes several times: what it is, and what may be said of it.

import type { LocalId, Program, Statement } from "../../program/program.ts";

export interface Region {
  /** Computes the number: its last statement. */
  readonly last: Statement;
  readonly argument: LocalId;
  /** Those before it that nothing else needs. */
  readonly others: readonly Statement[];
  /** The same by itself: one input and one output of one element. */
  readonly program: Program;
}
