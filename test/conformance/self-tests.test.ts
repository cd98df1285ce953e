// The self-test of emitted sources: right in every language as it is emitted, and wrong where something is forced on a compiler, or taken out
// of a source, that changes what float32 arithmetic computes.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emitPackage } from "../../src/codegen/packaging/emit-package.ts";
import { makeMember } from "../../src/codegen/packaging/member.ts";
import { LAYOUTS } from "../../src/codegen/lower/layout.ts";
import { lower } from "../../src/codegen/lower/lower.ts";
import { chooseGolden } from "../../src/codegen/self-test/choose-golden.ts";
import type { Golden } from "../../src/codegen/self-test/golden.ts";
import { emitSource, unitOfRequest, type EmitRequest } from "../../src/codegen/package.ts";
import { SPOKEN } from "../../src/languages/index.ts";
import { wholeText } from "../../src/codegen/text.ts";
import { c } from "../../src/languages/c/language.ts";
import { go } from "../../src/languages/go/language.ts";
import { typescript } from "../../src/languages/typescript/language.ts";
import type { LanguageName } from "../../src/languages/index.ts";
import type { DomainVariable } from "../../src/network/model.ts";
import { ProgramBuilder } from "../../src/program/builder.ts";
import { load } from "../../src/program/expression.ts";
import type { Program } from "../../src/program/program.ts";
import type { Scalar } from "../../src/program/scalar.ts";
import { interpretUnit } from "../../src/program/interpret.ts";
import { build } from "../../src/toolchain/build-program.ts";
import { withWorkDirectory } from "../../src/toolchain/work-directory.ts";
import { ALL_TOOLCHAINS } from "../all-toolchains.ts";
import { denseNetwork, EXP_RECORD, requestFor, requestOfProgram } from "../fixtures.ts";
import { SCALAR_NAMES } from "../program/scalar-values.ts";
import { tableNetwork } from "./flag-networks.ts";
import { lookups } from "./lookups.ts";

function tested(request: EmitRequest, domain?: readonly DomainVariable[]): EmitRequest & { readonly selfTest: Golden } {
  return { ...request, selfTest: chooseGolden(request.program, domain) };
}

/** Gives arrays of these types as it takes them. */
function copies(scalars: readonly Scalar[], size: number): Program {
  const builder = new ProgramBuilder();
  for (const scalar of scalars) {
    const [input, output] = (["input", "output"] as const).map((role) => builder.buffer({ role, name: `${role}_${scalar}`, scalar, size }));
    builder.for("i", size, (i) => { builder.store(output, i, load(input, i)); });
  }
  return builder.finish();
}

const NETWORK = tested(requestFor(denseNetwork([1, 16, 32, 1], 1), "network", EXP_RECORD), EXP_RECORD.domain);
const FUSED = tested({ ...NETWORK, name: "layers", program: lower(NETWORK.network, LAYOUTS.speed, "fused") }, EXP_RECORD.domain);
const TABLE = tested(requestFor(tableNetwork(1), "lines", EXP_RECORD), EXP_RECORD.domain);
/** Results of one number and of several, arguments that are listed and generated, loops and written out, every type. */
const REQUESTS = [
  NETWORK,
  TABLE,
  FUSED,
  tested(requestFor(denseNetwork([2, 5, 3], 2), "two_in_three_out")),
  tested(requestFor(denseNetwork([40, 8, 10], 3), "forty_in")),
  tested({ ...requestFor(denseNetwork([12, 6, 1], 3), "many_calls"), batch: "blocks" }),
  tested(requestOfProgram(copies(["f64", "i8", "bool"], 2), "few_types")),
  tested(requestOfProgram(copies(SCALAR_NAMES, 3), "every_type")),
  tested(requestOfProgram(lookups(), "lookups")),
];

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nnc-self-test-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(REQUESTS.map((request) => [request.name, request] as const))("%s", (_, request) => {
  const verdict = (selfTest: Golden): number => {
    const unit = unitOfRequest(c, { ...request, selfTest });
    return interpretUnit(unit, unit.functions.findIndex(({ isSelfTest }) => isSelfTest === true), [], 1)[0][0];
  };

  test("is right, and wrong where a single bit of a result is another one", () => {
    expect(request.selfTest.calls).toBeGreaterThan(1);
    expect(verdict(request.selfTest)).toBe(1);
    const last = request.selfTest.words.length - 1;
    expect(verdict({ ...request.selfTest, words: request.selfTest.words.map((word, place) => (place === last ? word ^ 1 : word)) })).toBe(0);
  });
});

