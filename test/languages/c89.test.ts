// C89 is what its own standard takes, with every warning on, and has the bits of the interpreter: every operator, conversion and op, networks, tables,
// functions for many arguments, self-tests. What it shares with C99 is tried there.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emitDriver } from "../../src/codegen/driver.ts";
import { emitSource, type EmitRequest, type Package } from "../../src/codegen/package.ts";
import { wholeText } from "../../src/codegen/text.ts";
import { driver } from "../../src/languages/c/driver.ts";
import { c89 } from "../../src/languages/c/language.ts";
import { valueOf } from "../../src/network/network.ts";
import { elementCount } from "../../src/network/shape.ts";
import { interpretValues } from "../../src/program/interpret.ts";
import { evaluate } from "../../src/verify/evaluate.ts";
import { unusualPoints } from "../../src/verify/points.ts";
import { recordsOf as recordsAt, resultsIn } from "../../src/verify/typed-records.ts";
import { CLEAN_SOURCES } from "../codegen/clean-sources.ts";
import { allOperators } from "../conformance/all-operators.ts";
import { examplesOf, requestOfExamples, WALKED } from "../conformance/op-examples.ts";
import { arraysOf, differences, drawInputs, recordsOf } from "../conformance/typed-calls.ts";
import { requestOfProgram } from "../fixtures.ts";

const STRICT =
  "-std=c89 -pedantic -Wall -Wextra -Wconversion -Wdouble-promotion -Wfloat-equal -Wshadow -Wmissing-prototypes -Wdeclaration-after-statement -Werror";
const OF_COMPILERS: Readonly<Record<string, string>> = { gcc: "-Wc90-c99-compat", clang: "-Wc99-extensions" };

const OPS_TOGETHER = 11;

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
    expect(run(compiler, ...strict, "-O1", "-c", ...sources)).toBe("exit 0");
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
function computed(compiler: string, request: EmitRequest, records: Uint8Array): Buffer {
  const directory = placed(`${request.name}-${compiler}`, new Map([...emitSource(c89, request), ...emitDriver({ language: c89, driver }, request)]));
  const options = compiler === "tcc" ? [] : ["-std=c89", "-pedantic-errors", "-O1"];
  execFileSync(compiler, [...options, "-o", "program", `${request.name}.c`, "main.c", "-lm"], { cwd: directory });
  return execFileSync(join(directory, "program"), { input: records, maxBuffer: 2 ** 28 });
}

describe("the bits of the interpreter", () => {
  test.each(["gcc", "tcc"])("for every operator and conversion: %s", (compiler) => {
    const { program, labels } = allOperators();
    const request = requestOfProgram(program, "all_operators");
    const inputs = drawInputs(program, 1000);
    const results = arraysOf(computed(compiler, request, recordsOf(inputs, 1000)), program, 1000);
    expect(differences(interpretValues(program, inputs, 1000), results, 1000, (output, place) => labels[output][place])).toEqual([]);
  });

  // tcc takes no two hundred arguments of a call.
  test("for every example of every op", () => {
    const wrong: string[] = [];
    for (let first = 0; first < WALKED.length; first += OPS_TOGETHER) {
      const { network, labels } = examplesOf(WALKED.slice(first, first + OPS_TOGETHER));
      const request = { ...requestOfExamples(network), name: `ops_${first}` };
      const points = unusualPoints(network.inputs.reduce((sum, { value }) => sum + elementCount(valueOf(network, value).shape), 0), 60);
      const expected = evaluate(request.program, points);
      const found = resultsIn(request.program, computed("tcc", request, recordsAt(request.program, points)));
      const owners = network.outputs.flatMap(({ value }, position) => Array.from({ length: elementCount(valueOf(network, value).shape) }, () => labels[position]));
      expect(found.length).toBe(expected.length);
      expected.forEach((value, place) => {
        if (!Object.is(value, found[place])) wrong.push(owners[place % owners.length]);
      });
    }
    expect([...new Set(wrong)]).toEqual([]);
  });
});
