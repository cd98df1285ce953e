// Runs programs to their ends, one at a time: bytes in, bytes out. Judges nothing.

import { spawnSync } from "node:child_process";

const LIMIT_SECONDS = 300;

export interface RunOptions {
  readonly folder?: string;
  readonly input?: Uint8Array;
  readonly limitSeconds?: number;
  /** Beside this process's own. */
  readonly environment?: NodeJS.ProcessEnv;
}

/** How a program ended that did not end well. */
export class ProgramFailure extends Error {
  override readonly name = "ProgramFailure";
  /** What it wrote to standard error, or, where it wrote nothing there, to standard output. */
  readonly said: string;

  constructor(words: readonly string[], end: string, said: string) {
    super(`${words.join(" ")} ended with ${end}${said === "" ? "" : `:\n${said.slice(0, 1500)}`}`);
    this.said = said;
  }
}

/** @throws ProgramFailure where it does not end with 0 within the limit, five minutes if nothing is said. */
export function runProgram(words: readonly string[], { folder, input, limitSeconds = LIMIT_SECONDS, environment }: RunOptions = {}): Buffer {
  const [program, ...rest] = words;
  const run = spawnSync(program, rest, {
    input: input ?? "", cwd: folder, env: { ...process.env, LC_ALL: "C", ...environment }, maxBuffer: 2 ** 30, timeout: limitSeconds * 1000, killSignal: "SIGKILL",
  });
  if (run.error !== undefined) throw new ProgramFailure(words, run.error.message, "");
  if (run.status === 0) return run.stdout;
  const said = run.stderr.length > 0 ? run.stderr : run.stdout;
  throw new ProgramFailure(words, String(run.status ?? run.signal), said.toString());
}

/** Whether it starts and ends well. */
export function succeeds(words: readonly string[]): boolean {
  const [program, ...rest] = words;
  return spawnSync(program, rest, { stdio: "ignore" }).status === 0;
}
