// nnc emit --batch --simd, as a user meets it: the source brings a module along and says the command that writes it again.

import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { nncWithin } from "./nnc-within.ts";

const cwd = mkdtempSync(join(tmpdir(), "nnc-test-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
copyFileSync(new URL("../../examples/article/exp.onnx", import.meta.url), join(cwd, "exp.onnx"));
const emit = (...words: readonly string[]) => nncWithin(["emit", "exp.onnx", ...words], { cwd });

test.each([["network"], ["table"]])("the source of a %s", async (form) => {
  const { code, stdout, stderr } = await emit("--lang", "ts", "--batch", "--simd", "--form", form);
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toContain(`nnc emit exp.onnx --lang ts --name pseudo_exp${form === "table" ? " --form table" : ""} --batch --simd\n`);
  expect(stdout).toContain(' "AGFzbQEAAA');
  expect(stdout).toContain("declare const WebAssembly: {");
});

test("without it there is no WebAssembly", async () => {
  expect((await emit("--lang", "ts", "--batch")).stdout).not.toContain("WebAssembly");
});

test("what cannot be is refused before a file is written", async () => {
  const refused = await emit("-o", "exp.c", "--batch", "--simd");
  expect(refused).toEqual({
    code: 2,
    stdout: "",
    stderr: "error: the function cannot be computed in vectors of WebAssembly\n  at --simd\n  note: sources of C run no WebAssembly, those of TypeScript do\n  hint: leave it out\n",
  });
});
