// What a benchmark gives, as data.

import type { LanguageName } from "../languages/index.ts";
import type { ErrorReport } from "../verify/compare-with-targets.ts";

export interface Benchmark {
  readonly sections: readonly Section[];
  /** Who takes part in no section of a compiler and has none of its own. */
  readonly leftOut: readonly LeftOut[];
  /** Why no instructions were counted in C; undefined where they were, or nothing of C was measured. */
  readonly uncounted: string | undefined;
}

/** Contenders compiled by one compiler in one way. */
export interface Section {
  readonly language: LanguageName | "python";
  readonly compiler: string;
  readonly version: string;
  readonly options: readonly string[];
  /** The emitted function first. */
  readonly rows: readonly Row[];
  readonly leftOut: readonly LeftOut[];
}

export interface Row {
  readonly contender: string;
  readonly title: string;
  /** Nanoseconds of a call, the arguments of which are known before; the median of all rounds. */
  readonly independent: number;
  /** Of a call that waits for the result of the one before; undefined of functions for many arguments. */
  readonly dependent: number | undefined;
  /** Of a call, with the loop around it. */
  readonly instructions: number | undefined;
  /** Bytes of its object file, without those of libraries; undefined where there is no such file. */
  readonly code: number | undefined;
  readonly data: number | undefined;
  /** Bytes that the function of its file takes which takes the most. */
  readonly stack: number | undefined;
  /** Against the targets; undefined where there are none. */
  readonly error: ErrorReport | undefined;
  /** The largest distance from what the emitted function gives. */
  readonly difference: number;
}

export interface LeftOut {
  readonly contender: string;
  readonly title: string;
  readonly kind: "missing" | "unsuited" | "failed";
  readonly reason: string;
}
