// Programs without an operating system under qemu's system mode: files of the folder they run in take the place of standard input and output.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "../run-program.ts";
import { STRICT } from "../rows/strict.ts";
import type { CKit } from "./c-kit.ts";
import { countIn, countingInto } from "./qemu.ts";

export interface SemihostedOptions {
  readonly compile: readonly string[];
  /** Sources of targets/harness besides those that every program without a system has. */
  readonly further: readonly string[];
  readonly linked: readonly string[];
  /** With the machine and its options. */
  readonly emulator: readonly string[];
  readonly size: string;
}

export function semihosted({ compile, further, linked, emulator, size }: SemihostedOptions): CKit {
  return {
    compile,
    warnings: STRICT,
    platform: "semihosting",
    further,
    link: compile,
    linked,
    byteOrder: "little",
    run: (program, folder, input, counts) => {
      const [records, results, count] = ["records.in", "results.out", "count"].map((file) => join(folder, file));
      writeFileSync(records, input);
      writeFileSync(results, "");
      const quiet = ["-nographic", "-monitor", "none", "-serial", "none", "-semihosting-config", "enable=on,target=native"];
      runProgram([...emulator, ...quiet, ...(counts ? countingInto(count) : []), "-kernel", program], { folder });
      return { output: readFileSync(results), ...(counts ? { instructions: countIn(count) } : {}) };
    },
    size,
    tellsStack: true,
  };
}
