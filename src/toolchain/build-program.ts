// Compiles source files with one toolchain and runs what comes out. Does not know what the program computes.

import { accessSync, constants } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { packageFileOf, titleOf, type Toolchain } from "./find-toolchains.ts";
import { firstLines, runCommand } from "./run-process.ts";
import { writeFiles, type SourceFile } from "./write-files.ts";

export interface BuiltProgram {
  /**
   * Runs the program once: `input` on its standard input, the bytes of its standard output back (up to 1 GiB).
   * Throws a DiagnosticError of category toolchain when it fails or takes longer than `timeLimitSeconds` (600).
   */
  readonly run: (input: Uint8Array, timeLimitSeconds?: number) => Promise<Uint8Array>;
  /** The folder of the build, with what the compiler wrote. */
  readonly directory: string;
  /** The words that run it there. */
  readonly command: readonly string[];
  /** What the compiler made of the sources: `{output}`. */
  readonly output: string;
  /** Removes the program's files; it cannot run afterwards. */
  readonly dispose: () => Promise<void>;
}

const compileLimitSeconds = 300;
const runLimitSeconds = 600;
const shownLines = 10;

/**
 * Compiles `files` into a program, in a folder of its own inside `workDirectory`, by the compiler's own command line: what that
 * makes of several files is told where the compiler is described.
 *
 * Throws a DiagnosticError of category toolchain with the compiler's first lines when it refuses the sources, be it
 * for a warning alone (gcc and clang).
 */
export async function build(
  toolchain: Toolchain,
  files: readonly SourceFile[],
  workDirectory: string,
): Promise<BuiltProgram> {
  const directory = await mkdtemp(join(workDirectory, `${toolchain.name}-`));
  const dispose = () => rm(directory, { recursive: true, force: true });
  try {
    await writeFiles(directory, [...files, ...Object.entries(toolchain.extraFiles).map(([path, text]) => ({ path, text }))]);
    await compile(toolchain, files, directory);
  } catch (error) {
    await dispose();
    throw error;
  }
  return {
    run: (input, limit = runLimitSeconds) => runProgram(toolchain, directory, input, limit),
    directory,
    command: expand(toolchain.run, toolchain, directory, []),
    output: outputIn(directory),
    dispose,
  };
}

async function compile(toolchain: Toolchain, files: readonly SourceFile[], directory: string): Promise<void> {
  const paths = files.map((file) => file.path);
  // "./" keeps a name that begins with a dash from being read as an option.
  const sources = paths.filter((path) => path.endsWith(toolchain.sourceExtension)).map((path) => `./${path}`);
  const result = await runCommand(expand(toolchain.compile, toolchain, directory, sources), {
    directory,
    environment: environmentOf(toolchain, directory),
    timeLimitSeconds: compileLimitSeconds,
  });
  if (result.failure === undefined) return;
  const printed = firstLines([result.stderr, result.stdout], shownLines);
  throw new DiagnosticError({
    id: "compilation-failed",
    message: `${titleOf(toolchain)} could not compile the program`,
    place: paths.join(", "),
    note: printed === "" ? result.failure : printed,
    hint: `check that ${toolchain.name} compiles a small program of its own; if it does, this is a defect of nnc`,
  });
}

async function runProgram(
  toolchain: Toolchain,
  directory: string,
  input: Uint8Array,
  timeLimitSeconds: number,
): Promise<Uint8Array> {
  const result = await runCommand(expand(toolchain.run, toolchain, directory, []), {
    directory,
    environment: environmentOf(toolchain, directory),
    input,
    timeLimitSeconds,
  });
  if (result.failure === undefined) return result.stdout;
  const printed = firstLines([result.stderr], shownLines);
  throw new DiagnosticError({
    id: "program-failed",
    message: `the program built by ${titleOf(toolchain)} failed`,
    note: printed === "" ? result.failure : `${result.failure}\n${printed}`,
    hint: "check that programs may be run from the folder for temporary files; if they may, this is a defect of nnc",
  });
}

/** The words of a command line with everything in braces filled in. */
function expand(
  words: readonly string[],
  toolchain: Toolchain,
  directory: string,
  sources: readonly string[],
): readonly string[] {
  const output = outputIn(directory);
  return words.flatMap((word) => {
    if (word === "{sources}") return sources;
    if (word === "{options}") return toolchain.options;
    if (word === "{command}") return [toolchain.command];
    if (word === "{package}") return [packageFileOf(toolchain) ?? `${toolchain.package?.name ?? "its package"} is not installed`];
    return [word.replace("{output}", () => output).replace("{directory}", () => directory)];
  });
}

function outputIn(directory: string): string {
  return join(directory, process.platform === "win32" ? "program.exe" : "program");
}

function environmentOf(toolchain: Toolchain, directory: string): Record<string, string> {
  const environment: Record<string, string> = { ...toolchain.environment };
  if (!hasHome()) {
    for (const [name, value] of Object.entries(toolchain.environmentWithoutHome)) {
      environment[name] = value.replace("{directory}", () => directory);
    }
  }
  if (toolchain.path !== undefined) environment.PATH = toolchain.path;
  return environment;
}

/** Whether there is a home folder that can be written to, where compilers keep their caches. */
function hasHome(): boolean {
  const home = process.platform === "win32" ? process.env.LOCALAPPDATA : process.env.HOME;
  if (home === undefined || home === "") return false;
  try {
    accessSync(home, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
