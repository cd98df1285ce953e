// The compilers nnc knows, as data: how each one is found, called and installed. Runs nothing.

export type Language = "c" | "go" | "ts";

export type ToolchainName = "gcc" | "clang" | "tcc" | "go" | "node";

/**
 * One compiler. Command lines are lists of words, in which these stand for something else:
 * `{command}` the compiler as it was found, `{options}` those of one of its builds, `{sources}` the source files (one word each), `{output}` the program to
 * write, `{directory}` the folder of the build, `{tsc}` the TypeScript compiler that nnc depends on.
 */
export interface ToolchainRow {
  readonly name: ToolchainName;
  readonly language: Language;
  /** Names to look for on the PATH (or absolute paths), the first that answers is taken. */
  readonly commands: readonly string[];
  readonly detect: readonly string[];
  /** Its first group is the version. What does not match is not this compiler (macOS calls its clang gcc). */
  readonly version: RegExp;
  /** Source files end like this; other files lie beside them (headers, modules that need no compiling). */
  readonly sourceExtension: string;
  /** The options of each way in which a project may build; the first is the usual one. */
  readonly builds: readonly [readonly string[], ...(readonly string[])[]];
  /** Runs in the folder of the build. */
  readonly compile: readonly string[];
  readonly run: readonly string[];
  /** Files the compiler wants beside the sources. */
  readonly extraFiles: Readonly<Record<string, string>>;
  /** Settings of the user's that would change the result are overruled here; an empty one counts as not set. */
  readonly environment: Readonly<Record<string, string>>;
  /** More of them, for when there is no home folder to keep caches in. */
  readonly environmentWithoutHome: Readonly<Record<string, string>>;
  /** The command that installs it. */
  readonly install: Readonly<Partial<Record<NodeJS.Platform, string>>>;
}

export const languageNames: Readonly<Record<Language, string>> = { c: "C", go: "Go", ts: "TypeScript" };

// The warnings a careful project builds with: the emitted code must pass under its reader's own settings.
const strictWarnings = [
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
const OPTIMISED_BUILDS: ToolchainRow["builds"] = [["-O2"], ["-O3", "-march=native"]];

const cRow = {
  language: "c",
  sourceExtension: ".c",
  run: ["{output}"],
  extraFiles: {},
  environment: {},
  environmentWithoutHome: {},
} as const;

export const toolchainTable: readonly ToolchainRow[] = [
  {
    ...cRow,
    name: "gcc",
    builds: OPTIMISED_BUILDS,
    commands: ["gcc", "cc"],
    detect: ["{command}", "--version"],
    version: /^\S*cc\S* \(.+?\) (\d+(?:\.\d+)+)/,
    compile: ["{command}", "-std=c99", "{options}", ...strictWarnings, "-o", "{output}", "{sources}", "-lm"],
    install: { linux: "sudo apt-get install gcc", win32: "winget install BrechtSanders.WinLibs.POSIX.UCRT" },
  },
  {
    ...cRow,
    name: "clang",
    builds: OPTIMISED_BUILDS,
    commands: ["clang"],
    detect: ["{command}", "--version"],
    version: /clang version (\d+(?:\.\d+)+)/,
    compile: ["{command}", "-std=c99", "{options}", ...strictWarnings, "-o", "{output}", "{sources}", "-lm"],
    install: {
      linux: "sudo apt-get install clang",
      darwin: "xcode-select --install",
      win32: "winget install LLVM.LLVM",
    },
  },
  {
    ...cRow,
    name: "tcc",
    builds: [[]],
    commands: ["tcc"],
    detect: ["{command}", "-v"],
    version: /^tcc version (\d+(?:\.\d+)+)/,
    // No -Werror: other versions warn about the system's own headers.
    compile: ["{command}", "-Wall", "-o", "{output}", "{sources}", "-lm"],
    install: { linux: "sudo apt-get install tcc", darwin: "brew install --HEAD tcc" },
  },
  {
    name: "go",
    builds: [[]],
    language: "go",
    commands: ["go"],
    detect: ["{command}", "version"],
    version: /^go version (?:go|devel go)(\d+(?:\.\d+)+)/,
    sourceExtension: ".go",
    compile: ["{command}", "build", "-buildvcs=false", "-o", "{output}", "."],
    run: ["{output}"],
    extraFiles: { "go.mod": "module nncprogram\n\ngo 1.18\n" },
    // For this machine, from these files alone, by this very compiler, never over the network.
    environment: {
      GOENV: "off",
      GOWORK: "off",
      GO111MODULE: "on",
      GOFLAGS: "-mod=mod",
      GOTOOLCHAIN: "local",
      GOPROXY: "off",
      GOOS: "",
      GOARCH: "",
    },
    environmentWithoutHome: { GOCACHE: "{directory}/go-cache", GOPATH: "{directory}/go-path" },
    install: { linux: "sudo apt-get install golang-go", darwin: "brew install go", win32: "winget install GoLang.Go" },
  },
  {
    name: "node",
    builds: [[]],
    language: "ts",
    commands: [process.execPath],
    detect: ["{command}", "--version"],
    version: /^v(\d+(?:\.\d+)+)/,
    sourceExtension: ".ts",
    compile: [
      "{command}",
      "{tsc}",
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
    ],
    run: ["{command}", "{directory}/main.js"],
    extraFiles: { "package.json": '{ "type": "module" }\n' },
    environment: { NODE_OPTIONS: "" },
    environmentWithoutHome: {},
    // Node runs nnc itself, so what can be missing is the compiler among its packages.
    install: { linux: "npm install typescript", darwin: "npm install typescript", win32: "npm install typescript" },
  },
];
