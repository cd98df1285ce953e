// Emitted sources under each language's own tools, with every warning on: scalar and array forms, odd names, units.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Language } from "../../src/codegen/language.ts";
import { emitSource } from "../../src/codegen/package.ts";
import { wholeText } from "../../src/codegen/text.ts";
import { c } from "../../src/languages/c/language.ts";
import { go } from "../../src/languages/go/language.ts";
import { typescript } from "../../src/languages/typescript/language.ts";
import { denseNetwork, requestFor } from "../fixtures.ts";
import { compileWithin } from "../typescript/compile-within.ts";
import { CLEAN_SOURCES, type CleanSource } from "./clean-sources.ts";

const WARNINGS =
  "-Wall -Wextra -Wpedantic -Wconversion -Wdouble-promotion -Wfloat-equal -Wshadow -Wmissing-prototypes -Werror".split(" ");
const CPP_WARNINGS = WARNINGS.filter((flag) => flag !== "-Wmissing-prototypes");

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nnc-clean-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write({ name, sources }: CleanSource, language: Language): string {
  const directory = join(folder, `${name}-${language.name}`);
  mkdirSync(directory, { recursive: true });
  for (const [path, text] of sources(language)) writeFileSync(join(directory, path), wholeText(text));
  return join(directory, `${name}.${language.extension}`);
}

function run(command: string, ...parameters: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, parameters, { encoding: "utf8" });
  return error === undefined ? `${stdout}${stderr}exit ${status ?? -1}` : error.message;
}

describe.each(CLEAN_SOURCES.map((one) => [one.name, one] as const))("%s", (_, one) => {
  let source = "";
  beforeAll(() => {
    source = write(one, c);
  });

  // What gcc warns of depends on what it finds out while it optimises, and what the others warn of does not.
  test("gcc takes it as C99 without a warning", () => {
    for (const level of ["-O2", "-O3"]) expect(run("gcc", "-std=c99", level, ...WARNINGS, "-c", source, "-o", `${source}.o`)).toBe("exit 0");
  });

  test("clang takes it as C99 without a warning", () => {
    expect(run("clang", "-std=c99", ...WARNINGS, "-fsyntax-only", source)).toBe("exit 0");
  });

  test.each(["g++", "clang++"])("%s takes it as C++11 without a warning", (compiler) => {
    expect(run(compiler, "-x", "c++", "-std=c++11", ...CPP_WARNINGS, "-fsyntax-only", source)).toBe("exit 0");
  });

  test("all take it with its header, which stands alone", () => {
    const directory = join(folder, `${one.name}-header`);
    mkdirSync(directory, { recursive: true });
    for (const [path, text] of one.folder(c)) writeFileSync(join(directory, path), wholeText(text));
    writeFileSync(join(directory, "user.c"), `#include "${one.name}.h"\n#include "${one.name}.h"\nextern int nothing_else;\n`);
    const sources = [`${one.name}.c`, "user.c"].map((name) => join(directory, name));
    for (const compiler of ["gcc", "clang", "g++", "clang++"]) {
      const language = compiler.endsWith("++") ? ["-x", "c++", "-std=c++11", ...CPP_WARNINGS] : ["-std=c99", ...WARNINGS];
      // What is warned of when code is generated is that of the functions, which are those of the source without a header.
      expect([compiler, run(compiler, ...language, "-fsyntax-only", ...sources)]).toEqual([compiler, "exit 0"]);
    }
  });

  test("tcc takes it", () => {
    expect(run("tcc", "-Wall", "-c", source, "-o", `${source}.o`)).toBe("exit 0");
  });
});

test("gofmt changes nothing in all of them, go vet finds nothing", () => {
  writeFileSync(join(folder, "go.mod"), "module example\n\ngo 1.18\n");
  const sources = CLEAN_SOURCES.map((one) => write(one, go));
  expect(run("gofmt", "-d", ...sources)).toBe("exit 0");
  const environment = { ...process.env, GOFLAGS: "-mod=mod", GOTOOLCHAIN: "local", GOPROXY: "off" };
  const packages = sources.map((source) => `./${relative(folder, dirname(source))}`);
  expect(execFileSync("go", ["vet", ...packages], { cwd: folder, env: environment, encoding: "utf8" })).toBe("");
});

test.each([[[1, 16, 32, 1]], [[2, 5, 3]], [[300, 40, 10]]])("Go checks no bound in a network of %j", (widths) => {
  const directory = join(folder, `unchecked-${widths.join("-")}`);
  mkdirSync(directory);
  for (const [path, text] of emitSource(go, requestFor(denseNetwork(widths, 1), "unchecked"))) writeFileSync(join(directory, path), wholeText(text));
  writeFileSync(join(directory, "go.mod"), "module example\n\ngo 1.18\n");
  const environment = { ...process.env, GOFLAGS: "-mod=mod", GOTOOLCHAIN: "local", GOPROXY: "off" };
  const report = (source: string): string => {
    const { status, stdout, stderr } = spawnSync("go", ["build", "-gcflags=-d=ssa/check_bce", source], { cwd: directory, env: environment, encoding: "utf8" });
    return `${stdout}${stderr}exit ${status ?? -1}`;
  };
  expect(report("unchecked.go")).toBe("exit 0");
  // What the report says where there is something to say.
  writeFileSync(join(directory, "checked.go"), "package checked\n\nvar t [4]int\n\nfunc f(i int) int { return t[i] }\n");
  expect(report("checked.go")).toContain("Found IsInBounds");
});

test.each([
  ["of the language alone", ["--lib", "es2022"]],
  ["of browsers as well", ["--lib", "es2022,dom"]],
])("tsc takes all of them with every strict option and the types %s", (_, types) => {
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const sources = CLEAN_SOURCES.map((one) => write(one, typescript));
  const options = (
    "--strict --noUncheckedIndexedAccess --exactOptionalPropertyTypes --noImplicitReturns --noUnusedLocals " +
    "--noUnusedParameters --erasableSyntaxOnly --isolatedModules --verbatimModuleSyntax --target es2022 " +
    "--module nodenext --noEmit --ignoreConfig --skipLibCheck"
  ).split(" ");
  expect(compileWithin([...options, ...types, ...sources], folder)).toEqual({ status: 0, said: "" });
});
