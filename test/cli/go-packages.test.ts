// Packages and files of Go as a user has nnc write them: a program of another module uses one, go generate writes it again, a single file joins the
// package of its folder, and what Go would refuse is refused.

import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { naming } from "../../src/languages/go/packaging/naming.ts";
import { nncWithin } from "./nnc-within.ts";
import { NNC } from "./run-nnc.ts";

const cwd = mkdtempSync(join(tmpdir(), "nnc-test-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
const model = "exp.onnx";
copyFileSync(new URL("../../examples/article/exp.onnx", import.meta.url), join(cwd, model));
const emit = (...words: readonly string[]) => nncWithin(["emit", model, ...words], { cwd });
const Run = z.object({ points: z.array(z.object({ results: z.array(z.number()) })) });

function go(folder: string, words: readonly string[], environment: Readonly<Record<string, string>> = {}): string {
  const env = { ...process.env, GOENV: "off", GOWORK: "off", GOFLAGS: "-mod=mod", GOTOOLCHAIN: "local", GOPROXY: "off", ...environment };
  const { status, stdout, stderr } = spawnSync("go", words, { cwd: join(cwd, folder), env, encoding: "utf8" });
  return `${stdout}${stderr}exit ${status ?? -1}`;
}

function textsOf(folder: string): ReadonlyMap<string, string> {
  return new Map(readdirSync(join(cwd, folder)).map((name) => [name, readFileSync(join(cwd, folder, name), "utf8")] as const));
}

describe("a package", () => {
  test("is used by a program of another module, with the bits of nnc run", async () => {
    expect((await emit("--lang", "go", "-o", "exp/", "--module", "example.com/x/exp")).code).toBe(0);
    mkdirSync(join(cwd, "user"));
    writeFileSync(join(cwd, "user", "go.mod"), "module user\n\ngo 1.18\n\nrequire example.com/x/exp v0.0.0\n\nreplace example.com/x/exp => ../exp\n");
    const main = 'package main\n\nimport (\n\t"example.com/x/exp"\n\t"math"\n)\n\nfunc main() {\n\tprintln(math.Float32bits(exp.PseudoExp(0.2)))\n}\n';
    writeFileSync(join(cwd, "user", "main.go"), main);
    const { points: [{ results }] } = Run.parse(JSON.parse((await nncWithin(["run", model, "--at", "0.2", "--json"], { cwd })).stdout));
    expect(go("user", ["run", "."])).toBe(`${new Uint32Array(Float32Array.from(results).buffer)[0]}\nexit 0`);
  });

  test("is written again by go generate, the same bytes", async () => {
    expect((await emit("--lang", "go", "-o", "again/")).code).toBe(0);
    const before = textsOf("again");
    // As a user who has nnc on the PATH and the model in the package's folder.
    mkdirSync(join(cwd, "bin"));
    writeFileSync(join(cwd, "bin", "nnc"), `#!/bin/sh\nexec '${process.execPath}' '${NNC}' "$@"\n`, { mode: 0o755 });
    copyFileSync(join(cwd, model), join(cwd, "again", model));
    rmSync(join(cwd, "again", "pseudo_exp_float64.go"));
    expect(go("again", ["generate", "./..."], { PATH: `${join(cwd, "bin")}:${process.env.PATH ?? ""}` })).toMatch(/exit 0$/);
    rmSync(join(cwd, "again", model));
    expect(textsOf("again")).toEqual(before);
  });
});

test("a package of several models bears the folder's name, and says so in its command", async () => {
  const written = await nncWithin(["emit", model, model, "--name", "one", "--name", "other", "--lang", "go", "-o", "My_Curves/"], { cwd });
  expect(written.code).toBe(0);
  const source = readFileSync(join(cwd, "My_Curves/one.go"), "utf8");
  expect(source).toContain("\npackage mycurves\n");
  expect(source).toContain("\n//\tregenerate    nnc emit exp.onnx exp.onnx --lang go --name one --name other -o ./ --package mycurves\n");
  expect((await nncWithin(["emit", "--check", "My_Curves/"], { cwd })).code).toBe(0);
});

describe("a single file", () => {
  test("joins the package of the files beside it, and says so in its command", async () => {
    mkdirSync(join(cwd, "service"));
    const others = { "a.go": "// +build linux\n\n/* package no */ package service\n", "tool.go": "//go:build ignore\n\npackage main\n", "a_test.go": "package service_test\n" };
    for (const [name, text] of Object.entries(others)) writeFileSync(join(cwd, "service", name), text);
    expect((await emit("-o", "service/exp.go")).code).toBe(0);
    const written = readFileSync(join(cwd, "service/exp.go"), "utf8");
    expect(written).toContain("\npackage service\n");
    expect(written).toContain("\n// PseudoExp approximates exp(x) for x in [0, 1].\n//\n//\ttarget ");
    expect(written).toContain("\n//\tregenerate    nnc emit exp.onnx --lang go --name pseudo_exp --package service\nfunc PseudoExp(");
    expect((await emit("--lang", "go", "--package", "service")).stdout).toBe(written);
    expect((await nncWithin(["emit", "--check", "service/exp.go"], { cwd })).code).toBe(0);
  });

  test("keeps the package of the file that it replaces", async () => {
    mkdirSync(join(cwd, "kept"));
    expect((await emit("-o", "kept/exp.go", "--package", "kept")).code).toBe(0);
    expect((await emit("-o", "kept/exp.go")).code).toBe(0);
    expect(readFileSync(join(cwd, "kept/exp.go"), "utf8")).toContain("\npackage kept\n");
  });

  test("is said to be something else where its name says so", async () => {
    const told = "note: go takes exp_test.go for a test, and leaves it out of programs\nwrote exp_test.go\n";
    expect(await emit("-o", "exp_test.go")).toEqual({ code: 0, stdout: "", stderr: told });
    const others = ["exp.go", "test.go", "linux.go", "exp_linux_fit.go", "_exp.go", "exp_windows.go", "exp_linux_arm64.go"].map((name) => naming.mistaken(name));
    expect(others).toEqual([
      undefined, undefined, undefined, undefined, "go leaves _exp.go out, for it begins with _", "go builds exp_windows.go for windows alone, as its name says",
      "go builds exp_linux_arm64.go for linux on arm64 alone, as its name says",
    ]);
  });

  test("is a package of its own elsewhere", async () => {
    expect((await emit("--lang", "go")).stdout).toContain("\n// Package pseudoexp holds one function and its self-test: PseudoExp approximates exp(x) for x in [0, 1].\n");
  });

  test("is told the package where the files beside it disagree", async () => {
    mkdirSync(join(cwd, "two"));
    for (const name of ["one", "other"]) writeFileSync(join(cwd, "two", `${name}.go`), `package ${name}\n`);
    expect(await emit("-o", "two/exp.go")).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "error: the files of two are of several packages\n  at --package\n  note: one.go is of package one, other.go of package other\n" +
        "  hint: say which one this is part of: --package one\n",
    });
    expect((await emit("-o", "two/exp.go", "--package", "one")).code).toBe(0);
  });
});

