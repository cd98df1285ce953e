// Lends a fresh folder for compiling and takes it away afterwards, whatever happens. Knows nothing of compilers.

import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Runs `work` with a new, empty folder, which is removed when the work ends, fails, or when the process exits. */
export async function withWorkDirectory<Result>(work: (directory: string) => Promise<Result>): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), "nnc-"));
  const removeNow = () => {
    rmSync(directory, { recursive: true, force: true });
  };
  process.once("exit", removeNow);
  try {
    return await work(directory);
  } finally {
    process.removeListener("exit", removeNow);
    await rm(directory, { recursive: true, force: true });
  }
}
