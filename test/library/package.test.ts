// The package as it is published: packed, installed in an empty project and used there by a program, a page's bundler, the type
// checker and the shell.

import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NATIVE_TSC } from "../../scripts/native-compiler.mjs";
import { timeLimit } from "../time-limit.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const run = promisify(execFile);

/** A project that has nnc among its packages, unpacked of the tarball, and what nnc depends on beside it. */
let project = "";
beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), "nnc-package-"));
  // Packed with all that npm runs before it packs: in a copy, for other tests use the build meanwhile.
  const copy = join(project, "copy");
  for (const name of ["LICENSE", "README.md", "package.json", "scripts", "src", "templates", "tsconfig.json"]) {
    cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  const { stdout } = await run("npm", ["pack", "--pack-destination", project, "--loglevel", "error"], { cwd: copy });
  const tarball = stdout.trim().split("\n").at(-1) ?? "";
  mkdirSync(join(project, "node_modules"));
  await run("tar", ["-xzf", tarball], { cwd: project });
  await run("mv", ["package", join("node_modules", "nnc")], { cwd: project });
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { dependencies: Readonly<Record<string, string>> };
  for (const name of Object.keys(dependencies)) {
    const place = join(project, "node_modules", name);
    mkdirSync(join(place, ".."), { recursive: true });
    symlinkSync(join(root, "node_modules", name), place);
  }
  writeFileSync(join(project, "package.json"), '{ "name": "user", "private": true, "type": "module" }');
}, timeLimit(180_000));
afterAll(() => rmSync(project, { recursive: true, force: true }));

/** A service that trains when it starts, a build script that emits and checks: typed and run as it stands in docs/library.md. */
const [PROGRAM] = [...readFileSync(join(root, "docs", "library.md"), "utf8").matchAll(/```ts\n([\s\S]*?)```/g)].map(([, text]) => text);

describe("the package", () => {
  test("is what publint wants a package to be", async () => {
    const { messages, pkg } = await publint({ pkgDir: join(project, "node_modules", "nnc"), pack: false, level: "suggestion" });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  test("holds the program, the library and their notices, and no source of a test", () => {
    const files = readdirSync(join(project, "node_modules", "nnc"), { recursive: true }).map(String);
    expect(files).toEqual(expect.arrayContaining(["LICENSE", "README.md", "package.json", "dist/nnc.js", "dist/THIRD-PARTY-NOTICES.txt"]));
    expect(files).toEqual(expect.arrayContaining(["index.js", "index.d.ts", "browser.js", "browser.d.ts"].map((name) => `dist/library/${name}`)));
    expect(files.filter((name) => /^(?:src|test|scripts)\b/.test(name))).toEqual([]);
  });

  test("types a program that imports it, and the program runs", async () => {
    writeFileSync(join(project, "program.ts"), PROGRAM);
    const strict = ["--strict", "--target", "es2023", "--module", "nodenext", "--types", "node", "--typeRoots", join(root, "node_modules", "@types")];
    await run(process.execPath, [NATIVE_TSC, "--ignoreConfig", ...strict, "program.ts"], { cwd: project });
    const { stdout } = await run(process.execPath, ["program.js"], { cwd: project });
    expect(stdout).toBe("pseudo_sin.c and pseudo_sin.h: every compiler gives the same bits\n");
    expect(readFileSync(join(project, "pseudo_sin.h"), "utf8")).toContain("float pseudo_sin(float x);");
  }, timeLimit(120_000));

  test("bundles for a browser without anything of Node's", async () => {
    writeFileSync(join(project, "page.js"), 'import { emit, read } from "nnc";\nglobalThis.emitted = async (bytes) => emit(read(bytes), { language: "ts" });\n');
    const { outputFiles } = await build({ absWorkingDir: project, entryPoints: ["page.js"], bundle: true, write: false, platform: "browser", logLevel: "silent" });
    expect(outputFiles).toHaveLength(1);
  });

  test("starts from a shell", async () => {
    const { stdout } = await run(process.execPath, [join(project, "node_modules", "nnc", "dist", "nnc.js"), "--version"], { cwd: project });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
