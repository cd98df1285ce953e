// nnc check --exhaustive, as a user meets it: what is said of every float of a domain, how other bits and larger errors fail, and how a check
// that was interrupted goes on.

import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import * as z from "zod";
import { nncWithin } from "./nnc-within.ts";
import { newFolder, nnc, signalled } from "./run-nnc.ts";

const MODEL = fileURLToPath(new URL("../../examples/article/exp.onnx", import.meta.url));
const NARROW = ["--domain", "1:1.001"];
const check = (words: readonly string[], cwd = newFolder()) => nncWithin(["check", MODEL, "--exhaustive", ...words], { cwd });

const worst = z.object({ error: z.number(), at: z.number() });
const report = z.object({
  numbers: z.number(), first: z.number(), last: z.number(), passed: z.boolean(), failures: z.array(z.string()),
  measured: z.object({ numbers: z.number(), against: z.string() }),
  results: z.array(z.object({
    compiler: z.string(), hashes: z.array(z.number()), differs: z.boolean(), firstDifference: z.nullable(z.unknown()),
    errors: z.array(z.object({ output: z.string(), absolute: worst, relative: worst, ulp: worst, targetZero: z.number(), targetMissing: z.number() })),
  })),
});

test("one row for each language, with the same hash and errors", async () => {
  const { code, stdout, stderr } = await check([...NARROW, "--form", "table", "--max-error", "0.01"]);
  const [heading, ...rows] = stdout.trimEnd().split("\n");
  expect(heading).toMatch(/^language +compiler +version +numbers +hash +largest error +at +relative +at +ulp +at$/);
  const figures = rows.slice(0, 3).map((row) => /^(\S+ +\S+(?: -O2)?) +\d\S* +(.+)$/.exec(row)?.slice(1, 3).map((part) => part.trim().replace(/ +/g, " ")));
  expect(figures.map((row) => row?.[0])).toEqual(["C gcc -O2", "Go go", "TypeScript node"]);
  expect(new Set(figures.map((row) => row?.[1])).size).toBe(1);
  expect(figures[0]?.[1]).toMatch(/^8,389 \d+ \d\.\d{3}e-3 x = 1\.\d+ \d\.\d{3}e-3 x = 1\.\d+ \d+\.\d{3} x = 1\.\d+$/);
  expect(rows.slice(3)).toEqual([
    "errors are against exp(x), by the double functions of this machine's libm; they are those of every build with the same hash",
    "passed: 3 builds give the same bits for all 8,389 numbers, and no error is more than 0.01",
  ]);
  expect([code, stderr]).toEqual([0, ""]);
});

test("as JSON and in a report, and an error that is larger than allowed fails", async () => {
  const cwd = newFolder();
  const { code, stdout, stderr } = await check([...NARROW, "--lang", "c89", "--max-error", "1e-3", "--json", "--report", "markdown=report.md"], cwd);
  const { results: [result], ...rest } = report.parse(JSON.parse(stdout));
  const failure = `C by gcc -O2: an error of ${result.errors[0].absolute.error.toExponential(3)}, more than 0.001`;
  expect([code, rest]).toEqual([1, { numbers: 8389, first: 1, last: 1.0009999275207520, passed: false, failures: [failure], measured: { numbers: 8389, against: "libm" } }]);
  expect(result).toMatchObject({ compiler: "gcc", differs: false, firstDifference: null, errors: [{ output: "y", targetZero: 0, targetMissing: 0 }] });
  const compiled = "note: C89 is compiled as C, whose statements it has\n";
  expect(stderr).toBe(`${compiled}error: the check of ${MODEL} failed\n  note: ${failure}\n  hint: train longer or a larger network, or allow a larger --max-error\n`);
  const row = `| C by gcc -O2, every float | **failed** | ${failure.replace("C by gcc -O2: ", "")} |\n`;
  expect(readFileSync(join(cwd, "report.md"), "utf8").endsWith(`\n| case | | |\n| --- | --- | --- |\n${row}`)).toBe(true);
});

test("a build that gives other bits fails, with the first number that shows it", () => {
  const folder = newFolder();
  const [gcc, path] = [spawnSync("sh", ["-c", "command -v gcc"], { encoding: "utf8" }).stdout.trim(), process.env.PATH ?? ""];
  const edit = "s/^float pseudo_exp(float x) {$/&\\n    if (x > 1.0005f) {\\n        return 3.0f;\\n    }/";
  writeFileSync(join(folder, "gcc"), `#!/bin/sh\nPATH='${path}'\nif [ -e main.c ]; then sed -i -e '${edit}' pseudo_exp.c; fi\nexec '${gcc}' "$@"\n`);
  chmodSync(join(folder, "gcc"), 0o755);
  const { code, stdout, stderr } = nnc(["check", MODEL, "--exhaustive", ...NARROW, "--lang", "c,ts", "--form", "table"], { cwd: newFolder(), env: { PATH: folder } });
  expect(stdout).toMatch(/\nTypeScript +node +\S+ +8,389 +\d+ +not measured\n/);
  const [, error] = stderr.split(/^(?=error)/m);
  const expected = / instead of (\S+)\n/.exec(error)?.[1] ?? "";
  expect(Math.abs(Number(expected) - Math.exp(1.0005))).toBeLessThan(1e-2);
  expect([code, error]).toEqual([
    1,
    `error: the check of ${MODEL} failed\n  note: C by gcc -O2: results differ from the interpreter's; the first at x = 1.00050008: 3 instead of ${expected}\n` +
      "  hint: results that differ are a defect of nnc or of the compiler; please report them with the model\n",
  ]);
});

