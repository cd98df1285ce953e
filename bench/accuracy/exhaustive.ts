// Compares the emitted C of the default network with the double exp at every float32 of [0, 1]: compiles exhaustive.c with gcc
// and runs it in several processes at once. Sees no other target.

import { execFile, execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { float32FromBits } from "../../src/numeric/float32.ts";
import { root } from "../builds.ts";
import { folder, nnc } from "./run-nnc.ts";

export interface Exhaustive {
  readonly maximum: number;
  readonly at: number;
  /** Inputs, all of them different. */
  readonly count: number;
  readonly processes: number;
  readonly seconds: number;
}

/** The bits of 1, the last ones; those of 0 are the first. */
const LAST_BITS = 0x3f800000;

/** Trains, emits, compiles, compares. */
export async function compareEveryFloat(): Promise<Exhaustive> {
  nnc("train", "--quiet", "--force");
  nnc("emit", "--quiet", "--force", "--lang", "c", "--name", "pseudo_exp", "-o", "pseudo_exp.c");
  const [source, program] = ["pseudo_exp.c", "exhaustive"].map((name) => join(folder, name));
  const driver = join(root, "bench", "accuracy", "exhaustive.c");
  const flags = ["-std=c99", "-O3", "-march=native", "-Wall", "-Wextra", `-DSOURCE="${source}"`];
  execFileSync("gcc", [...flags, driver, "-o", program, "-lm"], { stdio: "inherit" });
  const processes = availableParallelism();
  const bounds = Array.from({ length: processes + 1 }, (_, part) => Math.round(((LAST_BITS + 1) * part) / processes));
  const start = process.hrtime.bigint();
  const parts = await Promise.all(bounds.slice(1).map((end, part) => runPart(program, bounds[part], end)));
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const worst = parts.reduce((one, other) => (other.maximum > one.maximum ? other : one));
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  return { ...worst, count, processes, seconds };
}

async function runPart(program: string, first: number, end: number): Promise<{ maximum: number; at: number; count: number }> {
  const { stdout } = await promisify(execFile)(program, [String(first), String(end)]);
  const [maximum, bits, count] = stdout.trim().split(" ").map(Number);
  return { maximum, at: float32FromBits(bits), count };
}
