// What SIGINT (Ctrl-C) and SIGTERM do: they end the process, after saving what there is to save.

import { SIGNAL_EXIT_CODES } from "./exit-codes.ts";

let save: (() => void) | undefined;

/**
 * A signal from here on ends the process at once, but as an exit, so that what is cleaned up on exit is cleaned up. Nothing that
 * was asked for is lost: what is on its way to a pipe belongs to a command that was called off. While something is being
 * saved, a second signal ends the process as if nnc did not listen.
 *
 * Until a command asks for this, before it makes what has to be taken away or saved, a signal ends it wherever it is: who listens is told between
 * two steps of a computation alone.
 */
export function endOnSignals(): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) if (!process.listeners(signal).includes(ENDS[signal])) process.once(signal, ENDS[signal]);
}

const ENDS = { SIGINT: () => end("SIGINT"), SIGTERM: () => end("SIGTERM") };

function end(signal: "SIGINT" | "SIGTERM"): never {
  if (process.stderr.isTTY) process.stderr.write("\n");
  save?.();
  process.exit(SIGNAL_EXIT_CODES[signal]);
}

/** Does the work; a signal meanwhile calls `saving` before the process ends. It must not wait for anything, nor throw. */
export async function savedOnSignals<Result>(saving: () => void, work: () => Promise<Result>): Promise<Result> {
  save = saving;
  try {
    return await work();
  } finally {
    save = undefined;
  }
}
