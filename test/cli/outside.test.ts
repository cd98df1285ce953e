// nnc emit --outside, as a user meets it: the source says what becomes of arguments outside the domain, and what cannot be done is refused.

import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { nncWithin } from "./nnc-within.ts";

const cwd = mkdtempSync(join(tmpdir(), "nnc-test-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
const run = (...words: readonly string[]) => nncWithin(words, { cwd });
const root = new URL("../../", import.meta.url).pathname;
copyFileSync(join(root, "examples/article/exp.onnx"), join(cwd, "exp.onnx"));
copyFileSync(join(root, "test/fields/models/chainer-elu.onnx"), join(cwd, "foreign.onnx"));

test.each(["c", "go", "ts"])("the %s says it", async (language) => {
  const { code, stdout, stderr } = await run("emit", "exp.onnx", "--lang", language, "--outside", "clamp");
  expect([code, stderr]).toEqual([0, ""]);
  for (const line of [
    "network       1-16-32-1, leaky_relu(0.2) after every layer\n",
    "an argument outside the domain is moved to the nearest end of it, whose result is given;\n",
    "-infinity gives 0.999856, +infinity gives 2.71368",
    `nnc emit exp.onnx --lang ${language} --name pseudo_exp --outside clamp\n`,
  ]) expect(stdout).toContain(line);
});

test.each(["c", "go", "ts"])("the %s says that it is NaN", async (language) => {
  const { code, stdout, stderr } = await run("emit", "exp.onnx", "--lang", language, "--outside", "nan", "--form", "table");
  expect([code, stderr]).toEqual([0, ""]);
  for (const line of ["an argument outside the domain counts as NaN;\n", "-infinity gives NaN, +infinity gives NaN", "pseudo_exp --outside nan --form table\n"]) expect(stdout).toContain(line);
});

test("extend is what happens without it", async () => {
  expect(await run("emit", "exp.onnx", "--lang", "c", "--outside", "extend")).toEqual(await run("emit", "exp.onnx", "--lang", "c"));
});

test.each([
  [["exp.onnx", "--outside", "wrap"], "error: 'wrap' is nothing to do with arguments outside the domain\n  at --outside\n  hint: write extend or clamp or nan\n"],
  [
    ["exp.onnx", "--outside", "nan", "--result", "class"],
    "error: a class cannot be NaN\n  at --outside\n  note: the function gives the number of a class\n  hint: write --outside clamp, or leave it out\n",
  ],
  [
    ["exp.onnx", "--result", "class"],
    "error: the network gives no class\n  at --result\n  note: it was trained on numbers, of exp(x)\n  hint: leave it out\n",
  ],
  [
    ["foreign.onnx", "--outside", "clamp"],
    "error: arguments cannot be kept in the domain\n  at --outside\n  note: the model does not say the domain of its inputs\n  hint: give --domain, or leave it out\n",
  ],
])("%j is refused", async (words, stderr) => {
  expect(await run("emit", "--lang", "c", ...words)).toEqual({ code: 2, stdout: "", stderr });
});
