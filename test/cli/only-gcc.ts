// A PATH with gcc and what it needs, where a test is about what is done with a compiler and not about compilers: each further one takes time.

import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";

/** Makes the folder `bin` of links below `folder`, and gives its path; `more` of programs that are to be there as well. */
export function onlyGcc(folder: string, more: readonly string[] = []): string {
  const bin = join(folder, "bin");
  mkdirSync(bin);
  for (const name of ["gcc", "as", "ld", "size", ...more]) {
    symlinkSync(execFileSync("/bin/sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim(), join(bin, name));
  }
  return bin;
}
