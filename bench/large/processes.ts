// Runs whole processes of Node, their time and the most memory they had. Knows no commands.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root, runProgram } from "../builds.ts";

export interface ProcessFigures {
  readonly seconds: number;
  /** The most bytes the process ever had in memory. */
  readonly peakBytes: number;
}

/** @param words a script and its arguments. @throws Error where it fails. */
export function measureProcess(words: readonly string[], folder: string): ProcessFigures {
  const peak = join(folder, "peak.txt");
  const start = performance.now();
  runProgram([process.execPath, "--require", join(root, "bench", "large", "peak.cjs"), ...words], { environment: { NNC_BENCH_PEAK: peak } });
  const seconds = (performance.now() - start) / 1000;
  return { seconds, peakBytes: 1024 * Number(readFileSync(peak, "utf8")) };
}
