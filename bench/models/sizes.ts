// What emitted C takes on a Cortex-M4, where its compiler is on the PATH. Runs nothing of it.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sectionBytes, stackBytes } from "../../src/benchmark/object-file.ts";
import { isOnPath, runProgram } from "../builds.ts";

const COMPILER = ["arm-none-eabi-gcc", "-mcpu=cortex-m4", "-mthumb", "-mfloat-abi=hard", "-mfpu=fpv4-sp-d16", "-std=c99", "-O2", "-fstack-usage"] as const;

/** In bytes: code and constants, and the most that one function takes of the stack, which holds what a call works in. */
export interface Sizes {
  readonly flash: number;
  readonly stack: number;
}

/** Undefined where the compiler is not there. */
export function sizesOnCortexM4(source: string, folder: string): Sizes | undefined {
  if (!isOnPath(COMPILER[0])) return undefined;
  const object = join(folder, "m4.o");
  runProgram([...COMPILER, "-c", source, "-o", object]);
  const { code, data } = sectionBytes(runProgram(["arm-none-eabi-size", "-A", object]).toString());
  const usage = readdirSync(folder).filter((name) => name.endsWith(".su")).map((name) => readFileSync(join(folder, name), "utf8"));
  return { flash: code + data, stack: stackBytes(usage.join("\n")) ?? 0 };
}
