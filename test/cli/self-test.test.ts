// nnc emit --self-test, as a user meets it: written where nothing is said, left out where that is asked for or results are the platform's.

import { copyFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { nncWithin } from "./nnc-within.ts";

const cwd = mkdtempSync(join(tmpdir(), "nnc-test-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
copyFileSync(new URL("../../examples/article/exp.onnx", import.meta.url), join(cwd, "exp.onnx"));
copyFileSync(new URL("../fields/models/chainer-tanh.onnx", import.meta.url), join(cwd, "tanh.onnx"));
const emit = (...words: readonly string[]) => nncWithin(["emit", ...words], { cwd });

test.each([
  ["c", "int pseudo_exp_selftest(void) {\n"],
  ["go", "func PseudoExpSelfTest() bool {\n"],
  ["ts", "export function selfTest(): boolean {\n"],
])("%s", async (language, head) => {
  const { stdout } = await emit("exp.onnx", "--lang", language);
  expect(stdout).toContain(head);
  expect(stdout).toMatch(/\sself-test {5}\w+ tells whether a build computes these bits\n/);
  const without = (await emit("exp.onnx", "--lang", language, "--self-test", "none")).stdout;
  expect(without).not.toMatch(/golden|selftest|SelfTest\(|selfTest\(/);
  expect(without).toContain(`nnc emit exp.onnx --lang ${language} --name pseudo_exp --self-test none\n`);
});

test("a package of Go has a test", async () => {
  expect((await emit("exp.onnx", "--lang", "go", "-o", "exp/")).code).toBe(0);
  expect(readdirSync(join(cwd, "exp")).toSorted()).toEqual([
    "README.md", "doc.go", "go.mod", "nnc-package.json", "pseudo_exp-error.svg", "pseudo_exp.go", "pseudo_exp_float64.go", "pseudo_exp_test.go",
  ]);
});

test("there is none of the platform's functions, and one where a network has none of them", async () => {
  expect((await emit("tanh.onnx", "--lang", "c", "--math", "libm")).stdout).not.toContain("selftest");
  expect((await emit("exp.onnx", "--lang", "c", "--math", "libm")).stdout).toContain("selftest");
});

test("what it may be is said", async () => {
  expect(await emit("exp.onnx", "--lang", "c", "--self-test", "gold")).toEqual({
    code: 2,
    stdout: "",
    stderr: "error: 'gold' is no kind of self-test\n  at --self-test\n  hint: write golden or none\n",
  });
});
