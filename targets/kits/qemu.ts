// Counts instructions under qemu, by a plugin that is compiled here.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../root.ts";
import { runProgram } from "../run-program.ts";

let compiled: string | undefined;

/** The options of an emulator that make it write its count to a file. */
export function countingInto(file: string): readonly string[] {
  compiled ??= compilePlugin();
  return ["-plugin", `${compiled},out=${file}`];
}

export function countIn(file: string): number {
  return Number(readFileSync(file, "utf8"));
}

function compilePlugin(): string {
  const plugin = join(root, ".cache", "targets", "count-instructions.so");
  runProgram(["gcc", "-O2", "-shared", "-fPIC", "-Wall", "-Wextra", join(root, "targets", "harness", "count-instructions.c"), "-o", plugin]);
  return plugin;
}
