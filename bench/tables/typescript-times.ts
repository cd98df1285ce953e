// Times tables in TypeScript beside their formulas, each in processes of its own, in turn and in turn backwards.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { root, runProgram } from "../builds.ts";
import { digits, table } from "../markdown.ts";
import { median } from "../peers/median.ts";
import { emitTable, type EmittedTable } from "./functions.ts";

const PROCESSES = 30;

export function measureTypeScript(functions: readonly EmittedTable[], folder: string): string {
  const rows = functions.map((one) => {
    const ratios = timed(one, folder);
    const own = ratios.map(([time]) => time);
    const parts = ratios.map(([time, formula]) => time / formula);
    return [one.name, `${digits(median(own))} / ${digits(median(parts))}`, digits(Math.max(...parts))];
  });
  return `## TypeScript\n\n${table(["function"], ["calls in a loop", `the largest part of ${PROCESSES} processes`], rows)}`;
}

/** Of each pair of processes the nanoseconds of the table and of the formula. */
function timed(one: EmittedTable, folder: string): readonly (readonly [number, number])[] {
  mkdirSync(folder, { recursive: true });
  const [typed, plain] = ["ts", "mjs"].map((extension) => join(folder, `table.${extension}`));
  emitTable(one, typed);
  runProgram([join(root, "node_modules", ".bin", "esbuild"), typed, "--format=esm", `--outfile=${plain}`, "--log-level=warning", "--allow-overwrite"]);
  const time = (which: string): number => {
    const words = [join(root, "bench", "tables", "timing.mjs"), which, one.javascript, String(one.low), String(one.high)];
    return Number(runProgram([process.execPath, ...words]).toString());
  };
  return Array.from({ length: PROCESSES }, (_, turn) => {
    if (turn % 2 === 0) return [time(plain), time("formula")];
    const formula = time("formula");
    return [time(plain), formula];
  });
}
