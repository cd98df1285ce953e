// Runs the built nnc within this process, where a test is about words, messages and files and not about a process: nothing is started and
// no module loaded anew, which is most of what a short command costs. Standard input, signals and terminals are for `nnc` of run-nnc.ts.

import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { Writable } from "node:stream";
import { pathToFileURL } from "node:url";
import type { runCommandLine } from "../../src/cli/entry/command-line.ts";
import { holdToSchema } from "./published-schemas.ts";
import type { Outcome } from "./run-nnc.ts";
import { NNC } from "./run-nnc.ts";

/** What nnc listens to while it runs. */
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** The last one that was asked for. */
let last: Promise<unknown> = Promise.resolve();

/** What the command line gives in the folder `cwd`, as `nnc` has it. One after the other: folder and streams are those of the process. */
export function nncWithin(words: readonly string[], { cwd }: { readonly cwd: string }): Promise<Outcome> {
  const outcome = last.then(() => runAlone(words, cwd));
  last = outcome.catch(() => undefined);
  return outcome;
}

async function runAlone(words: readonly string[], cwd: string): Promise<Outcome> {
  const run = await builtCommandLine();
  const listeners = SIGNALS.map((signal) => process.listeners(signal));
  const folder = process.cwd();
  const [stdout, stderr] = [replaceStream("stdout"), replaceStream("stderr")];
  process.chdir(cwd);
  try {
    const code = await run(words);
    holdToSchema(words, stdout.text());
    return { code, stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    process.chdir(folder);
    stdout.restore();
    stderr.restore();
    SIGNALS.forEach((signal, position) => {
      for (const listener of process.listeners(signal)) if (!listeners[position].includes(listener)) process.removeListener(signal, listener);
    });
  }
}

/** Of the program that was built, whose file has a digest in its name. */
async function builtCommandLine(): Promise<typeof runCommandLine> {
  const folder = dirname(NNC);
  const name = readdirSync(folder).find((file) => file.startsWith("command-line-")) ?? "command-line, which is not built";
  const built = (await import(pathToFileURL(join(folder, name)).href)) as { readonly runCommandLine: typeof runCommandLine };
  return built.runCommandLine;
}

/** Puts a stream that keeps what is written, and is no terminal, in the place of one of the process. */
function replaceStream(name: "stdout" | "stderr"): { readonly text: () => string; readonly restore: () => void } {
  const own = Object.getOwnPropertyDescriptor(process, name) ?? {};
  const pieces: Buffer[] = [];
  const stream = new Writable({
    write(piece: Buffer, _encoding, done) {
      pieces.push(piece);
      done();
    },
  });
  Object.defineProperty(process, name, { configurable: true, enumerable: true, value: stream });
  return { text: () => Buffer.concat(pieces).toString("utf8"), restore: () => Object.defineProperty(process, name, own) };
}
