// The compilers nnc knows, as data: how each one is found, called and installed. Runs nothing.

export type Language = "c" | "go" | "ts";

export type ToolchainName = "gcc" | "clang" | "tcc" | "go" | "node";

/** One way to call a compiler. */
export interface Build {
  /** What sets it apart from the compiler's other builds, as reports name it. */
  readonly flags: readonly string[];
  /** Runs in the folder of the build. */
  readonly compile: readonly string[];
  /** Succeeds, given nothing on its standard input, where the compiler takes the flags; absent where every one does. */
  readonly probe?: readonly string[];
}

/**
 * One compiler. Command lines are lists of words, in which these stand for something else:
 * `{command}` the compiler as it was found, `{sources}` the source files (one word each), `{output}` the program to
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
  /** The usual one. */
  readonly build: Build;
  /** Others, with which results must be the same. */
  readonly furtherBuilds: readonly Build[];
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

const ofGccAndClang = (flags: readonly string[], ...others: readonly string[]): readonly string[] =>
  ["{command}", "-std=c99", ...flags, ...others, "-o", "{output}", "{sources}", "-lm"];

const usual: Build = { flags: ["-O2"], compile: ofGccAndClang(["-O2"], ...strictWarnings) };

const nativeFlags = ["-O3", "-march=native"];
/** What the processor at hand can do, fused multiply-adds among it. Warnings are the usual build's. */
const native: Build = {
  flags: nativeFlags,
  compile: ofGccAndClang(nativeFlags),
  probe: ["{command}", ...nativeFlags, "-E", "-x", "c", "-"],
};

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
    commands: ["gcc", "cc"],
    detect: ["{command}", "--version"],
    version: /^\S*cc\S* \(.+?\) (\d+(?:\.\d+)+)/,
    build: usual,
    furtherBuilds: [native],
    install: { linux: "sudo apt-get install gcc", win32: "winget install BrechtSanders.WinLibs.POSIX.UCRT" },
  },
  {
    ...cRow,
    name: "clang",
    commands: ["clang"],
    detect: ["{command}", "--version"],
    version: /clang version (\d+(?:\.\d+)+)/,
    build: usual,
    furtherBuilds: [native],
    install: {
      linux: "sudo apt-get install clang",
      darwin: "xcode-select --install",
      win32: "winget install LLVM.LLVM",
    },
  },
  {
    ...cRow,
    name: "tcc",
    commands: ["tcc"],
    detect: ["{command}", "-v"],
    version: /^tcc version (\d+(?:\.\d+)+)/,
    // No -Werror: other versions warn about the system's own headers.
    build: { flags: [], compile: ["{command}", "-Wall", "-o", "{output}", "{sources}", "-lm"] },
    furtherBuilds: [],
    install: { linux: "sudo apt-get install tcc", darwin: "brew install --HEAD tcc" },
  },
  {
    name: "go",
    language: "go",
    commands: ["go"],
    detect: ["{command}", "version"],
    version: /^go version (?:go|devel go)(\d+(?:\.\d+)+)/,
    sourceExtension: ".go",
    build: { flags: [], compile: ["{command}", "build", "-buildvcs=false", "-o", "{output}", "."] },
    furtherBuilds: [],
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
    language: "ts",
    commands: [process.execPath],
    detect: ["{command}", "--version"],
    version: /^v(\d+(?:\.\d+)+)/,
    sourceExtension: ".ts",
    build: {
      flags: [],
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
    },
    furtherBuilds: [],
    run: ["{command}", "{directory}/main.js"],
    extraFiles: { "package.json": '{ "type": "module" }\n' },
    environment: { NODE_OPTIONS: "" },
    environmentWithoutHome: {},
    // Node runs nnc itself, so what can be missing is the compiler among its packages.
    install: { linux: "npm install typescript", darwin: "npm install typescript", win32: "npm install typescript" },
  },
];
