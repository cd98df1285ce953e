// Runs tests of a copy of the project in their order until one fails, and says which. Chooses none.

import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { watch, type Patience } from "./patience.ts";
import { processorSeconds } from "./processor-seconds.ts";
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

/** More than any test takes, compilers included. */
const PATIENCE: Patience = { spent: 120, waiting: 130 };
/** Milliseconds between looks at tests that say nothing. */
const LOOKS = 2000;

/** @param signal ends the tests. @throws Error where it did, or where vitest itself fails. */
export async function runTests(copy: ThrowAwayCopy, files: readonly string[], signal: AbortSignal): Promise<Verdict> {
  const list = join(copy.temporary, "tests.txt");
  writeFileSync(list, files.join("\n"));
  const [vitest, config] = ["node_modules/vitest/vitest.mjs", "bench/mutants/nearest-first.mjs"].map((path) => join(copy.checkout, path));
  const child = spawn(process.execPath, [vitest, "run", "--root", copy.root, "--config", config], {
    cwd: copy.root,
    detached: true,
    env: { ...process.env, NNC_MUTANT_TESTS: list, NNC_TEST_TIME_LIMITS: "none", TMPDIR: copy.temporary, CI: "true" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error("vitest did not start");
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  const stop = (): void => stopGroup(pid);
  signal.addEventListener("abort", stop);
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const verdict = await firstFailure(createInterface(child.stdout), pid);
  await ended;
  signal.removeEventListener("abort", stop);
  signal.throwIfAborted();
  if (verdict.kind === "passed" && verdict.files !== files.length) throw new Error(`vitest ran ${verdict.files} of ${files.length} test files\n${said}`);
  return verdict;
}

async function firstFailure(lines: NodeJS.EventEmitter & AsyncIterable<string>, pid: number): Promise<Verdict> {
  let last = "the start";
  let files = 0;
  let hangs = false;
  const patience = watch(PATIENCE);
  const now = (): readonly [now: number, spent: number | undefined] => [performance.now() / 1000, processorSeconds(pid)];
  patience.heard(...now());
  const looks = setInterval(() => {
    if (!patience.isOver(...now())) return;
    hangs = true;
    stopGroup(pid);
  }, LOOKS);
  try {
    for await (const line of lines) {
      if (!line.startsWith("{")) continue;
      const { file, state, name } = JSON.parse(line) as Outcome;
      patience.heard(...now());
      last = name === "" ? file : `${file} > ${name}`;
      if (name === "") files++;
      if (state === "failed") {
        stopGroup(pid);
        return { kind: "failed", file, test: name };
      }
    }
  } finally {
    clearInterval(looks);
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
