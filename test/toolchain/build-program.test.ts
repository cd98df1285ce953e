// Compiles and runs real programs with every compiler that is present; tests what is said when that fails.

import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import { build } from "../../src/toolchain/build-program.ts";
import { buildsOf, titleOf, type Toolchain } from "../../src/toolchain/find-toolchains.ts";
import { ALL_TOOLCHAINS } from "../all-toolchains.ts";
import { doublingPrograms, failingPrograms, wrongPrograms } from "./programs.ts";
import type { Told } from "../diagnostics/thrown.ts";
import { told } from "../diagnostics/thrown.ts";

const builds = (await Promise.all(ALL_TOOLCHAINS.map(buildsOf))).flat();
let workDirectory = "";

beforeAll(() => {
  workDirectory = mkdtempSync(join(tmpdir(), "nnc-build-test-"));
});

afterAll(() => {
  rmSync(workDirectory, { recursive: true, force: true });
});

async function diagnosticOf(failing: Promise<unknown>): Promise<Told> {
  const outcome: unknown = await failing.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome instanceof DiagnosticError) return told(outcome.diagnostic);
  throw new Error(`expected a DiagnosticError, got ${String(outcome)}`);
}

function named(name: Toolchain["name"]): Toolchain {
  const toolchain = ALL_TOOLCHAINS.find((candidate) => candidate.name === name);
  if (toolchain === undefined) throw new Error(`${name} is missing; npm test installs it`);
  return toolchain;
}

function entriesOfWorkDirectory(): string[] {
  return readdirSync(workDirectory);
}

describe.each(builds.map((toolchain) => [[toolchain.name, ...toolchain.options].join(" "), toolchain] as const))("%s", (_, toolchain) => {
  test("builds a program of several files, which takes and gives 4 MB of bytes", async () => {
    const program = await build(toolchain, doublingPrograms[toolchain.language], workDirectory);
    try {
      // Every 1021st bit pattern: zeros, subnormals, NaNs and infinities among them, and bytes of every value.
      const patterns = Uint32Array.from({ length: 2 ** 20 }, (_, i) => Math.imul(i, 1021 * 4));
      const input = new Float32Array(patterns.buffer);
      const output = await program.run(new Uint8Array(patterns.buffer));
      expect(output.length).toBe(4 * 2 ** 20);
      const doubled = new Float32Array(output.slice().buffer);
      const wrong = input.findIndex((x, i) => !Object.is(doubled[i], Math.fround(2 * x)));
      expect(wrong).toBe(-1);

      expect(await program.run(new Uint8Array())).toEqual(new Uint8Array());
    } finally {
      await program.dispose();
    }
    expect(entriesOfWorkDirectory()).toEqual([]);
  });

  test("tells what the compiler said about a program it refuses", async () => {
    const files = wrongPrograms[toolchain.language];
    const diagnostic = await diagnosticOf(build(toolchain, files, workDirectory));
    const path = files[0].path;
    expect(diagnostic).toEqual({
      category: "toolchain",
      message: `${titleOf(toolchain)} could not compile the program`,
      place: path,
      note: expect.stringMatching(
        new RegExp(`${path.replace(".", "\\.")}[:(]1\\b[^]*undeclared_?name`, "i"),
      ) as unknown,
      hint: `check that ${toolchain.name} compiles a small program of its own; if it does, this is a defect of nnc`,
    });
    expect(entriesOfWorkDirectory()).toEqual([]);
  });

  test("tells how a program failed", async () => {
    const program = await build(toolchain, failingPrograms[toolchain.language], workDirectory);
    try {
      expect(await diagnosticOf(program.run(new Uint8Array(100_000)))).toEqual({
        category: "toolchain",
        message: `the program built by ${titleOf(toolchain)} failed`,
        note: "exit code 3\nno luck",
        hint:
          "check that programs may be run from the folder for temporary files;" +
          " if they may, this is a defect of nnc",
      });
    } finally {
      await program.dispose();
    }
  });
});

