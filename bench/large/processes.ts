// Runs whole processes of Node, what they took of time and memory. Knows no commands.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root, runProgram } from "../builds.ts";

export interface ProcessFigures {
  readonly seconds: number;
  /** The most bytes the process ever had in memory. */
  readonly peakBytes: number;
  /** Of the processor, without that of programs it started. */
  readonly ownSeconds: number;
}

/** @param words a script and its arguments. @throws Error where it fails. */
export function measureProcess(words: readonly string[], folder: string): ProcessFigures {
  const peak = join(folder, "peak.txt");
  const start = performance.now();
  const observer = join(root, "bench", "large", "peak.cjs");
  runProgram([process.execPath, "--require", observer, ...words], { environment: { NNC_BENCH_PEAK: peak } });
  const seconds = (performance.now() - start) / 1000;
  const [kibibytes, microseconds] = readFileSync(peak, "utf8").split(" ").map(Number);
  return { seconds, peakBytes: 1024 * kibibytes, ownSeconds: microseconds / 1e6 };
}