test("Ctrl-C ends with 130 and keeps what is done, and the same command goes on with it; a file of another check is refused", async () => {
  const cwd = newFolder();
  expect((await nncWithin(["train", "--recipe", "article", "--hidden", "64,64", "--iterations", "1", "-o", "slow.onnx"], { cwd })).code).toBe(0);
  const words = ["check", "slow.onnx", "--exhaustive", "--domain", "0.75:1", "--lang", "c", "--resume", "slow.sweep"];
  const file = join(cwd, "slow.sweep");
  const { code, stderr } = await signalled(words, cwd, "SIGINT", () => existsSync(file));
  expect(stderr.split("\n").at(-2)).toBe("saved what is done in slow.sweep; the same command with --resume slow.sweep goes on");
  const done = readFileSync(file, "latin1").trimEnd().split("\n").slice(2);
  expect([code, done.length > 0 && done.length < 5]).toEqual([130, true]);
  const other = await nncWithin([...words, "--optimize", "size"], { cwd });
  expect([other.code, other.stdout, other.stderr]).toEqual([
    3,
    "",
    "error: the file holds a check of something else\n  at slow.sweep\n  note: the source, the numbers or the compilers are not those it was begun with\n" +
      "  hint: remove it, or choose another name\n",
  ]);
  const rest = await nncWithin([...words, "--json"], { cwd });
  const { numbers, results } = report.parse(JSON.parse(rest.stdout));
  expect([rest.code, numbers, results[0].hashes.length, existsSync(file)]).toEqual([0, 2 ** 22 + 1, 1, false]);
});

test("a file that holds no unfinished check is left as it is", async () => {
  const cwd = newFolder();
  writeFileSync(join(cwd, "notes.txt"), "mine\n");
  writeFileSync(join(cwd, "torn.sweep"), "an unfinished check of nnc at every float32\n12");
  expect(await check(["--resume", "notes.txt"], cwd)).toMatchObject({
    code: 2,
    stderr: "error: will not overwrite notes.txt\n  note: it is not a sweep that nnc wrote\n  hint: choose another name\n",
  });
  expect(await check(["--resume", "torn.sweep"], cwd)).toMatchObject({
    code: 3,
    stderr: "error: the file holds no unfinished check that could go on\n  at torn.sweep\n  hint: remove it, or choose another name\n",
  });
  expect(readFileSync(join(cwd, "notes.txt"), "utf8")).toBe("mine\n");
});

test.each([
  [["--exhaustive", "--batch"], "error: --exhaustive and --batch exclude each other\n  hint: give one of them\n"],
  [["--exhaustive", "--batch", "--simd"], "error: --exhaustive and --batch exclude each other\n  hint: give one of them\n"],
  [["--exhaustive", "--samples", "9"], "error: --exhaustive and --samples exclude each other\n  hint: give one of them\n"],
  [["--samples", "9", "--data", "a.csv"], "error: --samples and --data exclude each other\n  note: a check with --data tries every row of it\n  hint: give one of them\n"],
  [["--samples", "9", "--baseline", "a.json"], "error: --samples and --baseline exclude each other\n  note: a baseline has the errors at the inputs that a check without --samples tries\n  hint: give one of them\n"],
  [["--samples", "1.5"], "error: 1.5 is not a whole number from 1\n  at --samples\n  hint: give for example 16\n"],
  [["--exhaustive", "--data", "a.csv"], "error: --exhaustive and --data exclude each other\n  hint: give one of them\n"],
  [["--all-floats"], "error: --all-floats is for checks of every float\n  at --all-floats\n  hint: give --exhaustive as well, or leave it out\n"],
  [["--resume", "a.sweep"], "error: --resume is for checks of every float\n  at --resume\n  hint: give --exhaustive as well, or leave it out\n"],
])("%j is refused", async (words, stderr) => {
  expect(await nncWithin(["check", MODEL, ...words], { cwd: newFolder() })).toEqual({ code: 2, stdout: "", stderr });
});

test("--samples says how many inputs are spread: those where something happens are beside them", async () => {
  const [few, more] = await Promise.all(["2", "40"].map(async (samples) => {
    const { code, stdout } = await nncWithin(["check", MODEL, "--samples", samples, "--lang", "go", "--json"], { cwd: newFolder() });
    expect(code).toBe(0);
    return z.object({ results: z.array(z.object({ inputs: z.number() })) }).parse(JSON.parse(stdout)).results[0].inputs;
  }));
  // As many unusual inputs are tried beside those that are spread.
  expect(more - few).toBe(2 * (40 - 2));
});
