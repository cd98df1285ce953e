// nnc emit by the names of files of JavaScript and TypeScript, as a user meets it.

import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { nncWithin } from "./nnc-within.ts";

const cwd = mkdtempSync(join(tmpdir(), "nnc-test-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
copyFileSync(new URL("../../examples/article/exp.onnx", import.meta.url), join(cwd, "exp.onnx"));
const emit = (...words: readonly string[]) => nncWithin(["emit", "exp.onnx", ...words], { cwd });
const read = (name: string): string => readFileSync(join(cwd, name), "utf8");

test("names of files tell the language, and declarations lie beside their source", async () => {
  expect(await emit("-o", "a.mjs", "--header")).toEqual({ code: 0, stdout: "", stderr: "wrote a.mjs\nwrote a.d.mts\n" });
  expect(await emit("-o", "b.d.ts")).toEqual({ code: 0, stdout: "", stderr: "wrote b.d.ts\n" });
  expect(await emit("-o", "c.mts", "-q")).toEqual({ code: 0, stdout: "", stderr: "" });
  expect(readdirSync(cwd).sort()).toEqual(["a.d.mts", "a.mjs", "b.d.ts", "c.mts", "exp.onnx"]);
  expect(read("a.mjs")).toContain(" * @param {number} x\n * @returns {number}\n */\nexport function pseudoExp(x) {\n");
  expect(read("a.mjs")).toContain("nnc emit exp.onnx --lang js --name pseudo_exp --header\n");
  expect(read("a.d.mts")).toContain("\nexport declare function pseudoExp(x: number): number;\n");
  expect(read("b.d.ts")).toBe(read("a.d.mts"));
  expect(read("c.mts")).toContain("\nexport function pseudoExp(x: number): number {\n");
  expect((await emit("--lang", "javascript", "--header")).stdout).toBe(read("a.mjs") + read("a.d.mts"));
});

test("a name of another language is refused", async () => {
  expect(await emit("--lang", "ts", "-o", "x.mjs")).toEqual({
    code: 2,
    stdout: "",
    stderr: "error: x.mjs is the name of a file of js, and --lang ts writes another language\n  at --output\n  hint: name the file x.ts, or give --lang js\n",
  });
});
