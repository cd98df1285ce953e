// Emitted sources under each language's own tools, with every warning on: scalar and array forms, odd names, units.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { projectRoot } from "../../scripts/bootstrap.mjs";
import { NATIVE_TSC } from "../../scripts/native-compiler.mjs";
import type { Language } from "../../src/codegen/language.ts";
import { emitSource } from "../../src/codegen/package.ts";
import { wholeText } from "../../src/codegen/text.ts";
import { c } from "../../src/languages/c/language.ts";
import { go } from "../../src/languages/go/language.ts";
import { typescript } from "../../src/languages/typescript/language.ts";
import { denseNetwork, requestFor } from "../fixtures.ts";
import { CLEAN_SOURCES, type CleanSource } from "./clean-sources.ts";

const SHIPPED_TSC = join(projectRoot, "node_modules", "typescript", "bin", "tsc");
const WARNINGS =
  "-Wall -Wextra -Wpedantic -Wconversion -Wdouble-promotion -Wfloat-equal -Wshadow -Wmissing-prototypes -Werror".split(" ");
const CPP_WARNINGS = WARNINGS.filter((flag) => flag !== "-Wmissing-prototypes");

const AS_C = ["-std=c99", ...WARNINGS];
const AS_CPP = ["-x", "c++", "-std=c++11", ...CPP_WARNINGS];

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nnc-clean-"));
  for (const one of CLEAN_SOURCES) {
    const directory = join(folder, `${one.name}-header`);
    mkdirSync(directory, { recursive: true });
    for (const [path, text] of one.folder(c)) writeFileSync(join(directory, path), wholeText(text));
  }
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
    for (const level of ["-O2", "-O3"]) expect(run("gcc", ...AS_C, level, "-c", source, "-o", `${source}.o`)).toBe("exit 0");
  });

  test("clang takes it as C99 without a warning", () => {
    expect(run("clang", ...AS_C, "-fsyntax-only", source)).toBe("exit 0");
  });

  test.each(["g++", "clang++"])("%s takes it as C++11 without a warning", (compiler) => {
    expect(run(compiler, ...AS_CPP, "-fsyntax-only", source)).toBe("exit 0");
  });

  // The header comes first in it: it stands alone. By the one whose warnings are the others' too, in either language.
  test.each([["gcc", ...AS_C], ["clang++", ...AS_CPP]])("%s takes it with its header", (compiler, ...words) => {
    // What is warned of when code is generated is that of the functions, which are those of the source without a header.
    expect(run(compiler, ...words, "-fsyntax-only", join(folder, `${one.name}-header`, `${one.name}.c`))).toBe("exit 0");
  });

  test("tcc takes it", () => {
    expect(run("tcc", "-Wall", "-c", source, "-o", `${source}.o`)).toBe("exit 0");
  });
});

test.each([["gcc", ...AS_C], ["clang", ...AS_C], ["g++", ...AS_CPP], ["clang++", ...AS_CPP]])("%s takes all headers together, each twice", (compiler, ...words) => {
  const included = CLEAN_SOURCES.map(({ name }) => `#include "${name}-header/${name}.h"\n`.repeat(2));
  writeFileSync(join(folder, "user.c"), `${included.join("")}extern int nothing_else;\n`);
  expect(run(compiler, ...words, "-fsyntax-only", join(folder, "user.c"))).toBe("exit 0");
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

test("tsc takes all of them with every strict option, with the types of the language alone and with those of browsers as well", () => {
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const sources = CLEAN_SOURCES.map((one) => write(one, typescript));
  const options = (
    "--strict --noUncheckedIndexedAccess --exactOptionalPropertyTypes --noImplicitReturns --noUnusedLocals " +
    "--noUnusedParameters --erasableSyntaxOnly --isolatedModules --verbatimModuleSyntax --target es2022 " +
    "--module nodenext --noEmit --ignoreConfig --skipLibCheck"
  ).split(" ");
  expect(run(process.execPath, SHIPPED_TSC, ...options, "--lib", "es2022", ...sources)).toBe("exit 0");
  expect(run(process.execPath, NATIVE_TSC, ...options, "--lib", "es2022,dom", ...sources)).toBe("exit 0");
});
