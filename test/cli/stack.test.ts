// nnc emit --stack as a user meets it: what the header says, and whom it cannot ask.

import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { nncWithin } from "./nnc-within.ts";

const cwd = mkdtempSync(join(tmpdir(), "nnc-test-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
copyFileSync(new URL("../../examples/article/exp.onnx", import.meta.url), join(cwd, "exp.onnx"));
const run = (...words: readonly string[]) => nncWithin(["emit", "exp.onnx", ...words], { cwd });

test("the header says what each function takes, who says so, and how to write it again", async () => {
  const { code, stdout, stderr } = await run("--lang", "c", "--batch", "--stack", "gcc -O2 -mno-red-zone");
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(
    / \* {3}stack {9}pseudo_exp at most \d+ bytes;\n \* {17}pseudo_exp_selftest at most \d+ bytes;\n \* {17}pseudo_exp_n at most \d+ bytes;\n \* {17}by gcc \d+\.\d+\.\d+ -O2 -mno-red-zone \(-fstack-usage\),\n \* {17}with all that they call in this file, without what a library takes\n/,
  );
  expect(stdout).toContain(" regenerate    nnc emit exp.onnx --lang c --name pseudo_exp --batch --stack 'gcc -O2 -mno-red-zone'\n");
});

describe("cannot be asked:", () => {
  const HINT = "  hint: give gcc or clang for the processor with its options, such as 'arm-none-eabi-gcc -mcpu=cortex-m4 -O2'\n";

  test.each([
    ["tcc", "it wrote no figure that bounds what each function takes"],
    ["no-such-compiler", "could not be started (ENOENT)"],
  ])("%s", async (compiler, note) => {
    const stderr = `error: ${compiler} does not tell what the functions take of the stack\n  at --stack\n  note: ${note}\n${HINT}`;
    expect(await run("--lang", "c", "--stack", compiler)).toEqual({ code: 4, stdout: "", stderr });
  });

  test("nobody", async () => {
    const stderr = "error: no compiler is named\n  at --stack\n  hint: give one with its options, such as 'gcc -O2'\n";
    expect(await run("--lang", "c", "--stack", " ")).toEqual({ code: 2, stdout: "", stderr });
  });

  test("compilers of another language", async () => {
    const stderr = "error: no compiler of Go tells what functions take of the stack\n  at --stack\n  hint: leave it out\n";
    expect(await run("--lang", "go", "--stack", "gcc")).toEqual({ code: 2, stdout: "", stderr });
  });
});
