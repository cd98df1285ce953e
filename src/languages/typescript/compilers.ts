// The TypeScript compiler nnc checks with: Node.js, which runs what the package typescript makes of the source. Files are ES modules;
// the program starts in `main.ts`, or in `main.js`, which is run as it is. No types of Node's are declared.

import type { Compiler } from "../../toolchain/compiler.ts";

const COMPILE = [
  "{command}",
  "{package}",
  "--ignoreConfig",
  "--strict",
  "--noUncheckedIndexedAccess",
  "--exactOptionalPropertyTypes",
  "--skipLibCheck",
  "--target",
  "es2022",
  "--lib",
  "es2022",
  "--module",
  "nodenext",
  "--rootDir",
  ".",
  "--outDir",
  ".",
  "{sources}",
];

export const compilers: readonly Compiler<"ts">[] = [
  {
    name: "node",
    builds: [[]],
    language: "ts",
    commands: ["{node}"],
    detect: ["{command}", "--version"],
    versionPattern: /^v(\d+(?:\.\d+)+)/,
    sourceExtension: ".ts",
    package: { name: "typescript", file: "bin/tsc" },
    attempt: ["{command}", "--version"],
    compile: COMPILE,
    timed: { program: COMPILE },
    run: ["{command}", "{directory}/main.js"],
    extraFiles: { "package.json": '{ "type": "module" }\n' },
    environment: { NODE_OPTIONS: "" },
    environmentWithoutHome: {},
    // Node runs nnc itself, so what can be missing is the compiler among its packages.
    install: { linux: "npm install typescript", darwin: "npm install typescript", win32: "npm install typescript" },
  },
];
