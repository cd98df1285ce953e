// Compares the bits of all results of emitted functions in C, Go and TypeScript, at every float32 of their domains, by a hash.

import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nnc, root, runNnc, runProgram } from "../builds.ts";
import { table } from "../markdown.ts";
import { everyFloat } from "./every-float.ts";
import { emitTable, type EmittedTable } from "./functions.ts";

type Emit = (file: string, options: readonly string[]) => void;

export function measureEveryBit(functions: readonly EmittedTable[], folder: string): string {
  const [article] = functions;
  const rows = functions.map((one) => [`${one.name}, as a table`, ...hashes(one, folder, (file, options) => { emitTable(one, file, options); }, "each")]);
  const network: Emit = (file, options) => {
    runNnc(nnc, ["emit", article.model, "--name", "table", "-o", file, "--force", ...options]);
  };
  // Call by call it would take a quarter of an hour in TypeScript.
  const all = [...rows, [`${article.name}, as a network`, ...hashes(article, folder, network, "all")]];
  return `## Every bit\n\n${table(["function"], ["numbers", "hash in C, gcc -O2", "in Go", "in TypeScript"], all)}`;
}

function hashes(one: EmittedTable, folder: string, emit: Emit, how: "each" | "all"): readonly string[] {
  mkdirSync(folder, { recursive: true });
  emit(join(folder, "table.c"), []);
  const { tried, hash } = everyFloat(one, join(folder, "table.c"), folder);
  return [tried.toLocaleString("en"), String(hash), inGo(one, folder, emit), inTypeScript(one, folder, emit, how)];
}

function inGo({ low, high }: EmittedTable, beside: string, emit: Emit): string {
  // Go takes no other languages' files in a package's folder.
  const folder = join(beside, "go");
  mkdirSync(folder, { recursive: true });
  emit(join(folder, "table.go"), []);
  writeFileSync(join(folder, "table.go"), readFileSync(join(folder, "table.go"), "utf8").replace(/^package .*$/m, "package main"));
  writeFileSync(join(folder, "domain.go"), `package main\n\nconst low, high = float32(${low}), float32(${high})\n`);
  writeFileSync(join(folder, "go.mod"), "module everybit\n\ngo 1.19\n");
  copyFileSync(join(root, "bench", "tables", "every_bit.go"), join(folder, "main.go"));
  return runProgram(["go", "run", "."], { folder }).toString().trim();
}

function inTypeScript({ low, high }: EmittedTable, folder: string, emit: Emit, how: "each" | "all"): string {
  const [typed, plain] = ["ts", "mjs"].map((extension) => join(folder, `table.${extension}`));
  emit(typed, how === "all" ? ["--batch", "--simd"] : []);
  runProgram([join(root, "node_modules", ".bin", "esbuild"), typed, "--format=esm", `--outfile=${plain}`, "--log-level=warning", "--allow-overwrite"]);
  return runProgram([process.execPath, join(root, "bench", "tables", "every-bit.mjs"), plain, how, String(low), String(high)]).toString().trim();
}
