// The files of a C package: what its metadata says by the rules of what reads it, what hostile models leave of it, and make with both compilers.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { emitPackage } from "../../../src/codegen/packaging/emit-package.ts";
import { wholeText } from "../../../src/codegen/text.ts";
import { c } from "../../../src/languages/c/language.ts";
import { packageStyle } from "../../../src/languages/c/package.ts";
import { description } from "../../../src/languages/c/packaging/description.ts";
import { projectName } from "../../../src/languages/c/packaging/project-name.ts";
import { sampleMembers, samplePackage } from "./sample-package.ts";

const about = samplePackage(c, 2);
const files = new Map([...emitPackage(packageStyle, sampleMembers(c, 2), about)].map(([path, text]) => [path, wholeText(text)]));
const textOf = (path: string): string => files.get(path) ?? "";

/** `key=value` lines. */
function properties(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(text.trimEnd().split("\n").map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
}

/** `key: value` lines of YAML, without nesting. */
function scalars(text: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(text.trimEnd().split("\n").map((line) => [line.slice(0, line.indexOf(":")), JSON.parse(line.slice(line.indexOf(":") + 1)) as unknown]));
}

test("the files lie where build systems look for them", () => {
  expect([...files.keys()]).toEqual([
    "src/pseudo_exp.h", "src/pseudo_exp.c", "src/three_to_two.h", "src/three_to_two.c", "README.md", "CMakeLists.txt", "meson.build", "Makefile",
    "sample.pc.in", "test/selftest.c", "library.properties", "examples/sample/sample.ino", "library.json", "idf_component.yml", "zephyr/module.yml",
    "zephyr/CMakeLists.txt", "zephyr/Kconfig", "MISRA.md", "pseudo_exp-error.svg", "three_to_two-error.svg", "nnc-package.json",
  ]);
});

test("the list has the digests of what is written", () => {
  const listed = z.object({ files: z.record(z.string(), z.string()) }).parse(JSON.parse(textOf("nnc-package.json"))).files;
  const written = [...files].filter(([path]) => path !== "nnc-package.json").map(([path, text]) => [path, createHash("sha256").update(text).digest("hex")]);
  expect(listed).toEqual(Object.fromEntries(written));
});

test("the README calls every function, with its results", () => {
  const readme = textOf("README.md");
  expect(readme).toMatch(/const float y = pseudo_exp\(0\.5f\); \/\* \d\.\d+ \*\//);
  expect(readme).toMatch(/const float x\[3\] = \{0\.5f, 0\.5f, 0\.5f\};\nfloat y\[2\];\nthree_to_two\(x, y\); \/\* y is -?[\d.]+, -?[\d.]+ \*\//);
  expect(readme).toContain("`void pseudo_exp_n(const float *x, float *y, size_t n)` does the same for many arguments, with the same bits.\n");
});

describe("metadata", () => {
  const version = z.string().check(z.regex(/^\d+\.\d+\.\d+$/));

  test("of Arduino, by its library specification, revision 2.2", () => {
    const rules = z.strictObject({
      name: z.string().check(z.regex(/^(?![Aa]rduino)[A-Za-z0-9][A-Za-z0-9 _.-]{0,62}$/)),
      version,
      author: z.string().check(z.minLength(1)),
      maintainer: z.string().check(z.minLength(1)),
      sentence: z.string().check(z.minLength(1)),
      paragraph: z.string(),
      category: z.enum([
        "Display", "Communication", "Signal Input/Output", "Sensors", "Device Control", "Timing", "Data Storage", "Data Processing", "Other",
      ]),
      // arduino-lint refuses an empty one.
      url: z.literal("https://example.com/sample"),
      architectures: z.literal("*"),
      includes: z.string().check(z.regex(/^[^,\s]+\.h(,[^,\s]+\.h)*$/)),
    });
    const read = rules.parse(properties(textOf("library.properties")));
    expect(read.includes.split(",").filter((header) => !files.has(`src/${header}`))).toEqual([]);
    expect(read.version).toBe("1.2.3");
  });

  test("of PlatformIO, by its library.json", () => {
    const rules = z.strictObject({
      name: z.string().check(z.regex(/^[^:;/,@<>]{1,100}$/)),
      version,
      description: z.string().check(z.minLength(1), z.maxLength(255)),
      keywords: z.array(z.string().check(z.regex(/^[a-z][a-z\d\- ]*[a-z]$/), z.maxLength(50))),
      homepage: z.literal("https://example.com/sample"),
      license: z.literal("MIT OR Apache-2.0"),
      headers: z.array(z.string()),
      frameworks: z.literal("*"),
      platforms: z.literal("*"),
    });
    expect(rules.parse(JSON.parse(textOf("library.json"))).headers).toEqual(["pseudo_exp.h", "three_to_two.h"]);
  });

  test("of ESP-IDF, by its component manager", () => {
    const [url, license] = [z.literal("https://example.com/sample"), z.literal("MIT OR Apache-2.0")];
    const rules = z.strictObject({ version, description: z.string().check(z.minLength(1)), url, license });
    expect(rules.parse(scalars(textOf("idf_component.yml"))).version).toBe("1.2.3");
  });

  test("of Zephyr: module.yml leads to a CMakeLists.txt and a Kconfig", () => {
    const [, name, cmake, kconfig] = /^name: (\w+)\nbuild:\n {2}cmake: (\S+)\n {2}kconfig: (\S+)\n$/.exec(textOf("zephyr/module.yml")) ?? [];
    expect([name, files.has(`${cmake}/CMakeLists.txt`), files.has(kconfig)]).toEqual(["sample", true, true]);
    expect(textOf("zephyr/Kconfig")).toContain("config NNC_SAMPLE\n");
    expect(textOf("zephyr/CMakeLists.txt")).toContain("if(CONFIG_NNC_SAMPLE)\n");
  });
});

describe("names and sentences", () => {
  test("what build systems have for themselves is no project's name", () => {
    expect(["test", "m", "clean", "exp"].map(projectName)).toEqual(["test_model", "m_model", "clean_model", "exp"]);
  });

  test("a sentence holds nothing that any of the files reads as its own", () => {
    expect(description("f is \"a\" ${b} @c@ #d\n\\e 'f' <g> `h` $(i)\te | {j}")).toBe("f is ?a? ??b? ?c? ?d??e ?f? ?g? ?h? ?(i)?e ? ?j?");
    expect(description("x".repeat(300))).toHaveLength(255);
  });
});

describe("make", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "nnc-make-"));
    for (const [path, text] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(["gcc", "clang"])("builds, checks and installs with %s; what is installed can be linked", (compiler) => {
    const installed = join(folder, `installed-${compiler}`);
    const make = (...words: readonly string[]): string => execFileSync("make", ["-s", `CC=${compiler}`, `PREFIX=/usr`, `DESTDIR=${installed}`, ...words], { cwd: folder, encoding: "utf8" });
    expect(make("clean", "check")).toBe("pseudo_exp: ok\nthree_to_two: ok\n");
    make("install");
    expect(readFileSync(join(installed, "usr/lib/pkgconfig/sample.pc"), "utf8")).toMatch(/^prefix=\/usr\nlibdir=\/usr\/lib\nincludedir=\/usr\/include\n\nName: sample\n/);
    writeFileSync(join(folder, "user.c"), '#include <pseudo_exp.h>\nint main(void) { return pseudo_exp_selftest(); }\n');
    execFileSync(compiler, [`-I${installed}/usr/include`, "user.c", `-L${installed}/usr/lib`, "-lsample", "-o", "user"], { cwd: folder });
    execFileSync("./user", { cwd: folder });
  });
});
