// The same bits whatever a project's build says: optimisation levels, processors, FMA, link-time optimisation, x87. What cannot
// be kept is refused by the emitted file, or its header says so.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emitDriver } from "../../src/codegen/driver.ts";
import { emitSource } from "../../src/codegen/package.ts";
import { wholeText } from "../../src/codegen/text.ts";
import { SPOKEN } from "../../src/languages/index.ts";
import { evaluate } from "../../src/verify/evaluate.ts";
import { FLAG_CASES, type FlagCase } from "./flag-networks.ts";

const C = ["gcc", "clang"];
const CPP = ["g++ -x c++ -std=c++11", "clang++ -x c++ -std=c++11"];

interface Build {
  readonly compilers: readonly string[];
  readonly flags: string;
  /** What /proc/cpuinfo must name for the program to run here; elsewhere its instructions alone are looked at. */
  readonly needs?: string;
  /** The command that links, where that must not be done with the same flags. */
  readonly linker?: string;
}

const EVERYWHERE: readonly Build[] = [
  { compilers: C, flags: "-std=c99 -O0" },
  { compilers: ["gcc"], flags: "-O1" },
  { compilers: C, flags: "-O2" },
  { compilers: C, flags: "-Os" },
  { compilers: C, flags: "-O3" },
  { compilers: CPP, flags: "-O3 -march=native" },
  // LLVM's linker plugin is a package of its own.
  { compilers: ["gcc"], flags: "-O3 -march=native -flto" },
  { compilers: ["gcc"], flags: "-O3 -march=native -ffp-contract=fast -funroll-loops -fvect-cost-model=unlimited" },
  { compilers: ["gcc"], flags: "-O3 -march=native -fassociative-math -fno-signed-zeros -fno-trapping-math" },
  { compilers: ["gcc"], flags: "-O3 -march=native -freciprocal-math -fno-signed-zeros" },
  // No macro tells of this; the pragma keeps the bits where the program is linked without it.
  { compilers: ["clang"], flags: "-O3 -march=native -funsafe-math-optimizations", linker: "clang" },
];

const X86: readonly Build[] = [
  { compilers: ["gcc"], flags: "-O2 -mfma", needs: "fma" },
  { compilers: C, flags: "-O3 -march=haswell", needs: "avx2" },
  { compilers: C, flags: "-O3 -march=x86-64-v4 -mprefer-vector-width=512", needs: "avx512vl" },
  { compilers: ["gcc"], flags: "-O2 -mfma4", needs: "fma4" },
  { compilers: ["gcc"], flags: "-O2 -mfpmath=387" },
  // Where constants have more digits than float32 unless they are told not to.
  { compilers: ["gcc"], flags: "-std=c99 -O2 -mfpmath=387" },
];

const BUILDS = [...EVERYWHERE, ...(process.arch === "x64" ? X86 : [])].flatMap(({ compilers, flags, ...others }) =>
  compilers.map((compiler) => ({ command: `${compiler} ${flags}`, ...others })),
);

const expected = FLAG_CASES.map(({ request, points }) => evaluate(request.program, points));

let folder = "";

/** Runs a command with a list of words in the folder of the test. */
function run(command: string, ...words: readonly string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const [program, ...flags] = command.split(" ");
  return spawnSync(program, [...flags, ...words], { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 26 });
}

/** The main of a program that runs the driver its argument names. */
function dispatcher(names: readonly string[]): string {
  return [
    "#include <string.h>",
    ...names.map((name) => `int main_${name}(void);`),
    "int main(int count, char **words) {",
    ...names.map((name) => `    if (count == 2 && strcmp(words[1], "${name}") == 0) return main_${name}();`),
    "    return 2;",
    "}\n",
  ].join("\n");
}

const NAMES = FLAG_CASES.map(({ request }) => request.name);
const SOURCES = NAMES.map((name) => `${name}.c`);
const OBJECTS = NAMES.map((name) => `${name}.o`);
const DRIVERS = [...NAMES.map((name) => `main_${name}.o`), "main.o"];

