// What each test file spends of the processors, its own process and the programs that it starts, where NNC_TEST_COSTS names a file for it: a line
// of seconds and path for each. What else the machine does does not count. Judges nothing.

import { appendFileSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { afterAll, expect } from "vitest";

const file = process.env.NNC_TEST_COSTS;

/** Seconds of this process, and of those that it has waited for, as Linux counts them in /proc: undefined where there is none. */
function spentSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6 + waitedForSeconds();
}

function waitedForSeconds(): number {
  const text = readFileSync("/proc/self/stat", "utf8");
  // After the program's name, in brackets, which may have spaces itself; the times are fields 16 and 17 of all, in hundredths.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[13]) + Number(fields[14])) / 100;
}

if (file !== undefined) {
  const before = spentSeconds();
  afterAll(() => {
    const path = relative(process.cwd(), expect.getState().testPath ?? "");
    appendFileSync(file, `${(spentSeconds() - before).toFixed(1)}\t${path}\n`);
  });
}
