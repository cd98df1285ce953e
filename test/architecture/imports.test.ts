// The import rules of the house: which room may open onto which, and why.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const source = fileURLToPath(new URL("../../src/", import.meta.url));

interface Rule {
  readonly rooms: readonly string[];
  readonly reason: string;
}

const below = ["diagnostics", "numeric", "program", "network"];
const RULES: Readonly<Record<string, Rule>> = {
  diagnostics: { rooms: [], reason: "diagnostics is used by everything, so it may know nothing" },
  numeric: { rooms: [], reason: "numeric is plain arithmetic: it may know nothing of nnc" },
  program: { rooms: ["numeric", "diagnostics", "wasm"], reason: "a Program knows nothing of networks, languages or files" },
  network: { rooms: ["program", "numeric", "diagnostics"], reason: "ops lower themselves to Programs and know no more" },
  formats: { rooms: below, reason: "reading a file ends in a Network: what is done with it does not concern a format" },
  passes: { rooms: below, reason: "a pass turns a Network into a Network" },
  analysis: { rooms: below, reason: "what is proved of a Network depends on the Network alone" },
  certify: {
    rooms: [...below, "analysis", "train"],
    reason: "a certificate is a Program, a network and targets in, bounds out: who asks for it and in what language does not concern it",
  },
  tables: { rooms: [...below, "analysis"], reason: "a table is made of what a network computes, whoever asks for it and in what language" },
  codegen: { rooms: below, reason: "sources are made of Programs, whoever trained or wrote the model" },
  wasm: { rooms: [], reason: "WebAssembly is a file format: what is computed in it does not concern its builders" },
  assemble: { rooms: ["program", "numeric", "diagnostics", "wasm"], reason: "WebAssembly is made of Programs, whatever they compute" },
  train: { rooms: [...below, "wasm"], reason: "training ends in a Network; it must not know what is emitted of it" },
  toolchain: { rooms: ["diagnostics"], reason: "a compiler is run on files, whatever they hold" },
  languages: {
    rooms: ["codegen", "toolchain", "program", "numeric", "diagnostics"],
    reason: "a language spells Programs: networks and ops must not concern it, so that an op adds nothing to a language",
  },
  verify: {
    rooms: [...below, "assemble", "formats", "passes", "analysis", "codegen", "languages", "train", "toolchain"],
    reason: "verify may use all but the command line",
  },
  compare: {
    rooms: [...below, "passes", "train", "verify"],
    reason: "two models are networks and Programs: where they came from and how it is shown does not concern who compares them",
  },
  benchmark: {
    rooms: [...below, "formats", "codegen", "languages", "train", "toolchain", "verify"],
    reason: "a benchmark is functions in, figures out: which ones are asked for and how figures are shown does not concern it",
  },
  baseline: {
    rooms: [...below, "codegen", "languages", "toolchain", "verify", "benchmark", "pipeline"],
    reason: "a baseline is figures of a model: which options were given and how they are shown does not concern it",
  },
  quantise: {
    rooms: [...below, "passes", "codegen", "train", "verify"],
    reason: "quantising is a Network and inputs in, a Network out: where they came from and what is written does not concern it",
  },
  report: { rooms: ["numeric", "diagnostics"], reason: "plots and pages are data in, text out" },
  // Formats for checkpoints; passes, codegen and verify to measure a network with the bits of emitted code.
  run: {
    rooms: [...below, "formats", "passes", "codegen", "train", "verify"],
    reason: "a run is settings in, network out: it knows no terminal, page or file",
  },
  live: { rooms: [...below, "run", "report"], reason: "a page shows a run; what is asked for and what is written does not concern it" },
  shell: { rooms: [...below, "codegen", "run"], reason: "how a command is written depends on what was said, not on what is done about it" },
  pipeline: {
    rooms: [...below, "formats", "passes", "tables", "assemble", "codegen", "languages", "train", "certify", "toolchain", "verify", "quantise", "run", "shell"],
    reason: "what is done with a model from its bytes to its sources: whoever calls it has files and pages of their own",
  },
  library: {
    rooms: [...below, "formats", "codegen", "languages", "train", "certify", "verify", "quantise", "run", "shell", "pipeline"],
    reason: "a library is called by programs: it has no command line",
  },
  cli: {
    rooms: [
      ...below, "formats", "passes", "analysis", "codegen", "languages", "train", "certify", "toolchain", "verify", "compare", "benchmark", "baseline", "quantise", "report", "run",
      "live",
      "shell", "pipeline",
    ],
    reason: "",
  },
};

