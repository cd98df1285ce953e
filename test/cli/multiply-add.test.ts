// nnc emit --multiply-add, as a user meets it: what a source says of its arithmetic and errors, that other commands compute the same, and what is refused.

import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import * as z from "zod/mini";
import { nncWithin } from "./nnc-within.ts";

const cwd = mkdtempSync(join(tmpdir(), "nnc-test-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
const run = (...words: readonly string[]) => nncWithin(words, { cwd });
copyFileSync(join(new URL("../../", import.meta.url).pathname, "examples/article/exp.onnx"), join(cwd, "exp.onnx"));

test.each([["c", "pseudo_exp_multiply_add(pseudo_exp_W3[k], h2[k], sum)"], ["go", "pseudoExpMultiplyAdd(pseudoExpW3[k], h2[k], sum)"], ["ts", "multiplyAdd(W3[k]!, h2[k]!, sum)"]])(
  "the %s says what it computes, and whose errors they are",
  async (language, statement) => {
    const { code, stdout, stderr } = await run("emit", "exp.onnx", "--lang", language, "--multiply-add", "fused");
    expect([code, stderr]).toEqual([0, ""]);
    for (const text of [
      "certified     at most 4.601e-3 at every float32 of the domain, which is proved;\n",
      "measured      4.597e-3 at x = 0.99999976, root mean square 1.652e-3;\n",
      "measured anew: it was measured with products that are rounded before they are added\n",
      "arithmetic    float32, fused multiply-adds, one rounding per operation, in the order written; the same bits in every language\n",
      `regenerate    nnc emit exp.onnx --multiply-add fused --lang ${language} --name pseudo_exp\n`,
      statement,
    ]) expect(stdout).toContain(text);
  },
);

test("separate is what happens without it", async () => {
  expect(await run("emit", "exp.onnx", "--lang", "c", "--multiply-add", "separate")).toEqual(await run("emit", "exp.onnx", "--lang", "c"));
});

test("a file says the command that it is checked by", async () => {
  expect((await run("emit", "exp.onnx", "--multiply-add", "fused", "-o", "exp.c")).code).toBe(0);
  expect(await run("emit", "--check", "exp.c")).toMatchObject({ code: 0, stderr: "" });
});

test("a package of C says which flag makes it one instruction, where there is one", async () => {
  const [fused, separate] = await Promise.all(["fused", "separate"].map(async (kind) => {
    expect((await run("emit", "exp.onnx", "--lang", "c", "--multiply-add", kind, "-o", `${kind}/`)).code).toBe(0);
    return readFileSync(join(cwd, kind, "README.md"), "utf8");
  }));
  expect(fused).toContain("On x86-64 it has to be told, by `-mfma` among the flags (`CFLAGS=\"-O2 -mfma\"`, `-DCMAKE_C_FLAGS=-mfma`, `-Dc_args=-mfma`)");
  expect(separate).not.toContain("-mfma");
});

test("fewer roundings are proved, and none is left out", async () => {
  const proved = z.looseObject({ networkError: z.number(), roundingError: z.number() });
  const [separate, fused] = await Promise.all([["separate"], ["fused"]].map(async ([kind]) => proved.parse(JSON.parse((await run("certify", "exp.onnx", "--multiply-add", kind, "--json")).stdout))));
  expect(fused.networkError).toBe(separate.networkError);
  expect(fused.roundingError).toBeLessThan(separate.roundingError);
  expect(fused.roundingError).toBeGreaterThan(separate.roundingError / 2);
});

test.each([
  [["--multiply-add", "fused", "--form", "table"], "error: a table has no sums of products to fuse\n  at --multiply-add\n  note: what is proved of its one multiplication and addition counts the roundings of both\n  hint: leave it out, or write --form network\n"],
  [["--multiply-add", "fma"], "error: products are not added 'fma'\n  at --multiply-add\n  hint: write --multiply-add separate or --multiply-add fused\n"],
])("%j is refused", async (words, stderr) => {
  expect(await run("emit", "exp.onnx", "--lang", "c", ...words)).toEqual({ code: 2, stdout: "", stderr });
});
