// What takes part in a benchmark, as data: sources and how they are called. Contenders stand in contenders/, a file each. Runs nothing.

import type { TimedFunction } from "../codegen/timer.ts";
import type { LanguageName } from "../languages/index.ts";
import type { SourceFile } from "../toolchain/write-files.ts";
import type { Subject } from "./subject.ts";

export interface Contender {
  /** As --json calls it. */
  readonly name: string;
  /**
   * Its source in a language; undefined where it has nothing to do with the language.
   *
   * @param folder an empty one, for what it has to write.
   */
  enter(subject: Subject, language: LanguageName, folder: string): Promise<Entry | Absence | undefined>;
}

export interface Entry {
  readonly title: string;
  /** One source and files that it or its callers include. */
  readonly sources: readonly SourceFile[];
  readonly timed: TimedFunction;
  /** Words for the linker. */
  readonly libraries: readonly string[];
  /** Variables that its program runs with. */
  readonly environment: Readonly<Record<string, string>>;
  /** Whether every bit must be what the interpreter gives for the emitted function. */
  readonly isExact: boolean;
  /** Whether nnc wrote it: others' sources may not compile. */
  readonly isOwn: boolean;
  /** Whether its own object file says what a call takes: not of what is compiled into callers. */
  readonly hasObject: boolean;
}

export interface Absence {
  readonly title: string;
  /** `missing`: a tool that is not on this machine; `unsuited`: what cannot be computed so. */
  readonly kind: "missing" | "unsuited";
  /** Goes on from the title and a colon; of a missing tool how it is looked for. */
  readonly reason: string;
}