/** Within codegen, only lowering may know networks and ops in full; the rest may name them as types and describe them. */
const SPELLING_FILES = [
  "spell-function.ts", "spell-unit.ts", "spelled-value.ts", "rounding.ts", "helper-names.ts", "digits.ts", "table-rows.ts", "name-scope.ts", "language.ts",
].map((file) => join("codegen", file));

interface Import {
  readonly from: string;
  readonly to: string;
}

function files(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name));
}

function importsOf(path: string): readonly Import[] {
  const text = readFileSync(path, "utf8");
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map(([, to = ""]) => ({
    from: relative(source, path),
    to: relative(source, resolve(dirname(path), to)),
  }));
}

const roomOf = (path: string): string => path.split(/[\\/]/)[0] ?? "";
const all = files(source);
const imports = all.flatMap(importsOf);

/** The files that lead back to themselves, those of one circle together (Tarjan 1972). */
function circles(): readonly (readonly string[])[] {
  const next = new Map(all.map((path) => [relative(source, path), importsOf(path).map(({ to }) => to)]));
  const found = new Map<string, { readonly order: number; low: number }>();
  const open: string[] = [];
  const result: string[][] = [];
  const visit = (file: string): number => {
    const own = { order: found.size, low: found.size };
    found.set(file, own);
    open.push(file);
    for (const other of next.get(file) ?? []) {
      const seen = found.get(other);
      if (seen === undefined) own.low = Math.min(own.low, visit(other));
      else if (open.includes(other)) own.low = Math.min(own.low, seen.order);
    }
    if (own.low === own.order) {
      const circle = open.splice(open.indexOf(file));
      if (circle.length > 1) result.push(circle.sort());
    }
    return own.low;
  };
  for (const file of next.keys()) if (!found.has(file)) visit(file);
  return result;
}

describe("import rules", () => {
  test("every room has a rule", () => {
    expect(readdirSync(source).filter((room) => RULES[room] === undefined)).toEqual([]);
  });

  test("imports are found at all", () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  test("no file imports itself by way of others", () => {
    expect(circles()).toEqual([]);
  });

  test("no room opens onto one it must not know", () => {
    const broken = imports
      .map(({ from, to }) => ({ from, to, rule: RULES[roomOf(from)] }))
      .filter(({ from, to, rule }) => roomOf(from) !== roomOf(to) && !to.startsWith("..") && !rule?.rooms.includes(roomOf(to)))
      .map(({ from, to, rule }) => `${from} imports ${to}: ${rule?.reason ?? ""}`);
    expect(broken).toEqual([]);
  });

  test("spelling knows nothing of networks and ops", () => {
    expect(SPELLING_FILES.filter((file) => !all.includes(join(source, file)))).toEqual([]);
    const broken = imports
      .filter(({ from, to }) => SPELLING_FILES.includes(from) && roomOf(to) === "network")
      .map(({ from, to }) => `${from} imports ${to}: what is spelled are Programs, and new ops must not concern it`);
    expect(broken).toEqual([]);
  });

  test("of the toolchain a language knows what a compiler is, and runs none", () => {
    const known = imports.filter(({ from, to }) => roomOf(from) === "languages" && roomOf(to) === "toolchain").map(({ to }) => to);
    expect([...new Set(known)]).toEqual([join("toolchain", "compiler.ts")]);
  });

  test("only toolchain runs other programs", () => {
    const users = all.filter((path) => /"(execa|node:child_process)"/.test(readFileSync(path, "utf8"))).map((path) => roomOf(relative(source, path)));
    expect([...new Set(users)]).toEqual(["toolchain"]);
  });

  test("a run needs nothing of Node", () => {
    const users = all.filter((path) => roomOf(relative(source, path)) === "run" && /"node:|\bprocess\./.test(readFileSync(path, "utf8")));
    expect(users.map((path) => relative(source, path))).toEqual([]);
  });

  test("only the command line touches argv, streams and exit codes, and writes files", () => {
    const touching = /process\.(argv|stdout|stderr|stdin|exit|exitCode)|console\./;
    const offenders = all
      .map((path) => ({ room: roomOf(relative(source, path)), path, text: readFileSync(path, "utf8") }))
      .filter(({ room, text }) => room !== "cli" && (touching.test(text) || (room !== "toolchain" && /\b(writeFile|writeFileSync|createWriteStream)\b/.test(text))))
      .map(({ path }) => relative(source, path));
    expect(offenders).toEqual([]);
  });
});
