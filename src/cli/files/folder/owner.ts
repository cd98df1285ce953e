// Who writes into a folder: a process, told apart from later ones of the same number and from those of other machines and containers.

import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { sha256Hex } from "#sha256";
import { systemErrorCode } from "../system-errors.ts";

/** Of this process, as one word that may be part of a file's name. */
export function ownWord(): string {
  const start = startOf(process.pid);
  return [process.pid, typeof start === "number" ? start : "", place()].join("_");
}

/**
 * Whether the process of a word is still at work.
 *
 * @param seen when it was last known to be, in milliseconds since 1970.
 * @param believed for how many milliseconds after that one is believed to be at work that cannot be seen from here: on another machine, in
 * another container.
 */
export function isAtWork(word: string, seen: number, believed: number): boolean {
  const [pid, start, where] = word.split("_");
  if (where !== place()) return Date.now() - seen < believed;
  const now = startOf(Number(pid));
  if (now === "ended") return false;
  // Where nothing is told of processes, or not of those of other users, their numbers are all there is to go by.
  return now === undefined ? isKnown(Number(pid)) : String(now) === start;
}

/** Where process numbers mean the same: a start of a machine, and in it a container. The digest has no sign in it that a file's name may not have. */
function place(): string {
  return sha256Hex(new TextEncoder().encode(placeInWords())).slice(0, 16);
}

function placeInWords(): string {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "latin1").trim();
    return `${boot} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return hostname();
  }
}

/** When a process started, in ticks since the machine did; undefined where nothing is told of it. */
function startOf(pid: number): number | "ended" | undefined {
  try {
    // proc(5): the second field is the name in parentheses, in which anything may stand; the third is the state, the 22nd the start.
    const [state, ...fields] = readFileSync(`/proc/${pid}/stat`, "latin1").replace(/^.*\) /s, "").split(" ");
    // Ended, but nobody has asked yet what became of it.
    return state === "Z" || state === "X" ? "ended" : Number(fields[18]);
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
