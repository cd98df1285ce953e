// C89 is what its own standard takes, with every warning on, and has the bits of the interpreter: every operator, conversion and op, networks, tables,
// functions for many arguments, self-tests. What it shares with C99 is tried there.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emitDriver, emitUnitDriver } from "../../src/codegen/driver.ts";
import { emitSource, emitUnit, type Package } from "../../src/codegen/package.ts";
import { wholeText } from "../../src/codegen/text.ts";
import { driver } from "../../src/languages/c/driver.ts";
import { c89 } from "../../src/languages/c/language.ts";
import { interpretValues } from "../../src/program/interpret.ts";
import { recordsOf as recordsAt, resultsIn } from "../../src/verify/typed-records.ts";
import { CLEAN_SOURCES } from "../codegen/clean-sources.ts";
import { allOperators } from "../conformance/all-operators.ts";
import { differingExamples, opsTogether, WALKED } from "../conformance/op-examples.ts";
import { arraysOf, differences, drawInputs, recordsOf } from "../conformance/typed-calls.ts";
import { requestOfProgram } from "../fixtures.ts";
import { HEADING } from "../program/example-units.ts";

const STRICT =
  "-std=c89 -pedantic -Wall -Wextra -Wconversion -Wdouble-promotion -Wfloat-equal -Wshadow -Wmissing-prototypes -Wdeclaration-after-statement -Werror";
const OF_COMPILERS: Readonly<Record<string, string>> = { gcc: "-Wc90-c99-compat", clang: "-Wc99-extensions" };

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nnc-c89-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function placed(name: string, files: Package): string {
  const directory = join(folder, name);
  mkdirSync(directory, { recursive: true });
  for (const [path, text] of files) writeFileSync(join(directory, path), wholeText(text));
  return directory;
}

function run(command: string, ...words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, words, { cwd: folder, encoding: "utf8" });
  return `${stdout}${stderr}exit ${status ?? -1}`;
}

describe("of all kinds of sources", () => {
  let sources: readonly string[] = [];
  let users: readonly string[] = [];
  beforeAll(() => {
    sources = CLEAN_SOURCES.map((one) => join(placed("sources", one.sources(c89)), `${one.name}.c`));
    users = CLEAN_SOURCES.flatMap((one) => {
      const directory = placed(`${one.name}-header`, one.folder(c89));
      writeFileSync(join(directory, "user.c"), `#include "${one.name}.h"\n#include "${one.name}.h"\nextern int nothing_else;\n`);
      return [join(directory, `${one.name}.c`), join(directory, "user.c")];
    });
  });

  test.each(["gcc", "clang"])("%s takes every one without a warning, and their headers", (compiler) => {
    const strict = [...STRICT.split(" "), OF_COMPILERS[compiler]];
    // What clang warns of does not depend on what it finds out while it optimises.
    expect(run(compiler, ...strict, ...(compiler === "gcc" ? ["-O1", "-c"] : ["-fsyntax-only"]), ...sources)).toBe("exit 0");
    expect(run(compiler, ...strict, "-fsyntax-only", ...users)).toBe("exit 0");
  });

  test("g++ takes them as C++98, where that has no warning that C has not", () => {
    expect(run("g++", "-x", "c++", "-std=c++98", "-pedantic", "-Wall", "-Wextra", "-Wshadow", "-Werror", "-fsyntax-only", ...users)).toBe("exit 0");
  });

  test("in which nothing is that C89 has not, where the compiler finds what is", () => {
    writeFileSync(join(folder, "wrong.c"), "int f(int x);\nint f(int x) {\n    x += 1;\n    int y = x;\n    return y;\n}\n");
    for (const compiler of ["gcc", "clang"]) expect(run(compiler, ...STRICT.split(" "), "-fsyntax-only", "wrong.c")).toMatch(/declaration-after-statement/);
  });
});

/** What a program of C89 writes, which is compiled as such. */
function runOf(compiler: string, name: string, sources: Package, records: Uint8Array): Buffer {
  const directory = placed(`${name}-${compiler}`, sources);
  const options = compiler === "tcc" ? [] : ["-std=c89", "-pedantic-errors", "-O1"];
  execFileSync(compiler, [...options, "-o", "program", `${name}.c`, "main.c", "-lm"], { cwd: directory });
  return execFileSync(join(directory, "program"), { input: records, maxBuffer: 2 ** 28 });
}

describe("the bits of the interpreter", () => {
  test.each(["gcc", "tcc"])("for every operator and conversion: %s", (compiler) => {
    const { program, labels } = allOperators();
    const request = requestOfProgram(program, "all_operators");
    const inputs = drawInputs(program, 1000);
    const sources = new Map([...emitSource(c89, request), ...emitDriver({ language: c89, driver }, request)]);
    const results = arraysOf(runOf(compiler, request.name, sources, recordsOf(inputs, 1000)), program, 1000);
    expect(differences(interpretValues(program, inputs, 1000), results, 1000, (output, place) => labels[output][place])).toEqual([]);
  });

  test("for every example of every op", () => {
    const together = opsTogether(WALKED);
    const { unit, last } = together;
    const { program } = unit.functions[last];
    const { points, expected } = together.tried(60);
    const sources = new Map([...emitUnit(c89, unit, HEADING), ...emitUnitDriver({ language: c89, driver }, unit, last)]);
    const found = resultsIn(program, runOf("tcc", unit.name, sources, recordsAt(program, points)));
    expect(differingExamples(together, expected, found)).toEqual([]);
  });
});