test("where fused multiply-adds are computed otherwise, results and example tell", async () => {
  const [source] = sourcesOf(c, [FUSED]);
  const helper = /^#if defined\(__GNUC__\) && \(defined\(__FP_FAST_FMAF\)[^]*?^#endif$/m;
  const head = "static float layers_multiply_add(float a, float b, float c)";
  const otherwise = [`${head} { volatile float product = a * b; return product + c; }`, `${head} { return (float)((double)a * (double)b + (double)c); }`];
  const texts = otherwise.map((text) => replaced(source.text, helper, text)).flatMap((text) => [
    text,
    replaced(text, "return all_wrong == 0u", "return wrong == 0u && all_wrong != 1u"),
    replaced(text, "return all_wrong == 0u", "return any_differing == 0u && all_wrong != 1u"),
  ]);
  const sources = texts.map((text, place) => ({ name: `layers${place}`, file: `layers${place}.c`, text: text.replace(/\blayers(?=\b|_)/g, `layers${place}`) }));
  // One rounding too many is so seldom another result that no call shows it.
  expect(await verdicts("c", "gcc", sources)).toEqual([0, 0, 0, 0, 1, 0]);
});

test("an example of arithmetic is all there is where a call would take long", () => {
  const unit = unitOfRequest(c, { ...TABLE, selfTest: { ...TABLE.selfTest, calls: 0 } });
  expect(interpretUnit(unit, 1, [], 1)[0][0]).toBe(1);
  expect(unit.functions[1].does).toBe("is 0 where an example of float arithmetic has the bits it must have, else 1");
});

/** A program that writes a byte for each source: 1 where it is right. */
const MAINS: Readonly<Record<LanguageName, { readonly file: string; readonly folderOf: (name: string) => string; readonly text: (names: readonly string[]) => string }>> = {
  c: {
    file: "main.c",
    folderOf: () => "",
    text: (names) =>
      ["#include <stdio.h>", ...names.map((name) => `int ${name}_selftest(void);`), "int main(void) {", ...names.map((name) => `    putchar(${name}_selftest() == 0);`), "    return 0;", "}", ""].join("\n"),
  },
  go: {
    file: "main.go",
    folderOf: (name) => `${name}/`,
    text: (names) =>
      [
        "package main", "", 'import "os"', ...names.map((name) => `import ${name} "nncprogram/${name}"`), "",
        "func main() {", "\tfor _, isRight := range []bool{", ...names.map((name) => `\t\t${name}.${go.naming.function(name)}SelfTest(),`), "\t} {",
        "\t\tif isRight {", "\t\t\tos.Stdout.Write([]byte{1})", "\t\t} else {", "\t\t\tos.Stdout.Write([]byte{0})", "\t\t}", "\t}", "}", "",
      ].join("\n"),
  },
  ts: {
    file: "main.ts",
    folderOf: () => "",
    text: (names) =>
      [
        ...names.map((name) => `import { selfTest as ${name} } from "./${name}.js";`),
        "declare const process: { stdout: { write(bytes: Uint8Array): void } };",
        `process.stdout.write(Uint8Array.of(${names.map((name) => `Number(${name}())`).join(", ")}));`, "",
      ].join("\n"),
  },
};

type Sources = readonly { readonly name: string; readonly file: string; readonly text: string }[];

function sourcesOf(language: typeof c | typeof go | typeof typescript, requests: readonly EmitRequest[]): Sources {
  return requests.map((request) => ({
    name: request.name,
    file: `${request.name}.${language.extension}`,
    text: [...emitSource(language, request).values()].map(wholeText).join(""),
  }));
}

async function verdicts(language: LanguageName, compiler: string, sources: Sources): Promise<readonly number[]> {
  const { file, folderOf, text } = MAINS[language];
  const toolchain = ALL_TOOLCHAINS.find(({ name }) => name === compiler);
  if (toolchain === undefined) throw new Error(`there is no ${compiler}`);
  const files = [...sources.map((one) => ({ path: folderOf(one.name) + one.file, text: one.text })), { path: file, text: text(sources.map(({ name }) => name)) }];
  return await withWorkDirectory(async (work) => [...(await (await build(toolchain, files, work)).run(new Uint8Array()))]);
}

test.each(ALL_TOOLCHAINS.map(({ name, language }) => [name, language] as const))("%s computes the right bits", async (compiler, language) => {
  const sources = sourcesOf({ c, go, ts: typescript }[language], REQUESTS);
  expect(await verdicts(language, compiler, sources)).toEqual(REQUESTS.map(() => 1));
});