// The drivers are compiled once, as C: that tests the linkage of C++ as well.
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nnc-flags-"));
  for (const { request } of FLAG_CASES) {
    const { name } = request;
    for (const [path, text] of emitSource(SPOKEN.c.language, request)) writeFileSync(join(folder, path), wholeText(text));
    for (const text of emitDriver(SPOKEN.c, request).values()) writeFileSync(join(folder, `main_${name}.c`), wholeText(text));
    expect(run("gcc -O1 -c", `-Dmain=main_${name}`, `main_${name}.c`)).toMatchObject({ status: 0 });
  }
  writeFileSync(join(folder, "main.c"), dispatcher(NAMES));
  expect(run("gcc -c main.c")).toMatchObject({ status: 0 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function compileAndLink(compiler: string, linker: string): void {
  expect(run(compiler, "-c", ...SOURCES)).toMatchObject({ status: 0 });
  expect(run(linker, "-x", "none", ...OBJECTS, ...DRIVERS, "-o", "program", "-lm")).toMatchObject({ status: 0 });
}

/** The results of a network in the program that was built last. */
function resultsOf({ request: { name }, points }: FlagCase): Float32Array {
  const input = new Uint8Array(points.values.buffer);
  const { stdout } = spawnSync(join(folder, "program"), [name], { input, maxBuffer: 2 ** 24 });
  return new Float32Array(new Uint8Array(stdout).buffer);
}

/** Networks with results that are not the interpreter's. */
function differing(): readonly string[] {
  return FLAG_CASES.filter((flagCase, position) => {
    const computed = resultsOf(flagCase);
    return computed.length !== expected[position].length || computed.some((value, i) => !Object.is(value, expected[position][i]));
  }).map(({ request }) => request.name);
}

function fusedInstructions(): readonly string[] {
  return run("objdump -d program").stdout.match(/\bvfn?m(?:add|sub)\w*/g) ?? [];
}

function canRun(feature: string | undefined): boolean {
  return feature === undefined || new RegExp(`\\b${feature}\\b`).test(readFileSync("/proc/cpuinfo", "utf8"));
}

describe("the bits of the interpreter and no fused instruction", () => {
  test.each(BUILDS)("$command", ({ command, linker, needs }) => {
    compileAndLink(command, linker ?? command);
    expect(fusedInstructions()).toEqual([]);
    if (canRun(needs)) expect(differing()).toEqual([]);
  });
});

test.runIf(process.arch === "x64").each(C)("%s -O3 -march=haswell makes vectors of layers", (compiler) => {
  expect(run(`${compiler} -O3 -march=haswell -S`, ...SOURCES)).toMatchObject({ status: 0 });
  const layers = ["dense", "one_layer", "deep", "blocks"];
  expect(layers.filter((name) => /\bvaddps\b/.test(readFileSync(join(folder, `${name}.s`), "utf8")))).toEqual(layers);
});

test("results are subnormal where that is what is tried", () => {
  const position = NAMES.indexOf("subnormal");
  expect(expected[position].every((value) => Math.abs(value) < 2 ** -126 && value !== 0)).toBe(true);
});

describe("flags that would change results are refused", () => {
  const fast = "one_layer must be compiled without -ffast-math, -Ofast and -ffinite-math-only: they change its results";
  const unsafe = "one_layer must be compiled without -funsafe-math-optimizations: linking with it makes subnormal numbers zero";
  const x87 = "one_layer needs float arithmetic, and clang computes in wider registers here: add -msse2 -mfpmath=sse";
  const refused: readonly (readonly [command: string, message: string])[] = [
    ["gcc -Ofast", fast],
    ["gcc -O2 -ffast-math", fast],
    ["clang -O2 -ffast-math", fast],
    ["clang -O2 -ffp-model=fast", fast],
    ["gcc -O2 -ffinite-math-only", fast],
    ["gcc -O2 -funsafe-math-optimizations", unsafe],
    ["g++ -x c++ -O2 -funsafe-math-optimizations", unsafe],
  ];
  const onX86: typeof refused = [["clang -m32 -mno-sse", x87]];

  test.each([...refused, ...(process.arch === "x64" ? onX86 : [])])("%s", (command, message) => {
    const { status, stderr } = run(command, "-fsyntax-only", "one_layer.c");
    expect(status).not.toBe(0);
    const errors = stderr.split("\n").filter((line) => line.includes("error: "));
    expect(errors.map((line) => line.replace(/^.*error: (#error )?/, ""))).toEqual([`"${message}"`]);
  });
});

// crtfastmath.o, which the compiler's driver adds, sets the processor at the start of the program.
test.runIf(process.arch === "x64").each(["gcc -Ofast", "gcc -funsafe-math-optimizations", "clang -ffast-math"])(
  "as the header says, linking with %s makes subnormal results zero",
  (command) => {
    compileAndLink("gcc -O2", command);
    expect(differing()).toContain("subnormal");
  },
);
