// The builds of nnc a benchmark compares, and runs of them as processes: this checkout and, where `--before FOLDER` names one,
// another checkout with its dist/. Builds nothing.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export interface Build {
  readonly name: "nnc" | "before";
  /** Of the built program. */
  readonly program: string;
}

/** Seen from the bundle in .cache/bench/. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

export const nnc: Build = { name: "nnc", program: join(root, "dist", "nnc.js") };

/** This checkout and, where there is one, the other. */
export function buildsWith(before: Build | undefined): readonly Build[] {
  return before === undefined ? [nnc] : [nnc, before];
}

export interface BenchArguments {
  readonly before: Build | undefined;
  /** The other words. */
  readonly rest: readonly string[];
}

/** @throws Error where `--before` names no checkout that is built. */
export function readArguments(words: readonly string[]): BenchArguments {
  const place = words.indexOf("--before");
  if (place < 0) return { before: undefined, rest: words };
  const program = resolve(words[place + 1] ?? "", "dist", "nnc.js");
  if (!existsSync(program)) throw new Error(`--before: there is no ${program}; build that checkout with npm run build`);
  return { before: { name: "before", program }, rest: words.toSpliced(place, 2) };
}

export interface RunOptions {
  readonly input?: Uint8Array;
  /** Beside this process's own. */
  readonly environment?: NodeJS.ProcessEnv;
  readonly folder?: string;
}

/**
 * Runs a program with its arguments to its end; the bytes of its standard output.
 *
 * @throws Error with its messages where it fails.
 */
export function runProgram(words: readonly string[], options: RunOptions = {}): Buffer {
  const [program, ...rest] = words;
  const { input, environment, folder } = options;
  const run = spawnSync(program, rest, { input, cwd: folder, env: { ...process.env, ...environment }, maxBuffer: 2 ** 30 });
  if (run.error !== undefined) throw run.error;
  if (run.status === 0) return run.stdout;
  const said = run.stderr.toString().slice(0, 2000);
  throw new Error(`${words.join(" ")} ended with ${String(run.status ?? run.signal)}: ${said}`);
}

/** A command of a build, in a process of its own. */
export function runNnc({ program }: Build, words: readonly string[]): void {
  runProgram([process.execPath, program, ...words, "--quiet"]);
}

/** Whether a program starts at all. */
export function isOnPath(program: string): boolean {
  return spawnSync(program, ["--version"], { stdio: "ignore" }).error === undefined;
}
