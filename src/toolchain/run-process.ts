// Runs one outside program to its end: bytes in, bytes out, within a time limit. The only user of execa.
// Does not judge the result and throws nothing: callers decide what a failure means.

import { execa } from "execa";

export interface CommandOptions {
  readonly directory?: string;
  /** Added to this process's own environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What the program reads on its standard input; nothing when absent. */
  readonly input?: Uint8Array;
  readonly timeLimitSeconds: number;
}

export interface CommandResult {
  /** Undefined when the program ended by itself with exit code 0, else how it ended, in words. */
  readonly failure: string | undefined;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
}

// Each of stdout and stderr; beyond it the program is stopped.
const outputLimitBytes = 2 ** 30;

/** Runs `words[0]` with the other words as its arguments; no shell takes part. */
export async function runCommand(words: readonly string[], options: CommandOptions): Promise<CommandResult> {
  const [command, ...parameters] = words;
  const result = await execa(command, parameters, {
    ...(options.directory === undefined ? {} : { cwd: options.directory }),
    // English messages, so that the same failure reads the same everywhere.
    env: { LC_ALL: "C", ...options.environment },
    ...(options.input === undefined ? { stdin: "ignore" } : { input: options.input }),
    encoding: "buffer",
    stripFinalNewline: false,
    timeout: options.timeLimitSeconds * 1000,
    maxBuffer: outputLimitBytes,
    reject: false,
  });
  const failure = result.failed ? describeFailure(result, options.timeLimitSeconds) : undefined;
  return { failure, stdout: result.stdout, stderr: result.stderr };
}

interface Ending {
  readonly timedOut: boolean;
  readonly isMaxBuffer: boolean;
  readonly signal?: string | undefined;
  readonly exitCode?: number | undefined;
  readonly code?: string | undefined;
}

function describeFailure(ending: Ending, timeLimitSeconds: number): string {
  if (ending.timedOut) return `stopped after ${timeLimitSeconds} s`;
  if (ending.isMaxBuffer) return `stopped: it wrote more than ${outputLimitBytes} bytes`;
  if (ending.signal !== undefined) return `killed by ${ending.signal}`;
  if (ending.exitCode !== undefined) return `exit code ${ending.exitCode}`;
  return `could not be started (${ending.code ?? "unknown error"})`;
}

/** The first lines of what a program printed, for the note of a diagnostic. */
export function firstLines(texts: readonly Uint8Array[], count: number): string {
  // A compiler at odds with its input can print megabytes; the beginning is decoded, no more.
  const text = texts.map((bytes) => new TextDecoder().decode(bytes.subarray(0, 65_536))).join("\n");
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const rest = lines.length - count;
  return [...lines.slice(0, count), ...(rest > 0 ? [`… and ${rest} more lines`] : [])].join("\n");
}
