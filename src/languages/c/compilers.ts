// The C compilers nnc checks with: they take all `.c` files together, one of them with `main`.

import type { Compiler, TimedBuild } from "../../toolchain/compiler.ts";

/** The warnings a careful project builds with: the emitted code must pass under its reader's own settings. */
const STRICT_WARNINGS = [
  "-Wall",
  "-Wextra",
  "-Wpedantic",
  "-Wconversion",
  "-Wdouble-promotion",
  "-Wfloat-equal",
  "-Wshadow",
  "-Wmissing-prototypes",
  "-Werror",
];

/** Usual, and with all that this machine has: fused multiplications and wide vectors are where compilers change bits. */
const OPTIMISED_BUILDS: Compiler["builds"] = [["-O2"], ["-O3", "-march=native"]];

/** Warnings are left out: what is timed may be the code of others. Each file is compiled alone, so that calls are calls. */
const TIMED: TimedBuild = {
  object: ["{command}", "-std=c11", "{options}", "-w", "-fstack-usage", "-c", "-o", "{output}", "{sources}"],
  program: ["{command}", "-std=c11", "{options}", "-w", "-o", "{output}", "{sources}", "{objects}", "-lm"],
};

const ANY = {
  language: "c",
  sourceExtension: ".c",
  // An empty file.
  attempt: ["{command}", "{options}", "-fsyntax-only", "-x", "c", "-"],
  run: ["{output}"],
  extraFiles: {},
  environment: {},
  environmentWithoutHome: {},
} as const;

export const compilers: readonly Compiler<"c">[] = [
  {
    ...ANY,
    name: "gcc",
    builds: OPTIMISED_BUILDS,
    timed: TIMED,
    commands: ["gcc", "cc"],
    detect: ["{command}", "--version"],
    versionPattern: /^\S*cc\S* \(.+?\) (\d+(?:\.\d+)+)/,
    compile: ["{command}", "-std=c99", "{options}", ...STRICT_WARNINGS, "-o", "{output}", "{sources}", "-lm"],
    install: { linux: "sudo apt-get install gcc", win32: "winget install BrechtSanders.WinLibs.POSIX.UCRT" },
  },
  {
    ...ANY,
    name: "clang",
    builds: OPTIMISED_BUILDS,
    timed: TIMED,
    commands: ["clang"],
    detect: ["{command}", "--version"],
    versionPattern: /clang version (\d+(?:\.\d+)+)/,
    compile: ["{command}", "-std=c99", "{options}", ...STRICT_WARNINGS, "-o", "{output}", "{sources}", "-lm"],
    install: {
      linux: "sudo apt-get install clang",
      darwin: "xcode-select --install",
      win32: "winget install LLVM.LLVM",
    },
  },
  {
    ...ANY,
    name: "tcc",
    builds: [[]],
    commands: ["tcc"],
    detect: ["{command}", "-v"],
    versionPattern: /^tcc version (\d+(?:\.\d+)+)/,
    // No -Werror: other versions warn about the system's own headers.
    compile: ["{command}", "-Wall", "-o", "{output}", "{sources}", "-lm"],
    install: { linux: "sudo apt-get install tcc", darwin: "brew install --HEAD tcc" },
  },
];
