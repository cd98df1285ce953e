// Times functions for many arguments in TypeScript, plain and in WebAssembly, beside calls one by one and the formula: of tables and of a
// network, each in processes of its own, in turn and in turn backwards.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { nnc, root, runNnc, runProgram } from "../builds.ts";
import { digits, table } from "../markdown.ts";
import { median } from "../peers/median.ts";
import { emitTable, type EmittedTable } from "./functions.ts";

const PROCESSES = 10;
const COLUMNS = ["calls one by one", "of arrays that are given", "--batch", "--batch --simd", "formula one by one", "--simd ÷ formula"];

export function measureSimd(functions: readonly EmittedTable[], folder: string): string {
  mkdirSync(folder, { recursive: true });
  const [article] = functions;
  const ofTables = functions.map((one) => {
    return [`${one.name}, as a table`, ...timed(one, folder, (file, options) => { emitTable(one, file, options); })];
  });
  const ofNetwork = timed(article, folder, (file, options) => {
    runNnc(nnc, ["emit", article.model, "--name", "table", "-o", file, "--force", ...options]);
  });
  const rows = [...ofTables, [`${article.name}, as a network`, ...ofNetwork]];
  return `## Batches of 4,096 in TypeScript, nanoseconds of a result\n\n${table(["function"], COLUMNS, rows)}`;
}

function timed({ javascript, low, high }: EmittedTable, folder: string, emit: (file: string, options: readonly string[]) => void): readonly string[] {
  const module = (name: string, options: readonly string[]): string => {
    const [typed, plain] = ["ts", "mjs"].map((extension) => join(folder, `${name}.${extension}`));
    emit(typed, options);
    runProgram([join(root, "node_modules", ".bin", "esbuild"), typed, "--format=esm", `--outfile=${plain}`, "--log-level=warning", "--allow-overwrite"]);
    return plain;
  };
  const [plain, simd] = [module("plain", ["--batch"]), module("simd", ["--batch", "--simd"])];
  const time = (how: "each" | "given" | "all", which: string): number => {
    const words = [join(root, "bench", "tables", "timing-batch.mjs"), how, which, javascript, String(low), String(high)];
    return Number(runProgram([process.execPath, ...words]).toString());
  };
  const ways = [["each", plain], ["given", plain], ["all", plain], ["all", simd], ["each", "formula"]] as const;
  const processes = Array.from({ length: PROCESSES }, (_, turn) => {
    const timesOf = (these: readonly (typeof ways)[number][]): readonly number[] => these.map(([how, which]) => time(how, which));
    return turn % 2 === 0 ? timesOf(ways) : timesOf(ways.toReversed()).toReversed();
  });
  const times = ways.map((_, way) => median(processes.map((one) => one[way])));
  return [...times.map(digits), digits(times[3] / times[4])];
}
