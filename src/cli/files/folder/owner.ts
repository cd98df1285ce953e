// Who writes into a folder: a process, told apart from later ones of the same number and from those of other machines and containers.

import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { systemErrorCode } from "../system-errors.ts";

/** How long a writer of another machine is believed to be at work. */
const BELIEVED_MILLISECONDS = 600_000;

/** Of this process, as one word. */
export function ownWord(): string {
  return [process.pid, startOf(process.pid) ?? "", place()].join("_");
}

/** Whether the process of a word is still at work; of one that cannot be seen from here, whether it began not long ago. */
export function isAtWork(word: string, began: number): boolean {
  const [pid, start, ...where] = word.split("_");
  if (where.join("_") !== place()) return Date.now() - began < BELIEVED_MILLISECONDS;
  const now = startOf(Number(pid));
  return now === undefined ? start === "" && isKnown(Number(pid)) : String(now) === start;
}

/** Where process numbers mean the same: a start of a machine, and in it a container. */
function place(): string {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "latin1").trim();
    return `${boot}-${/\d+/.exec(readlinkSync("/proc/self/ns/pid"))?.[0] ?? ""}`;
  } catch {
    return hostname();
  }
}

/** When a process started, in ticks since the machine did; undefined where it has ended, if only nobody asked what became of it, or nothing is told. */
function startOf(pid: number): number | undefined {
  try {
    // proc(5): the second field is the name in parentheses, in which anything may stand; the third is the state, the 22nd the start.
    const [state, ...fields] = readFileSync(`/proc/${pid}/stat`, "latin1").replace(/^.*\) /s, "").split(" ");
    return state === "Z" || state === "X" ? undefined : Number(fields[18]);
  } catch {
    return undefined;
  }
}

function isKnown(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return systemErrorCode(error) !== "ESRCH";
  }
}
