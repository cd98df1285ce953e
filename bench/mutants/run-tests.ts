// Runs tests of a copy of the project in their order until one fails, and says which. Chooses none.

import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { ThrowAwayCopy } from "./throw-away-copy.ts";

export type Verdict =
  | { readonly kind: "failed"; readonly file: string; readonly test: string }
  /** No test ended for so long that the program under test cannot be expected to. */
  | { readonly kind: "hangs"; readonly after: string }
  | { readonly kind: "passed"; readonly files: number };

interface Outcome {
  readonly file: string;
  readonly state: string;
  /** Empty where a whole file has ended. */
  readonly name: string;
}

/** Longer than the tests' own limits, which are of tests that wait. */
const PATIENCE = 130_000;

/** @param signal ends the tests. @throws Error where it did, or where vitest itself fails. */
export async function runTests(copy: ThrowAwayCopy, files: readonly string[], signal: AbortSignal): Promise<Verdict> {
  const list = join(copy.temporary, "tests.txt");
  writeFileSync(list, files.join("\n"));
  const [vitest, config] = ["node_modules/vitest/vitest.mjs", "bench/mutants/nearest-first.mjs"].map((path) => join(copy.checkout, path));
  const child = spawn(process.execPath, [vitest, "run", "--root", copy.root, "--config", config], {
    cwd: copy.root,
    detached: true,
    env: { ...process.env, NNC_MUTANT_TESTS: list, TMPDIR: copy.temporary, CI: "true" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error("vitest did not start");
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  const stop = (): void => stopGroup(pid);
  signal.addEventListener("abort", stop);
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const verdict = await firstFailure(createInterface(child.stdout), stop);
  await ended;
  signal.removeEventListener("abort", stop);
  signal.throwIfAborted();
  if (verdict.kind === "passed" && verdict.files !== files.length) throw new Error(`vitest ran ${verdict.files} of ${files.length} test files\n${said}`);
  return verdict;
}

async function firstFailure(lines: NodeJS.EventEmitter & AsyncIterable<string>, stop: () => void): Promise<Verdict> {
  let last = "the start";
  let files = 0;
  let hangs = false;
  const give = (): void => {
    hangs = true;
    stop();
  };
  let timer = setTimeout(give, PATIENCE);
  try {
    for await (const line of lines) {
      if (!line.startsWith("{")) continue;
      const { file, state, name } = JSON.parse(line) as Outcome;
      clearTimeout(timer);
      timer = setTimeout(give, PATIENCE);
      last = name === "" ? file : `${file} > ${name}`;
      if (name === "") files++;
      if (state === "failed") {
        stop();
        return { kind: "failed", file, test: name };
      }
    }
  } finally {
    clearTimeout(timer);
  }
  return hangs ? { kind: "hangs", after: last } : { kind: "passed", files };
}

/** Ends vitest with its worker and the programs that tests have started. */
function stopGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
