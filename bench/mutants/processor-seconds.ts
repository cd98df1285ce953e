// What a group of processes has spent of processors, as Linux counts it in /proc, so that what else the machine does does not count. Starts and
// ends none.

import { readdirSync, readFileSync } from "node:fs";

/** What a second has of the ticks in /proc, on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/**
 * In seconds: of the processes of a group that run, and of those that they have waited for. Less than before where a process ended that nobody
 * waited for. Undefined where there is no /proc.
 */
export function processorSeconds(group: number): number | undefined {
  let names: readonly string[];
  try {
    names = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return undefined;
  }
  return names.map((name) => ticksOf(name, group)).reduce((sum, ticks) => sum + ticks, 0) / TICKS_PER_SECOND;
}

function ticksOf(process: string, group: number): number {
  let text: string;
  try {
    text = readFileSync(`/proc/${process}/stat`, "utf8");
  } catch {
    return 0; // It has ended since.
  }
  // After the program's name, in brackets, which may have spaces and brackets itself: state, parent, group; the times are 14 to 17 of all.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return Number(fields[2]) === group ? fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0) : 0;
}
