// What is said of targets that jump, before anything is trained.

import { expect, test } from "vitest";
import { jumpNotes } from "../../src/run/jump-notes.ts";
import { compileTarget } from "../../src/train/target/target.ts";

async function notes(expression: string, low: number, high: number): Promise<readonly string[]> {
  return jumpNotes([await compileTarget(expression, ["x"])], [{ name: "x", low, high }], "bridged");
}

test("a jump, several and a pole", async () => {
  expect(await notes("sign(x - 0.5)", 0, 0.9)).toEqual([
    "sign(x - 0.5) jumps between x = 0.49999997 and 0.50000006, from -1.00e+0 to 1.00e+0; " +
      "a network is continuous and cannot be closer there than half of that, 1.00e+0, unless steep jumps are asked for",
  ]);
  expect(await notes("floor(x)", 0, 2.5)).toEqual([
    "floor(x) jumps between x = 0.99999994 and 1, from 0 to 1.00e+0, in one of 2 such places; " +
      "a network is continuous and cannot be closer there than half of that, 5.00e-1, unless steep jumps are asked for",
  ]);
  expect(await notes("tan(x)", 0, 3)).toEqual([
    "tan(x) has a pole between x = 1.5707963 and 1.5707964, where it goes from 1.32e+7 to -2.29e+7; " +
      "no network follows it: choose a domain without it",
  ]);
});

test("what becomes of a jump among several outputs, and of a steep one", async () => {
  const targets = [await compileTarget("floor(x)", ["x"]), await compileTarget("x", ["x"])];
  const domain = [{ name: "x", low: 0, high: 1.5 }];
  const jump = "floor(x) jumps between x = 0.99999994 and 1, from 0 to 1.00e+0";
  expect(jumpNotes(targets, domain, "bridged")).toEqual([`${jump}; a network is continuous and cannot be closer there than half of that, 5.00e-1`]);
  expect(jumpNotes(targets.slice(0, 1), domain, "steep")).toEqual([`${jump}; a step follows it`]);
});

test("nothing of what is continuous, nor of several variables", async () => {
  expect(await notes("exp(x)", 0, 1)).toEqual([]);
  const target = await compileTarget("floor(x) + y", ["x", "y"]);
  expect(jumpNotes([target], [{ name: "x", low: 0, high: 3 }, { name: "y", low: 0, high: 1 }], "bridged")).toEqual([]);
});
