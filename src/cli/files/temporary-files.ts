// How temporary files are called that become files when they are written, and which of them were left by processes that were killed. Writes none.

import { randomBytes } from "node:crypto";
import { readdirSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { isAtWork, ownWord } from "./folder/owner.ts";

/** Names its process, so that what a killed one left behind is known for what it is. */
const NAME = /^\.nnc-(\d+_\d*_[0-9a-f]{16})-[0-9a-f]{16}\.tmp$/;

/** For how long after its last byte was written a file is left alone whose process cannot be seen from here. */
const BELIEVED_MILLISECONDS = 24 * 3_600_000;

/** A path in the folder of `target` that no other process has. */
export function temporaryBeside(target: string): string {
  return join(dirname(target), `.nnc-${ownWord()}-${randomBytes(8).toString("hex")}.tmp`);
}

/** Removes what processes that were killed while writing left in a folder. Failing to is no error. */
export function removeAbandoned(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      const [, writer] = NAME.exec(name) ?? [];
      if (writer !== undefined) removeUnlessWritten(join(folder, name), writer);
    }
  } catch {
    // Whatever is wrong with the folder is told when a file is written to it.
  }
}

function removeUnlessWritten(path: string, writer: string): void {
  const written = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  if (written !== undefined && !isAtWork(writer, written, BELIEVED_MILLISECONDS)) rmSync(path, { force: true });
}
