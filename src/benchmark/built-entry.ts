// Makes a program of a contender and the one that times it, with one compiler. Times nothing.

import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { emitTimer } from "../codegen/timer.ts";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { SPOKEN, type LanguageName } from "../languages/index.ts";
import { build, type BuiltProgram } from "../toolchain/build-program.ts";
import type { TimedBuild } from "../toolchain/compiler.ts";
import type { Toolchain } from "../toolchain/find-toolchains.ts";
import type { Contender, Entry } from "./contender.ts";
import type { LeftOut } from "./measurement.ts";
import { objectSizes, type ObjectSizes } from "./object-file.ts";
import type { Subject } from "./subject.ts";

/** A compiler whose code is timed. */
export interface TimedToolchain extends Toolchain<LanguageName> {
  readonly timed: TimedBuild;
}

export interface BuiltEntry {
  readonly contender: string;
  readonly entry: Entry;
  readonly program: BuiltProgram;
  readonly sizes: ObjectSizes;
}

const UNKNOWN: ObjectSizes = { code: undefined, data: undefined, stack: undefined };

/**
 * Undefined where the contender has nothing to do with the language.
 *
 * @throws DiagnosticError of category toolchain where what nnc wrote does not compile.
 */
export async function builtEntry(
  contender: Contender,
  subject: Subject,
  toolchain: TimedToolchain,
  workDirectory: string,
): Promise<BuiltEntry | LeftOut | undefined> {
  const folder = await mkdtemp(join(workDirectory, `${contender.name}-`));
  const entered = await contender.enter(subject, toolchain.language, folder);
  if (entered === undefined) return undefined;
  if ("reason" in entered) return { contender: contender.name, ...entered };
  try {
    return { contender: contender.name, entry: entered, ...(await built(entered, toolchain, folder)) };
  } catch (error) {
    // What others wrote may not compile.
    if (entered.isOwn || !(error instanceof DiagnosticError) || error.diagnostic.id !== "compilation-failed") throw error;
    return { contender: contender.name, title: entered.title, kind: "failed", reason: "its source does not compile" };
  }
}

async function built(entry: Entry, toolchain: TimedToolchain, folder: string): Promise<Pick<BuiltEntry, "program" | "sizes">> {
  const { object: separately, program: words } = toolchain.timed;
  const caller = [...emitTimer(SPOKEN[toolchain.language].timer, entry.timed)].map(([path, text]) => ({ path, text }));
  if (separately === undefined) {
    return { program: await build({ ...toolchain, compile: words }, [...caller, ...entry.sources], folder), sizes: UNKNOWN };
  }
  const object = await build({ ...toolchain, compile: separately }, entry.sources, folder);
  const compile = words.flatMap((word) => (word === "{objects}" ? [object.output, ...entry.libraries] : [word]));
  const headers = entry.sources.filter(({ path }) => !path.endsWith(toolchain.sourceExtension));
  const program = await build({ ...toolchain, compile }, [...caller, ...headers], folder);
  return { program, sizes: entry.hasObject ? await objectSizes(object.output, object.directory) : UNKNOWN };
}
