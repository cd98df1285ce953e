// nnc emit for C that is older or has little stack: --c-standard and --workspace, as a user meets them.

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { nncWithin } from "./nnc-within.ts";

const cwd = mkdtempSync(join(tmpdir(), "nnc-test-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
copyFileSync(new URL("../../examples/article/exp.onnx", import.meta.url), join(cwd, "exp.onnx"));

const read = (path: string): string => readFileSync(join(cwd, path), "utf8");
const gcc = (...words: readonly string[]): string => execFileSync("gcc", words, { cwd, encoding: "utf8" });

test("a package of C89 with working memory of its callers builds and checks itself as C89", async () => {
  const words = ["emit", "exp.onnx", "--lang", "c", "--c-standard", "c89", "--workspace", "caller", "--batch", "-o", "old/", "--quiet"];
  expect(await nncWithin(words, { cwd })).toEqual({ code: 0, stdout: "", stderr: "" });
  const make = execFileSync("make", ["-s", "check", "CFLAGS=-O1 -std=c89 -pedantic-errors -Wall -Wextra -Werror"], { cwd: join(cwd, "old"), encoding: "utf8" });
  expect(make).toBe("pseudo_exp: ok\n");
  expect(read("old/CMakeLists.txt")).toContain("target_compile_features(pseudo_exp PRIVATE c_std_90)\n");
  expect(read("old/meson.build")).toContain("c_std=c89");
  expect(read("old/README.md")).toContain("static struct pseudo_exp_workspace workspace;\nconst float y = pseudo_exp(0.5f, &workspace); /* 1.6481051 */\n");
  expect(await nncWithin(["emit", "--check", "old/"], { cwd })).toEqual({ code: 0, stdout: "old/ is what nnc emits: 18 files\n", stderr: "" });
});

/** What gcc says that functions take of the stack. */
function stackOf(name: string): number {
  const [, bytes] = new RegExp(`:${name}\\t(\\d+)\\tstatic$`, "m").exec(read(`${name}.su`)) ?? [];
  return Number(bytes);
}

test("the structure of the caller has what else the stack has, and the results are the same", async () => {
  for (const [name, workspace] of [["stacked", "stack"], ["owned", "caller"]]) {
    // Where gcc optimises, it has some of the arrays in registers and in what a function may use beyond its stack.
    const words = ["emit", "exp.onnx", "-o", `${name}.c`, "--header", "--name", name, "--workspace", workspace, "--quiet"];
    expect(await nncWithin(words, { cwd })).toEqual({ code: 0, stdout: "", stderr: "" });
    gcc("-std=c99", "-O0", "-mno-red-zone", "-fstack-usage", "-c", `${name}.c`);
  }
  expect(read("owned.h")).toContain(" *   workspace     the caller's, 192 bytes: one struct owned_workspace for each call at a time;\n");
  expect(stackOf("stacked") - stackOf("owned")).toBeGreaterThanOrEqual(192 - 16);
  const program = `#include "owned.h"
#include "stacked.h"
#include <stdio.h>
#include <string.h>

int main(void) {
    static struct owned_workspace workspace;
    int differing = 0;
    for (int i = -500; i <= 1500; ++i) {
        const float one = owned((float)i / 1000.0f, &workspace), other = stacked((float)i / 1000.0f);
        differing += memcmp(&one, &other, sizeof one) != 0;
    }
    printf("%d %d %d\\n", (int)sizeof workspace, differing, owned_selftest(&workspace));
    return 0;
}
`;
  writeFileSync(join(cwd, "main.c"), program);
  gcc("-std=c99", "-O1", "-o", "main", "main.c", "owned.o", "stacked.o");
  expect(execFileSync(join(cwd, "main"), { encoding: "utf8" })).toBe("192 0 0\n");
});

test("a function without arrays takes no structure", async () => {
  const { stdout } = await nncWithin(["emit", "exp.onnx", "--lang", "c", "--form", "table", "--workspace", "caller"], { cwd });
  expect(stdout).toContain("\nfloat pseudo_exp(float x);\n");
});

describe("what only C has is refused", () => {
  test.each([
    [["--lang", "go", "--c-standard", "c89"], "sources in Go are written in no standard of C\n  at --c-standard\n  hint: leave it out, or give --lang c"],
    [["--lang", "ts", "--workspace", "caller"], "functions in TypeScript take no working memory from their callers\n  at --workspace\n  note: they allocate nothing as they are\n  hint: leave it out, or write C"],
    [["--lang", "c", "--package-license", "MIT"], "--package-license is for packages, and a single file is written\n  at --package-license\n  hint: name a folder, for a package: -o exp/"],
    [["--lang", "ts", "-o", "p/", "--package-url", "example.com"], "'example.com' is no address of a page\n  at --package-url\n  hint: write it whole, such as https://example.com/exp"],
    [["--lang", "ts", "-o", "p/", "--package-license", "all mine!"], "'all mine!' is no licence as SPDX calls them\n  at --package-license\n  hint: write for example MIT, 'MIT OR Apache-2.0' or UNLICENSED"],
    [["-o", "exp.go", "--lang", "c89"], "exp.go is the name of a file of go, and --lang c89 writes another language\n  at --output\n  hint: name the file exp.c, or give --lang go"],
  ])("%j", async (words, message) => {
    expect(await nncWithin(["emit", "exp.onnx", ...words], { cwd })).toEqual({ code: 2, stdout: "", stderr: `error: ${message}\n` });
  });
});
