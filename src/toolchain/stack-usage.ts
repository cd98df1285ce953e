// Asks a compiler, gcc or clang for whatever processor, what each function of a source takes of the stack. Judges nothing.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { setting } from "../diagnostics/prose.ts";
import { firstLines, runCommand } from "./run-process.ts";
import { withWorkDirectory } from "./work-directory.ts";
import { writeFiles, type SourceFile } from "./write-files.ts";

export interface StackUsage {
  /** `gcc 12.2.0 -O2`, without the folder of the compiler. */
  readonly compiler: string;
  /** By the function's name, return addresses included. */
  readonly bytes: ReadonlyMap<string, number>;
  /** What a function that calls none may use beyond what is told of it: the red zone below the top of the stack. */
  readonly redZone: number;
}

const LIMIT_SECONDS = 120;
const SHOWN_LINES = 10;

/** By the beginning of the processor's name, as `-dumpmachine` has it: the largest of its ABIs (System V for x86-64 3.2.2; for POWER 2.2.3.2). */
const RED_ZONES: readonly (readonly [RegExp, number])[] = [[/^x86_64/, 128], [/^powerpc64|^ppc64/, 512]];

/** clang leaves the return address out where a call puts it on the stack, which gcc counts; no address is longer. */
const RETURN_ADDRESS = 8;

/**
 * @param command the compiler and its options, `arm-none-eabi-gcc -mcpu=cortex-m4 -O2`.
 * @throws DiagnosticError of category toolchain where it does not compile the source, or does not tell what all functions take.
 */
export async function stackUsage(command: readonly string[], file: SourceFile): Promise<StackUsage> {
  const [name, ...options] = command;
  return withWorkDirectory(async (directory) => {
    await writeFiles(directory, [file]);
    const compiled = await runCommand([name, ...options, "-fstack-usage", "-c", "-o", "source.o", `./${file.path}`], { directory, timeLimitSeconds: LIMIT_SECONDS });
    if (compiled.failure !== undefined) {
      const printed = firstLines([compiled.stderr, compiled.stdout], SHOWN_LINES);
      throw notTold(command, printed === "" ? compiled.failure : printed);
    }
    const written = (await readdir(directory)).filter((one) => one.endsWith(".su"));
    const texts = await Promise.all(written.map((one) => readFile(join(directory, one), "utf8")));
    const [version, isClang, machine] = await Promise.all([versionOf(name), isClangHere(name), machineOf(command)]);
    const bytes = functionStacks(texts.join("\n"), isClang ? RETURN_ADDRESS : 0);
    if (bytes === undefined) throw notTold(command, "it wrote no figure that bounds what each function takes");
    return { compiler: [baseName(name), version, ...options].filter((word) => word !== "").join(" "), bytes, redZone: RED_ZONES.find(([pattern]) => pattern.test(machine))?.[1] ?? 0 };
  });
}

/**
 * Of the lines of `.su` files: `place:function`, bytes and how they are known, between tabs. Parts of a function that the compiler made one of
 * its own (`f.part.0`) are added to it.
 *
 * Bytes are of `static` frames, and of such that grow and shrink again by no more than that (`dynamic,bounded`).
 *
 * @returns undefined where there is no line, or one of a function that takes what depends on its arguments.
 */
export function functionStacks(printed: string, more: number): ReadonlyMap<string, number> | undefined {
  const bytes = new Map<string, number>();
  for (const line of printed.split("\n")) {
    if (line === "") continue;
    const [, name, figure] = /:([A-Za-z_]\w*)(?:\.[\w.]+)?\t(\d+)\t(?:static|dynamic,bounded)$/.exec(line) ?? [];
    if (figure === undefined) return undefined;
    bytes.set(name, (bytes.get(name) ?? 0) + Number(figure) + more);
  }
  return bytes.size === 0 ? undefined : bytes;
}

/** With the options, which may name another machine in clang. */
async function machineOf(command: readonly string[]): Promise<string> {
  const { stdout } = await runCommand([...command, "-dumpmachine"], { timeLimitSeconds: LIMIT_SECONDS });
  return new TextDecoder().decode(stdout).trim();
}

async function versionOf(name: string): Promise<string> {
  const { stdout } = await runCommand([name, "-dumpfullversion", "-dumpversion"], { timeLimitSeconds: LIMIT_SECONDS });
  return new TextDecoder().decode(stdout).split("\n")[0].trim();
}

async function isClangHere(name: string): Promise<boolean> {
  const { stdout } = await runCommand([name, "--version"], { timeLimitSeconds: LIMIT_SECONDS });
  return new TextDecoder().decode(stdout).includes("clang");
}

function baseName(command: string): string {
  return command.slice(command.lastIndexOf("/") + 1);
}

function notTold(command: readonly string[], note: string): DiagnosticError {
  return new DiagnosticError({
    id: "stack-not-told",
    message: `${command.join(" ")} does not tell what the functions take of the stack`,
    place: setting("stack"),
    note,
    hint: "give gcc or clang for the processor with its options, such as 'arm-none-eabi-gcc -mcpu=cortex-m4 -O2'",
  });
}