test.each([
  [
    "--lang go -o p/ --module example.com/exp/v1",
    "error: 'example.com/exp/v1' cannot be the path of a module in Go\n  at --module\n  note: a version at the end is v2, v3 and so on\n" +
      "  hint: name where the package is found: --module example.com/exp\n",
  ],
  [
    "--lang go --package func",
    "error: \"func\" cannot be the name of a package in Go\n  at --package\n" +
      "  note: it must be a letter followed by letters and digits, and no word of the language's own\n  hint: choose another one: --package pseudoexp\n",
  ],
  [
    "--lang go -o p/ --name sort",
    "error: Go has a package sort of its own\n  at --module\n  note: what imports this name gets that one\n" +
      "  hint: say where yours is found: --module example.com/sort\n",
  ],
  ["--lang go --module example.com/exp", "error: a single file has no module path\n  at --module\n  hint: name a folder, for a package: -o exp/\n"],
  ["--lang c -o p/ --module example.com/exp", "error: packages in C have no module path\n  at --module\n  hint: leave it out, or name the package: --package\n"],
  ["--lang ts --package exp", "error: a source in TypeScript is part of no package\n  at --package\n  hint: leave it out, or name a folder for a package: -o exp/\n"],
])("nnc emit %s", async (words, stderr) => {
  expect(await emit(...words.split(" "))).toEqual({ code: 2, stdout: "", stderr });
});
