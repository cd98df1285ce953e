// What is said while tests run, and when they are given up: by what they spend and by how long they wait, not by how long they take.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import PatientReporter from "../patient-reporter.ts";
import { descendantsOf, endDescendants } from "../processes.ts";

const file = { relativeModuleId: "test/a.test.ts" };
const sum = { module: file, fullName: "a sum > of two" };

/** A reporter of two files, one of them at work, whose clocks are these. */
function begun() {
  const clock = { now: 100, spent: 0 };
  const said: string[] = [];
  let given = 0;
  const reporter = new PatientReporter({ now: () => clock.now, spent: () => clock.spent, say: (line) => said.push(line), giveUp: () => given++ });
  reporter.onTestRunStart([file, file]);
  reporter.onTestRunEnd(); // Looks are taken by hand.
  reporter.onTestModuleQueued(file);
  reporter.onTestCaseReady(sum);
  const look = (seconds: number, spent: number): void => {
    for (let second = 0; second < seconds; second++) {
      clock.now++;
      clock.spent += spent / seconds;
      reporter.look();
    }
  };
  return { reporter, said, look, given: () => given };
}

test("what is at work is said where no file ends for long", () => {
  const { reporter, said, look, given } = begun();
  look(14, 14);
  expect(said).toEqual([]);
  reporter.onTestCaseResult(sum);
  look(16, 16);
  expect(said).toEqual(["0 of 2 files done; test/a.test.ts at work for 15 s, 1 of its tests done", "0 of 2 files done; test/a.test.ts at work for 30 s, 1 of its tests done"]);
  reporter.onTestModuleEnd(file);
  look(14, 14);
  expect(said.length).toBe(2);
  look(1, 1);
  expect(said[2]).toBe("1 of 2 files done");
  expect(given()).toBe(0);
});

test("a test that is left little of the processors is waited for, one that spends much of them is given up", () => {
  const slow = begun();
  slow.look(7200, 850);
  expect(slow.given()).toBe(0);
  const endless = begun();
  endless.look(910, 910);
  expect(endless.given()).toBeGreaterThan(0);
  expect(endless.said).toContain("  at work: test/a.test.ts > a sum > of two");
});

test("one that waits for what does not come is given up, and one that ends begins anew", () => {
  const waiting = begun();
  waiting.look(299, 0);
  expect(waiting.given()).toBe(0);
  waiting.reporter.onTestCaseResult(sum);
  waiting.look(299, 0);
  expect(waiting.given()).toBe(0);
  waiting.look(3, 0);
  expect(waiting.given()).toBeGreaterThan(0);
  expect(waiting.said.at(-2)).toBe("given up: no test has ended while the processors spent 900 s on them, or nothing for 300 s");
});

test.runIf(existsSync("/proc/self/stat"))("programs that tests have started, and those that these have, are ended", async () => {
  const shell = spawn("sh", ["-c", "sleep 60 & echo started; wait"], { stdio: ["ignore", "pipe", "ignore"] });
  await new Promise((resolve) => shell.stdout.once("data", resolve));
  const ended = new Promise((resolve) => shell.once("close", (_code, signal) => resolve(signal)));
  const { pid = 0 } = shell;
  const [sleeping] = descendantsOf(pid);
  expect(descendantsOf(process.pid)).toEqual(expect.arrayContaining([pid, sleeping]));
  endDescendants(pid);
  shell.kill("SIGKILL");
  await ended;
  expect(descendantsOf(pid)).toEqual([]);
});
