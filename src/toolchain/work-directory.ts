// Lends a fresh folder for compiling and takes it away afterwards, whatever happens. Knows nothing of compilers.

import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A compiler that a process leaves behind may be writing a file while its folder is emptied, which then cannot be removed at once. */
const AGAIN = { maxRetries: 5, retryDelay: 10 };

/** Runs `work` with a new, empty folder, which is removed when the work ends, fails, or when the process exits. */
export async function withWorkDirectory<Result>(work: (directory: string) => Promise<Result>): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), "nnc-"));
  const removeNow = () => {
    try {
      rmSync(directory, { recursive: true, force: true, ...AGAIN });
    } catch {
      // The process ends with what it has to say already: a folder that is left is no reason for more.
    }
  };
  process.once("exit", removeNow);
  try {
    return await work(directory);
  } finally {
    process.removeListener("exit", removeNow);
    await rm(directory, { recursive: true, force: true });
  }
}
