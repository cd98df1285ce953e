// Go may fuse a product and a sum into one rounding, on machines other than the one the tests run on. So the
// assembly for those is read: none of their fused instructions may occur.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { go } from "../../src/languages/go/language.ts";
import { tableNetwork } from "./flag-networks.ts";
import { denseNetwork, emittedText, EXP_RECORD, requestFor } from "../fixtures.ts";

const FUSED = /\b(FN?MADD|FN?MSUB|FMADDS|FMSUBS|MADDB?R|WFMA|VFMADD\w*)/;
const ARCHITECTURES = ["arm64", "ppc64le", "s390x", "riscv64", "arm", "386", "amd64"];

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nnc-fusion-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Of a package, which may import others: those are compiled as well, but not shown. */
function assembly(source: string, architecture: string): string {
  const module = join(folder, "module");
  mkdirSync(module, { recursive: true });
  writeFileSync(join(module, "source.go"), source);
  writeFileSync(join(module, "go.mod"), "module example.test/exp\n\ngo 1.18\n");
  const { status, stderr } = spawnSync("go", ["build", "-gcflags=-S", "."], {
    cwd: module,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
    env: { ...process.env, GOARCH: architecture, GOOS: "linux", GOTOOLCHAIN: "local", GOPROXY: "off" },
  });
  expect(status).toBe(0);
  return stderr;
}

const SOURCES = [
  ["a network", requestFor(denseNetwork([1, 16, 32, 1], 1), "pseudo_exp", EXP_RECORD)],
  ["a table", requestFor(tableNetwork(1), "pseudo_exp")],
] as const;

describe.each(ARCHITECTURES)("%s", (architecture) => {
  test.each(SOURCES)("nothing is fused: %s", (_, request) => {
    const text = assembly(emittedText(go, request), architecture);
    expect(text).toContain("PseudoExp");
    expect(FUSED.exec(text)?.[0]).toBeUndefined();
  });
});

test("gccgo, which fuses even converted products, has no file to compile", () => {
  const request = requestFor(denseNetwork([1, 4, 1], 1), "pseudo_exp", EXP_RECORD);
  const module = join(folder, "gccgo");
  mkdirSync(module);
  writeFileSync(join(module, "exp.go"), emittedText(go, request));
  writeFileSync(join(module, "go.mod"), "module example.test/exp\n\ngo 1.18\n");
  const filesFor = (compiler: string): string => {
    const words = ["list", "-e", "-compiler", compiler, "-f", "{{.GoFiles}} {{.IgnoredGoFiles}}", "."];
    const environment = { ...process.env, GOFLAGS: "-mod=mod", GOTOOLCHAIN: "local", GOPROXY: "off" };
    return spawnSync("go", words, { cwd: module, env: environment, encoding: "utf8" }).stdout.trim();
  };
  expect([filesFor("gc"), filesFor("gccgo")]).toEqual(["[exp.go] []", "[] [exp.go]"]);
});

test.each(["arm64", "ppc64le", "s390x"])("without the conversion %s would fuse, and this test would see it", (architecture) => {
  const text = assembly("package example\n\nfunc F(a, b, c float32) float32 {\n\tp := a * b\n\treturn p + c\n}\n", architecture);
  expect(text).toMatch(FUSED);
});
