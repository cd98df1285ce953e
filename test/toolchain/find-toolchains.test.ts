// Which compilers are found, with and without a PATH that has any, and what is said when one is missing.

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import { compilersOf, SPOKEN, type LanguageName } from "../../src/languages/index.ts";
import { buildsOf, findToolchains, requireToolchains, titleOf, type Toolchain } from "../../src/toolchain/find-toolchains.ts";
import { ALL_COMPILERS } from "../all-toolchains.ts";

let emptyFolder = "";
let strangeFolder = "";

beforeAll(() => {
  emptyFolder = mkdtempSync(join(tmpdir(), "nnc-empty-"));
  strangeFolder = mkdtempSync(join(tmpdir(), "nnc-strange-"));
});

afterAll(() => {
  rmSync(emptyFolder, { recursive: true, force: true });
  rmSync(strangeFolder, { recursive: true, force: true });
});

function putCommand(name: string, script: string): void {
  const file = join(strangeFolder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

test.runIf(process.platform === "linux")("all compilers are there with their versions", async () => {
  const found = await findToolchains(ALL_COMPILERS);
  expect(found.map(({ name, language }) => [name, language])).toEqual(ALL_COMPILERS.map(({ name, language }) => [name, language]));
  for (const toolchain of found) expect(toolchain.version).toMatch(/^\d+\.\d+/);
  expect(found.find(({ name }) => name === "node")?.version).toBe(process.versions.node);
});

test("only the compilers asked for are looked for", async () => {
  const found = await findToolchains(compilersOf(["ts"]));
  expect(found.map((toolchain) => toolchain.name)).toEqual(["node"]);
});

test("an empty PATH has no compilers but Node itself", async () => {
  const found = await findToolchains(ALL_COMPILERS, { path: emptyFolder });
  expect(found.map((toolchain) => toolchain.name)).toEqual(["node"]);
});

test("a clang that answers to the name gcc is not taken for gcc", async () => {
  putCommand("gcc", "echo 'Apple clang version 15.0.0 (clang-1500.3.9.4)'");
  putCommand("cc", "echo 'cc (Some Linux 1.2.3-4) 13.2.0'");
  putCommand("clang", "echo 'Apple clang version 15.0.0 (clang-1500.3.9.4)'");
  putCommand("tcc", "exit 1");
  putCommand("go", "echo 'go version go1.22.5 linux/arm64'");
  const path = `${strangeFolder}:/usr/bin:/bin`;
  const found = await findToolchains(compilersOf(["c", "go"]), { path });
  expect(found.map(titleOf)).toEqual(["gcc 13.2.0 -O2", "clang 15.0.0 -O2", "go 1.22.5"]);
  const [gcc, clang] = compilersOf(["c"]);
  const [go] = compilersOf(["go"]);
  expect(found).toEqual([
    { ...gcc, version: "13.2.0", command: "cc", options: ["-O2"], path },
    { ...clang, version: "15.0.0", command: "clang", options: ["-O2"], path },
    { ...go, version: "1.22.5", command: "go", options: [], path },
  ]);
});

test("a compiler is tried in all builds whose options it knows", async () => {
  const optionsOf = async (toolchain: Toolchain) => (await buildsOf(toolchain)).map(({ options }) => options.join(" "));
  const found = await findToolchains(compilersOf(["c", "go", "ts"]));
  expect(await Promise.all(found.map(optionsOf))).toEqual([["-O2", "-O3 -march=native"], ["-O2", "-O3 -march=native"], [""], [""], [""]]);
  putCommand("old-gcc", "case \"$*\" in *-march=native*) exit 1;; esac");
  expect(await optionsOf({ ...found[0], command: join(strangeFolder, "old-gcc") })).toEqual(["-O2"]);
});

describe("a language without a compiler is an error that names the install command", () => {
  const cases: readonly (readonly [LanguageName, NodeJS.Platform, object])[] = [
    [
      "c",
      "linux",
      {
        category: "toolchain",
        message: "no C compiler was found",
        note: "looked for gcc, clang and tcc on the PATH",
        hint: "install one with: sudo apt-get install gcc or sudo apt-get install clang or sudo apt-get install tcc",
      },
    ],
    [
      "go",
      "darwin",
      {
        category: "toolchain",
        message: "no Go compiler was found",
        note: "looked for go on the PATH",
        hint: "install one with: brew install go",
      },
    ],
    [
      "go",
      "aix",
      {
        category: "toolchain",
        message: "no Go compiler was found",
        note: "looked for go on the PATH",
        hint: "install go",
      },
    ],
  ];

  test.each(cases)("%s on %s", async (language, platform, diagnostic) => {
    const failing = requireToolchains(compilersOf([language]), SPOKEN[language].language.title, { path: emptyFolder, platform });
    await expect(failing).rejects.toBeInstanceOf(DiagnosticError);
    await expect(failing).rejects.toMatchObject({ diagnostic });
  });

  test("nothing is thrown for a language that has one", async () => {
    const found = await requireToolchains(compilersOf(["ts"]), "TypeScript", { path: emptyFolder });
    expect(found.map((toolchain) => toolchain.name)).toEqual(["node"]);
  });
});