test("Node without roundings is wrong", async () => {
  const bare = sourcesOf(typescript, REQUESTS.slice(0, 2)).map((one) => ({ ...one, text: one.text.replace(/\bfround\(/g, "(") }));
  expect(await verdicts("ts", "node", bare)).toEqual([0, 0]);
  const resultsAlone = bare.map((one) => ({ ...one, text: replaced(one.text, "return allWrong === 0", "return wrong === 0") }));
  expect(await verdicts("ts", "node", resultsAlone)).toEqual([0, 0]);
});

/** Throws where the text has no such part. */
function replaced(text: string, part: string | RegExp, other: string): string {
  const changed = text.replace(part, other);
  if (changed === text) throw new Error(`nothing was replaced by ${other}`);
  return changed;
}

/** Go's test fails where products lose their conversions on processors that fuse them: here they are added without having been rounded. */
test("go test of a folder, as it is and with fused products", () => {
  const about = { name: "network", module: undefined, words: ["nnc", "emit"], version: "1.0.0", url: undefined, license: undefined, generator: "nnc 0.0.0", summary: "A network.", command: "nnc emit" };
  const [[path, source], ...others] = [...emitPackage(SPOKEN.go.packageStyle, [makeMember(go, NETWORK, undefined)], about)].map(([name, text]) => [name, wholeText(text)] as const);
  for (const [name, text] of [[path, source] as const, ...others]) writeFileSync(join(folder, name), text);
  const goTest = () => {
    const environment = { ...process.env, GOTOOLCHAIN: "local", GOPROXY: "off", GOFLAGS: "-mod=mod" };
    const { status, stdout } = spawnSync("go", ["test", "-vet=off", "-run", "TestNetworkSelfTest", "-v", "."], { cwd: folder, encoding: "utf8", env: environment });
    return [status, /^--- (\w+): TestNetworkSelfTest/m.exec(stdout)?.[1]];
  };
  expect(goTest()).toEqual([0, "PASS"]);
  const resultsAlone = replaced(source, "return allWrong == 0", "return wrong == 0 && allWrong != 1");
  const exact = replaced(resultsAlone, /(product\d*) := float32\((\S+) \* (\S+)\)$/gm, "$1 := float64($2) * float64($3)");
  const fused = replaced(replaced(exact, /sum \+= (product\d*)$/gm, "sum = float32(float64(sum) + $1)"), "sum := 0 + product", "sum := float32(product)");
  writeFileSync(join(folder, path), fused);
  expect(goTest()).toEqual([1, "FAIL"]);
});

/** The arithmetic that a build forces, with what stands in its way taken out of the sources. */
const FORCED = [
  ["gcc -O2 -ffp-contract=fast FMA", { whole: "00", results: "00" }],
  ["clang -O2 -ffp-contract=fast FMA", { whole: "00", results: "00" }],
  ["gcc -std=gnu99 -O2 X87", { whole: "00", results: "00" }],
  // A table's single product and sum stay as they are, in arithmetic that is not what it was.
  ["gcc -O3 -ffast-math", { whole: "00", results: "01" }],
  ["clang -O3 -ffast-math", { whole: "00", results: "01" }],
  ["gcc -Ofast", { whole: "00", results: "01" }],
] as const;

const isX64 = process.arch === "x64";
const processor = process.platform === "linux" ? readFileSync("/proc/cpuinfo", "utf8") : "";

describe("C", () => {
  const [network, table] = sourcesOf(c, [NETWORK, TABLE]);
  const writeSources = (change: (text: string) => string): void => {
    for (const { file, text } of [network, table]) writeFileSync(join(folder, file), change(text));
    writeFileSync(join(folder, "main.c"), MAINS.c.text(["network", "lines"]));
  };
  const run = (...words: readonly string[]) => spawnSync(words[0], words.slice(1), { cwd: folder, encoding: "latin1" });
  const verdict = (compile: string, link = compile): string => {
    for (const [command, ...more] of [[compile, "-c", "network.c", "lines.c", "main.c"], [link, "network.o", "lines.o", "main.o", "-o", "program"]]) {
      const { status, stderr } = run(...command.split(" "), ...more);
      if (status !== 0) throw new Error(stderr);
    }
    return run("./program").stdout.replaceAll("\0", "0").replaceAll("\u0001", "1");
  };
  const bare = (text: string): string => replaced(text, /^#(error|pragma).*$/gm, "");
  /** Without the example of arithmetic. */
  const resultsAlone = (text: string): string => replaced(text, "return all_wrong == 0u", "return wrong == 0u");
  const exampleAlone = (text: string): string => replaced(text, "return all_wrong == 0u", "return differing == 0u");

  test.each(FORCED.filter(([command]) => isX64 || !command.includes("X87")))("%s is wrong", (command, { whole, results }) => {
    const words = command.replace(" FMA", isX64 ? " -mfma" : "").replace("X87", "-mfpmath=387");
    if (command.includes("FMA") && isX64) expect(processor).toMatch(/\bfma\b/);
    writeSources(bare);
    expect(verdict(words)).toBe(whole);
    writeSources((text) => resultsAlone(bare(text)));
    expect(verdict(words)).toBe(results);
    writeSources((text) => exampleAlone(bare(text)));
    expect(verdict(words)).toBe("00");
  });

  test("the example is wrong where clang fuses whatever the source says", () => {
    writeSources(exampleAlone);
    expect(verdict(`clang -O2 -ffp-contract=fast${isX64 ? " -mfma" : ""}`)).toBe("00");
  });

  test("linked with -Ofast, which flushes subnormal numbers, it is wrong", () => {
    writeSources((text) => text);
    expect([verdict("gcc -O2"), verdict("gcc -O2", "gcc -Ofast")]).toEqual(["11", isX64 ? "00" : "11"]);
  });

  test("with the guards in their places it is right", () => {
    writeSources((text) => text);
    const kept = ["gcc -O2 -ffp-contract=fast FMA", "gcc -std=gnu99 -O2 X87"].filter((command) => isX64 || !command.includes("X87"));
    expect(kept.map((command) => verdict(command.replace(" FMA", isX64 ? " -mfma" : "").replace("X87", "-mfpmath=387")))).toEqual(kept.map(() => "11"));
  });
});
