// Every kernel against the platform's mathematics at one float in 4099, by the command that looks at all of them: within a unit in
// the last place, right at special values, in its range, monotone where the function is.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { KERNEL_NAMES } from "../../src/program/operator-name.ts";
import { timeLimit } from "../time-limit.ts";

function compare(...words: readonly string[]) {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  return spawnSync(process.execPath, ["scripts/bench.mjs", "bench/kernels.ts", ...words], { cwd: root, encoding: "utf8" });
}

test("every kernel is within a unit in the last place", () => {
  const { status, stdout, stderr } = compare("--quick");
  expect(stderr).toBe("");
  const [compared, proved] = stdout.trimEnd().split("\n\n");
  const [head, rule, ...rows] = compared.split("\n");
  expect(head).toBe("| kernel | inputs | worst error, units in the last place | monotone | special values | range |");
  expect(rule).toBe("| --- | --- | --- | --- | --- | --- |");
  expect(rows.filter((row) => !/^\| \w+ \| [^|]+ \| (0\.\d{3}|1\.000) at [^|]+ \| (yes|is not) \| yes \| \[[^|]+\] \|$/.test(row))).toEqual([]);
  expect(rows.map((row) => row.split(" ")[1])).toEqual(KERNEL_NAMES);
  expect(proved).toMatch(
    /^pow: log2\(x\) is off by at most 2\^-33\.\d\d of itself, at [\d.e-]+, of one in 4099 float32 above 0 \(0 no rounded sum and its rest\);\ny\*log2\(x\) by at most 2\^-33\.17 of itself more, proved;\nso x\^y by at most 0\.\d{3} units in the last place, and by 0\.\d{3} where it is subnormal, proved of all x and y$/,
  );
  expect(status).toBe(0);
}, timeLimit(120_000));

test("what is no kernel is refused", () => {
  const usage = "usage: node scripts/bench.mjs bench/kernels.ts [--quick] [--stride N] [--write] [KERNEL...]\n";
  expect(compare("--quick", "gamma")).toMatchObject({ status: 2, stdout: "", stderr: usage });
  expect(compare("--stride", "0")).toMatchObject({ status: 2, stdout: "", stderr: usage });
  expect(compare("--quick", "--write")).toMatchObject({ status: 2, stdout: "", stderr: usage });
});
