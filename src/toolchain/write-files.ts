// Writes the files of a build into its folder. Knows nothing of compilers.

import { mkdir, writeFile } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";

export interface SourceFile {
  /** Relative to the folder of the build, with `/` between its parts. */
  readonly path: string;
  /** As a whole or in pieces, strings or UTF-8, each of which is written before the next one is asked for. */
  readonly text: string | Iterable<string | Uint8Array>;
}

/** Throws a RangeError for a file that is not inside the folder. */
export async function writeFiles(directory: string, files: readonly SourceFile[]): Promise<void> {
  for (const { path, text } of files) {
    if (isAbsolute(path) || path.split(/[\\/]/).includes("..")) {
      throw new RangeError(`source file '${path}' is not inside the folder of the build`);
    }
    const target = join(directory, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
}