describe("warnings are failures", () => {
  // A lossy conversion: an error only under -Wconversion -Werror, so both flags are seen to be in force.
  const lossy = [{ path: "lossy.c", text: "int main(void) {\n  float x = 0.1;\n  return (int)(x * 2.0);\n}\n" }];

  test.each(["gcc", "clang"] as const)("of %s", async (name) => {
    const { note } = await diagnosticOf(build(named(name), lossy, workDirectory));
    expect(note).toMatch(/double-promotion|conversion/);
  });

  test("of tsc's stricter settings", async () => {
    const text = "const numbers: number[] = [];\nexport const first: number = numbers[0];\n";
    const { note } = await diagnosticOf(build(named("node"), [{ path: "main.ts", text }], workDirectory));
    expect(note).toContain("main.ts(2,14): error TS2322");
  });
});

test("a long list of complaints is cut after ten lines", async () => {
  const lines = Array.from({ length: 40 }, (_, i) => `export const a${i}: number = missing${i};`);
  const files = [{ path: "main.ts", text: lines.join("\n") }];
  const { note } = await diagnosticOf(build(named("node"), files, workDirectory));
  expect(note?.split("\n")).toHaveLength(11);
  expect(note).toMatch(/… and 30 more lines$/);
});

test("a program that runs too long is stopped", async () => {
  const files = [{ path: "main.c", text: "int main(void) { for (;;) {} }\n" }];
  const program = await build(named("tcc"), files, workDirectory);
  try {
    expect(await diagnosticOf(program.run(new Uint8Array(), 0.2))).toMatchObject({ note: "stopped after 0.2 s" });
  } finally {
    await program.dispose();
  }
});

test("a program killed by a signal says so", async () => {
  const text = "#include <stdlib.h>\n\nint main(void) {\n  abort();\n}\n";
  const program = await build(named("gcc"), [{ path: "main.c", text }], workDirectory);
  try {
    expect(await diagnosticOf(program.run(new Uint8Array()))).toMatchObject({ note: "killed by SIGABRT" });
  } finally {
    await program.dispose();
  }
});

test("Go builds without a home folder and for this machine, whatever the user's settings", async () => {
  vi.stubEnv("HOME", undefined);
  vi.stubEnv("XDG_CACHE_HOME", undefined);
  vi.stubEnv("GOPATH", undefined);
  vi.stubEnv("GOCACHE", undefined);
  vi.stubEnv("GOOS", "windows");
  vi.stubEnv("GOFLAGS", "-mod=vendor");
  try {
    // Without a cache the packages that it imports are compiled anew, so it has its own one alone.
    const files = [
      { path: "main.go", text: 'package main\n\nimport "nncprogram/twice"\n\nfunc main() {\n\tif twice.Twice(1.5) != 3 {\n\t\tpanic("not twice")\n\t}\n}\n' },
      { path: "twice/twice.go", text: "package twice\n\nfunc Twice(x float32) float32 {\n\treturn 2 * x\n}\n" },
    ];
    const program = await build(named("go"), files, workDirectory);
    expect(await program.run(new Uint8Array())).toEqual(new Uint8Array());
    await program.dispose();
  } finally {
    vi.unstubAllEnvs();
  }
  expect(entriesOfWorkDirectory()).toEqual([]);
});

test("a TypeScript program may start in main.ts", async () => {
  const text = [
    "declare const process: { stdout: { write(text: string): void } };",
    "process.stdout.write(`${2 ** 5}`);",
    "export {};",
  ].join("\n");
  const program = await build(named("node"), [{ path: "main.ts", text }], workDirectory);
  expect(new TextDecoder().decode(await program.run(new Uint8Array()))).toBe("32");
  await program.dispose();
});

test.each(["../outside.c", "/outside.c", "a/../../outside.c"])("refuses to write %s", async (path) => {
  await expect(build(named("gcc"), [{ path, text: "" }], workDirectory)).rejects.toThrow(
    new RangeError(`source file '${path}' is not inside the folder of the build`),
  );
  expect(entriesOfWorkDirectory()).toEqual([]);
});
