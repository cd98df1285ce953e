// nnc emit with a header beside the source, as a user meets it: called as the output file is, found by the source, stated in the command.

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { nncWithin } from "./nnc-within.ts";

const cwd = mkdtempSync(join(tmpdir(), "nnc-test-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
copyFileSync(new URL("../../examples/article/exp.onnx", import.meta.url), join(cwd, "exp.onnx"));

test.each([
  [["-o", "fast.c", "--header"], "fast.c", "fast.h", "gcc"],
  [["-o", "api.h"], "api.c", "api.h", "gcc"],
  [["-o", "wrapped.hpp"], "wrapped.cpp", "wrapped.hpp", "g++"],
])("%j writes %s and %s", async (words, source, header, compiler) => {
  const { code, stderr } = await nncWithin(["emit", "exp.onnx", ...words], { cwd });
  expect([code, stderr]).toEqual([0, `wrote ${header}\nwrote ${source}\n`]);
  const text = readFileSync(join(cwd, source), "utf8");
  expect(text).toContain(`#include "${header}"\n`);
  expect(text).toContain(`nnc emit exp.onnx --lang c --name pseudo_exp --header -o ${source}\n`);
  execFileSync(compiler, ["-Wall", "-Wextra", "-Werror", "-c", source, "-o", "object.o"], { cwd });
});

test("a source alone has no header, whatever it is called", async () => {
  expect((await nncWithin(["emit", "exp.onnx", "-o", "alone.cpp"], { cwd })).stderr).toBe("wrote alone.cpp\n");
  expect(readdirSync(cwd).filter((file) => file.startsWith("alone"))).toEqual(["alone.cpp"]);
});
