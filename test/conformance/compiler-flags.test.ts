// The same bits whatever a project's build says: optimisation levels, FMA, link-time optimisation, unsafe mathematics.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BACKENDS } from "../../src/codegen/languages.ts";
import { emitDriver, emitSource } from "../../src/codegen/package.ts";
import { wholeText } from "../../src/codegen/text.ts";
import { evaluate } from "../../src/verify/evaluate.ts";
import { sweep } from "../../src/verify/points.ts";
import { denseNetwork, EXP_RECORD, requestFor } from "../fixtures.ts";

const UNSAFE = "-fassociative-math -fno-signed-zeros -fno-trapping-math -freciprocal-math";
const FLAGS: readonly (readonly [compiler: string, flags: string])[] = [
  ...["gcc", "clang"].flatMap((compiler) =>
    [
      "-std=c99 -O0",
      "-O1",
      "-O2",
      "-Os",
      "-O3",
      "-O3 -march=native",
      "-O3 -march=native -flto",
      "-O2 -funsafe-math-optimizations",
      `-O3 -march=native ${UNSAFE}`,
    ]
      // LLVM's linker plugin is a package of its own.
      .filter((flags) => !(compiler === "clang" && flags.includes("-flto")))
      .map((flags) => [compiler, flags] as const),
  ),
  ["gcc", "-O3 -march=native -ffp-contract=fast"],
  ["gcc", "-x c++ -std=c++11 -O2 -march=native"],
];

const request = requestFor(denseNetwork([1, 16, 32, 1], 1), "pseudo_exp", EXP_RECORD);
const points = sweep(EXP_RECORD.domain, 20_001);
const expected = evaluate(request.program, points);

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nnc-flags-"));
  const files = [...emitSource(BACKENDS.c, request), ...emitDriver(BACKENDS.c, request)];
  for (const [path, text] of files) writeFileSync(join(folder, path), wholeText(text));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function compile(compiler: string, flags: string): { readonly status: number | null; readonly stderr: string } {
  const sources = flags.includes("c++") ? ["pseudo_exp.c"] : ["pseudo_exp.c", "main.c"];
  const parameters = [...flags.split(" "), ...sources, "-o", "program"];
  if (flags.includes("c++")) {
    // The driver stays C: that tests the linkage as well.
    spawnSync("gcc", ["-c", "main.c", "-o", "main.o"], { cwd: folder });
    parameters.splice(-2, 0, "-x", "none", "main.o");
  }
  return spawnSync(compiler, parameters, { cwd: folder, encoding: "utf8" });
}

describe("the bits of the interpreter", () => {
  test.each(FLAGS)("%s %s", (compiler, flags) => {
    expect(compile(compiler, flags)).toMatchObject({ status: 0 });
    const { stdout } = spawnSync(join(folder, "program"), { input: new Uint8Array(points.values.buffer), maxBuffer: 2 ** 24 });
    const computed = new Float32Array(new Uint8Array(stdout).buffer);
    expect(computed.length).toBe(expected.length);
    expect(computed.findIndex((value, i) => !Object.is(value, expected[i]))).toBe(-1);
  });
});

describe("flags that would change results are refused", () => {
  test.each([
    ["gcc", "-Ofast"],
    ["gcc", "-O2 -ffast-math"],
    ["clang", "-O2 -ffast-math"],
    ["gcc", "-O2 -ffinite-math-only"],
  ])("%s %s", (compiler, flags) => {
    const { status, stderr } = compile(compiler, flags);
    expect(status).not.toBe(0);
    expect(stderr).toContain("pseudo_exp must be compiled without -ffast-math, -Ofast and -ffinite-math-only");
  });
});
