// nnc check --batch, as a user meets it: what is said of the function for many arguments, and how a source that miscomputes it fails.

import { spawnSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import * as z from "zod";
import { newFolder, nnc } from "./run-nnc.ts";

const MODEL = fileURLToPath(new URL("../../examples/article/exp.onnx", import.meta.url));
const check = (words: readonly string[], env: Readonly<Record<string, string>> = {}) => nnc(["check", MODEL, ...words], { cwd: newFolder(), env });

/** A folder with a gcc that edits every source by sed before it compiles it, and no other compiler. */
function onlyGccThat(edit: string): string {
  const folder = newFolder();
  const [gcc, path] = [spawnSync("sh", ["-c", "command -v gcc"], { encoding: "utf8" }).stdout.trim(), process.env.PATH ?? ""];
  writeFileSync(join(folder, "gcc"), `#!/bin/sh\nPATH='${path}'\nif [ -e main.c ]; then sed -i -e '${edit}' *.c; fi\nexec '${gcc}' "$@"\n`);
  chmodSync(join(folder, "gcc"), 0o755);
  return folder;
}

test("says over how many calls the bits are the same, and whether WebAssembly is in it", () => {
  const { code, stdout, stderr } = check(["--lang", "ts", "--batch", "--simd"]);
  expect([code, stderr]).toEqual([0, ""]);
  const [heading, row, , verdict] = stdout.split("\n");
  expect(heading).toMatch(/^language {4}compiler {2}version +inputs +bits {2}in batches {2}bits +largest error/);
  expect(row).toMatch(/^TypeScript {2}node +\S+ +(\d+,\d{3}) {2}same {2}\1 +same, with WebAssembly {2}4\.60e-3/);
  expect(verdict).toBe("passed: one compiler gives the interpreter's bits, and for many arguments at once those of single calls");
});

test("as JSON, and for each language that is checked: in C there is no WebAssembly", () => {
  const { code, stdout } = check(["--lang", "go,ts", "--form", "table", "--batch", "--simd", "--json"]);
  const batch = z.object({ calls: z.number(), differing: z.number(), firstDifference: z.null(), simd: z.boolean() });
  const { results } = z.object({ results: z.array(z.object({ language: z.string(), inputs: z.number(), batch })) }).parse(JSON.parse(stdout));
  expect([code, results.map(({ language, inputs, batch: { calls, differing, simd } }) => [language, calls === inputs, differing, simd])]).toEqual([
    0,
    [["go", true, 0, false], ["ts", true, 0, true]],
  ]);
});

test("a batch that gives other bits fails, with the language, the compiler, the point and both results", () => {
  const env = { PATH: onlyGccThat("/^static void pseudo_exp_block/,/^}/ s/y\\[i\\] = /y[i] = 1.0f + /") };
  const { code, stdout, stderr } = check(["--lang", "c", "--batch"], env);
  const anyCounts = (text: string) => text.replace(/[\d,]+ of [\d,]+/g, "MANY of ALL");
  const [, error] = anyCounts(stderr).split(/^(?=error)/m);
  const failure = (build: string) => `C by gcc ${build}: MANY of ALL results for many arguments at once differ from those of single calls; the first at x = 0: 1.99985647 instead of 0.999856472`;
  expect([code, error]).toEqual([
    1,
    `error: the check of ${MODEL} failed\n  note: ${failure("-O2")}\n        ${failure("-O3 -march=native")}\n` +
      "  hint: results that differ are a defect of nnc or of the compiler; please report them with the model\n",
  ]);
  expect(stdout).toMatch(/ same {2}[\d,]+ +[\d,]+ differ /);
  expect(stdout.endsWith("failed: 2 failures\n")).toBe(true);
  // Without --batch nobody sees it.
  expect(check(["--lang", "c"], env).code).toBe(0);
});

test("vectors are refused where no language that is checked has them, and without a batch", () => {
  const refused = "error: the function cannot be computed in vectors of WebAssembly\n  at --simd\n";
  expect(check(["--lang", "c,go", "--batch", "--simd"])).toEqual({
    code: 2,
    stdout: "",
    stderr: `${refused}  note: sources of C run no WebAssembly, those of TypeScript do\n  hint: leave it out\n`,
  });
  expect(check(["--lang", "ts", "--simd"])).toEqual({
    code: 2,
    stdout: "",
    stderr: `${refused}  note: one call alone fills no vectors\n  hint: give --batch as well, or leave it out\n`,
  });
});
