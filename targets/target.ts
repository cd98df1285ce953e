// What a target is: a compiler or an engine with the machine that its programs run on, in one or several builds. Runs nothing.

import type { Subject } from "./subjects/subject.ts";

export interface Target {
  /** As `--only` takes it. */
  readonly name: string;
  readonly title: string;
  /** Of Debian 12. */
  readonly packages: readonly string[];
  /** Of npm, each with its version. */
  readonly npmPackages?: readonly string[];
  /** Whether it needs no more than `npm test` installs and is soon done: `--quick` runs it. */
  readonly isQuick?: boolean;
  /** The command whose first line of output tells the versions. */
  readonly version: readonly string[];
  readonly builds: readonly Build[];
}

export interface Build {
  /** Of the options it is known by, such as `-O2`. */
  readonly name: string;
  /** Whether `--quick` runs it, of a quick target; so it is where nothing is said. */
  readonly isQuick?: boolean;
  /**
   * Compiles and runs a subject in an empty folder.
   *
   * @param counts whether instructions are to be counted, which takes longer.
   * @throws NotRun where that cannot be, for a reason that the table tells.
   */
  run(subject: Subject, folder: string, counts: boolean): Ran | Refused;
}

export interface Ran {
  readonly kind: "ran";
  /** As many numbers as the subject expects, or it counts as failed. */
  readonly results: Float32Array;
  readonly figures: Figures;
}

/** The sources say that this compiler must not be used, which is what they should do. */
export interface Refused {
  readonly kind: "refused";
  readonly because: string;
}

/** What a call costs. What is not measured is absent. */
export interface Figures {
  /** Of a call, loop and passing of arguments included; of simulators that count cycles, these. */
  readonly instructions?: number;
  /** Bytes of code and constants of the object file, and of variables; floating-point arithmetic by libraries is not counted. */
  readonly flash?: number;
  readonly ram?: number;
  /** Bytes of the longest chain of calls in the file, by what the compiler tells of each function. */
  readonly stack?: number;
}

/** Why a target or a subject on it is not run: its program does not fit, say. */
export class NotRun extends Error {
  override readonly name = "NotRun";
}
