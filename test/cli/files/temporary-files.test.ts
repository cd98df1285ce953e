// What processes that were killed while they wrote left in a folder: who writes there next removes it, and nothing that is still written or is
// somebody else's.

import { spawnSync } from "node:child_process";
import { readdirSync, utimesSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { ownWord } from "../../../src/cli/files/folder/owner.ts";
import { removeAbandoned, temporaryBeside } from "../../../src/cli/files/temporary-files.ts";
import { writeOutput } from "../../../src/cli/files/write-file.ts";
import { newFolder } from "../run-nnc.ts";

const RANDOM = "0123456789abcdef";
const DAY = 24 * 3_600_000;

/** A name as a process of this number and start has it, here or where `place` is. */
function nameOf(pid: number, start: string, place: string): string {
  return `.nnc-${pid}_${start}_${place}-${RANDOM}.tmp`;
}

function written(folder: string, name: string, age = 0): string {
  const path = join(folder, name);
  writeFileSync(path, "half");
  const time = (Date.now() - age) / 1000;
  utimesSync(path, time, time);
  return name;
}

test("goes where the process has ended, and stays where it may still write", () => {
  const folder = newFolder();
  const [, start, place] = ownWord().split("_");
  const { pid: ended } = spawnSync("true");
  const elsewhere = "fedcba9876543210";
  // The number of a process that runs here says nothing of one elsewhere, nor does one that runs nowhere here.
  const staying = [
    written(folder, basename(temporaryBeside(join(folder, "x"))), 100 * DAY),
    written(folder, nameOf(process.pid, start, elsewhere)),
    written(folder, nameOf(ended, start, elsewhere), DAY - 60_000),
    written(folder, ".nnc-mine.tmp", 100 * DAY),
    written(folder, `.nnc-${ended}-${RANDOM}.tmp.c`, 100 * DAY),
  ];
  written(folder, nameOf(ended, start, place));
  written(folder, nameOf(process.pid, String(Number(start) - 1), place));
  written(folder, nameOf(process.pid, start, elsewhere).replace(RANDOM, "a".repeat(16)), DAY + 60_000);
  removeAbandoned(folder);
  expect(readdirSync(folder).sort()).toEqual([...staying].sort());
  removeAbandoned(join(folder, "nowhere"));
});

test.each(["model", "parameters", "source", "plot", "report", "checkpoint", "sweep"] as const)("goes when a %s is written there", (kind) => {
  const folder = newFolder();
  const [, start, place] = ownWord().split("_");
  written(folder, nameOf(spawnSync("true").pid, start, place));
  writeOutput(join(folder, "out"), Uint8Array.of(1), kind, false);
  expect(readdirSync(folder)).toEqual(["out"]);
});
