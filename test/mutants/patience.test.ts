// When tests that say nothing are given up: by what they spend, by how long they wait, and not because a machine does much else.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { watch } from "../../bench/mutants/patience.ts";
import { processorSeconds } from "../../bench/mutants/processor-seconds.ts";

const PATIENCE = { spent: 100, waiting: 50 };

/** From a second on, of looks that come one each second, when it is over; undefined where it never is. */
function over(spentAt: (second: number) => number | undefined, heard: readonly number[] = []): number | undefined {
  const patience = watch(PATIENCE);
  patience.heard(0, spentAt(0));
  for (let second = 1; second < 1000; second++) {
    if (heard.includes(second)) patience.heard(second, spentAt(second));
    if (patience.isOver(second, spentAt(second))) return second;
  }
  return undefined;
}

test("what spends much is given up, sooner or later as the processor is free", () => {
  expect(over((second) => second)).toBe(101);
  expect(over((second) => 2 * second)).toBe(51);
  expect(over((second) => second / 4)).toBe(401);
});

test("what a loaded machine leaves little is waited for", () => {
  expect(over((second) => second / 20)).toBeUndefined();
});

test("what waits is given up", () => {
  expect(over(() => 7)).toBe(51);
  expect(over((second) => Math.min(second, 20))).toBe(71);
});

test("an outcome begins anew", () => {
  expect(over((second) => second, [60, 90])).toBe(191);
  expect(over(() => 7, [40])).toBe(91);
});

test("where nobody counts what is spent, time stands for it", () => {
  expect(over(() => undefined)).toBe(101);
  expect(over(() => undefined, [80])).toBe(181);
});

test("what a group spends is counted where there is /proc, what other processes spend is not", async () => {
  const spending = "while (process.cpuUsage().user + process.cpuUsage().system < 2e5); console.log('spent'); process.stdin.resume()";
  const busy = spawn(process.execPath, ["-e", spending], { detached: true });
  const waiting = spawn("sleep", ["60"], { detached: true, stdio: "ignore" });
  await new Promise((resolve) => busy.stdout.once("data", resolve));
  const counted = [busy, waiting].map(({ pid = 0 }) => processorSeconds(pid));
  for (const { pid = 0 } of [busy, waiting]) process.kill(-pid, "SIGKILL");
  if (existsSync("/proc/self/stat")) {
    expect(counted[0]).toBeGreaterThanOrEqual(0.1);
    expect(counted[1]).toBeLessThan(0.1);
  } else expect(counted).toEqual([undefined, undefined]);
});
