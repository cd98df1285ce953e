// Makes a program of a contender and the one that times it, with one compiler. Times nothing.

import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { emitTimer } from "../codegen/timer.ts";
import { isFailure } from "../diagnostics/diagnostic.ts";
import { SPOKEN, type LanguageName } from "../languages/index.ts";
import { build, type BuiltProgram } from "../toolchain/build-program.ts";
import type { TimedBuild } from "../toolchain/compiler.ts";
import type { Toolchain } from "../toolchain/find-toolchains.ts";
import type { SourceFile } from "../toolchain/write-files.ts";
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
  const left = { contender: contender.name, title: entered.title } as const;
  const made = await unlessRefused(entered, () => compiledEntry(entered, toolchain, folder));
  if (made === undefined) return { ...left, kind: "failed", reason: "its source does not compile" };
  const program = await unlessRefused(entered, () => made.link(entered.libraries));
  if (program === undefined && entered.libraries.length === 0) return { ...left, kind: "failed", reason: "its object cannot be linked" };
  if (program === undefined) return { ...left, kind: "missing", reason: entered.libraries.join(" ") };
  return { contender: contender.name, entry: entered, program, sizes: made.sizes };
}

/** What others wrote may not compile, and what they wrote for may not be on this machine: undefined then. */
async function unlessRefused<Result>({ isOwn }: Entry, make: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await make();
  } catch (error) {
    if (isOwn || !isFailure(error, "compilation-failed")) throw error;
    return undefined;
  }
}

/** An object, or a program where the language has none. */
export interface CompiledEntry {
  readonly sizes: ObjectSizes;
  /** The program that times it. */
  readonly link: (libraries: readonly string[]) => Promise<BuiltProgram>;
}

/** @throws DiagnosticError of category toolchain where it does not compile. */
export async function compiledEntry(entry: Entry, toolchain: TimedToolchain, folder: string): Promise<CompiledEntry> {
  const { object: separately, program: words } = toolchain.timed;
  const own = { ...toolchain, environment: { ...toolchain.environment, ...entry.environment } };
  // Not of every function that has an object there is a program that times it.
  const caller = (): readonly SourceFile[] => [...emitTimer(SPOKEN[toolchain.language].timer, entry.timed)].map(([path, text]) => ({ path, text }));
  if (separately === undefined) {
    const program = await build({ ...own, compile: words }, [...caller(), ...entry.sources], folder);
    return { sizes: UNKNOWN, link: () => Promise.resolve(program) };
  }
  const object = await build({ ...own, compile: separately }, entry.sources, folder);
  const headers = entry.sources.filter(({ path }) => !path.endsWith(toolchain.sourceExtension));
  return {
    sizes: entry.hasObject ? await objectSizes(object.output, object.directory) : UNKNOWN,
    link: (libraries) => {
      const compile = words.flatMap((word) => (word === "{objects}" ? [object.output, ...libraries] : [word]));
      return build({ ...own, compile }, [...caller(), ...headers], folder);
    },
  };
}
