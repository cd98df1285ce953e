// Many things at once: in order, no more than allowed, and nothing is left running when one fails.

import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { sideBySide } from "../../src/toolchain/side-by-side.ts";

/** A task that takes as many turns as its item says, and how many of them there were at once. */
function counting(): { readonly task: (turns: number) => Promise<string>; readonly most: () => number; readonly running: () => number } {
  let [running, most] = [0, 0];
  const task = async (turns: number): Promise<string> => {
    most = Math.max(most, ++running);
    for (let i = 0; i < Math.abs(turns); i++) await turn();
    running--;
    if (turns < 0) throw new Error(`failed after ${-turns}`);
    return `done after ${turns}`;
  };
  return { task, most: () => most, running: () => running };
}

test.each([[1, 1], [2, 2], [3, 3], [9, 5]])("%i at most, results in the order of the items", async (limit, expected) => {
  const { task, most } = counting();
  expect(await sideBySide([5, 1, 4, 2, 3], limit, task)).toEqual([5, 1, 4, 2, 3].map((turns) => `done after ${turns}`));
  expect(most()).toBe(expected);
});

test("nothing at all is nothing", async () => {
  expect(await sideBySide([], 4, () => Promise.reject(new Error("never")))).toEqual([]);
});

test("the first failure is thrown when what had begun is done, and nothing is begun after it", async () => {
  const { task, running } = counting();
  const begun: number[] = [];
  const run = sideBySide([9, -2, -1, 7], 2, (turns) => {
    begun.push(turns);
    return task(turns);
  });
  await expect(run).rejects.toThrow("failed after 2");
  expect([begun, running()]).toEqual([[9, -2], 0]);
});
