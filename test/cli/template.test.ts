// nnc emit --template: a language that a folder describes, written, written again and compared with what stands there; what does not go with it.

import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nncWithin } from "./nnc-within.ts";
import { NNC } from "./run-nnc.ts";

const examples = fileURLToPath(new URL("../../examples/", import.meta.url));
const cwd = mkdtempSync(join(tmpdir(), "nnc-test-"));
const run = (words: string) => nncWithin(words.split(" "), { cwd });

beforeAll(() => {
  cpSync(join(examples, "article", "exp.onnx"), join(cwd, "exp.onnx"));
  cpSync(join(examples, "template-python"), join(cwd, "python"), { recursive: true });
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

test("a file is written, is known again, and is compared where the template is named", async () => {
  expect(await run("emit exp.onnx --template python -o exp.py")).toEqual({ code: 0, stdout: "", stderr: "wrote exp.py\n" });
  expect((await run("emit exp.onnx --template python/ -q")).stdout).toBe(readFileSync(join(cwd, "exp.py"), "utf8"));
  expect(await run("emit exp.onnx --template ./python --name e -o exp.py")).toEqual({ code: 0, stdout: "", stderr: "wrote exp.py\n" });
  expect(await run("emit exp.onnx --template python --name e --check exp.py")).toEqual({ code: 0, stdout: "exp.py is what nnc emits\n", stderr: "" });
  const command = "nnc emit exp.onnx --template python --name e";
  expect(await run("emit --check exp.py")).toEqual({
    code: 2,
    stdout: "",
    stderr:
      "error: exp.py cannot be checked by the command that it states\n  at --check\n  note: its command reads a template, which only you may name\n" +
      `  hint: give the options yourself; it states: ${command}\n`,
  });
});

describe("is refused", () => {
  test.each([
    ["--lang c", "--lang"], ["--c-standard c99", "--c-standard"], ["--header", "--header"], ["--package exp", "--package"], ["--module a.b/exp", "--module"],
    ["--package-version 1.0.0", "--package-version"], ["--package-url https://example.com", "--package-url"], ["--package-license MIT", "--package-license"], ["--batch", "--batch"], ["--simd", "--simd"], ["--stack gcc", "--stack"],
    ["--workspace caller", "--workspace caller"], ["--math libm", "--math libm"],
  ])("%s beside it", async (given, named) => {
    const stderr = `error: --template and ${named} exclude each other\n  hint: give one of them\n`;
    expect(await run(`emit exp.onnx --template python ${given}`)).toEqual({ code: 2, stdout: "", stderr });
  });

  test.each([
    ["a package", "--template python -o exp/", "a template writes one source, and no package\n  at --output\n  hint: name a file, or leave it out\n"],
    [
      "the name of a file of another language", "--template python -o exp.c",
      "exp.c is the name of a file of c, and --template python writes another language\n  at --output\n  hint: name the file exp.py, or give --lang c\n",
    ],
    [
      "a reserved word", "--template python --name lambda",
      '"lambda" cannot be the name of a function\n  at --name\n  note: "lambda" is a reserved word in Python\n  hint: choose another one: --name lambda_network\n',
    ],
    [
      "a folder that is none", "--template pyton",
      "cannot read pyton/language.json\n  note: there is no such file or folder (ENOENT)\n  hint: a template is a folder with language.json and source.hbs: docs/templates.md\n",
    ],
  ])("%s", async (_, given, text) => {
    expect(await run(`emit exp.onnx ${given}`)).toEqual({ code: 2, stdout: "", stderr: `error: ${text}` });
  });

  test("where nothing may be compiled", () => {
    const words = ["--disallow-code-generation-from-strings", NNC, "emit", "exp.onnx", "--template", "python"];
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd, encoding: "utf8" });
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: "",
      stderr:
        "error: python/source.hbs cannot be compiled here\n  note: a template is made into JavaScript, and this process may make none of texts\n" +
        "  hint: start Node.js without what disallows code generation from strings\n",
    });
  });
});

test("a template that does not say who wrote the file is not written over", async () => {
  writeFileSync(join(cwd, "python", "source.hbs"), "{{unitName}}: {{contents}}\n");
  expect((await run("emit exp.onnx --template python -o plain.py")).stderr).toBe("wrote plain.py\n");
  expect(readFileSync(join(cwd, "plain.py"), "utf8")).toBe("pseudo_exp: one function\n");
  expect((await run("emit exp.onnx --template python -o plain.py")).stderr).toMatch(/^error: will not overwrite plain\.py\n/);
});
