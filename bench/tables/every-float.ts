// The errors of tables at every float32 of their domains, in C, beside what the emitted header says.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root, runProgram } from "../builds.ts";
import { table } from "../markdown.ts";
import { emitTable, type EmittedTable } from "./functions.ts";

export function measureEveryFloat(functions: readonly EmittedTable[], folder: string): string {
  const rows = functions.map((one) => {
    const source = join(folder, "table.c");
    emitTable(one, source);
    const { error, at, tried } = everyFloat(one, source, folder);
    const text = readFileSync(source, "utf8");
    const cells = /for each of (\d+) cells/.exec(text)?.[1] ?? "";
    return [one.name, cells, /measured +(\S+)/.exec(text)?.[1] ?? "", error.toExponential(3), String(at), tried.toLocaleString("en")];
  });
  return `## The largest error\n\n${table(["function"], ["cells", "seen by nnc", "at every float32", "at", "numbers"], rows)}`;
}

interface Tried {
  readonly error: number;
  readonly at: number;
  readonly tried: number;
  /** Of the bits of all results. */
  readonly hash: number;
}

/** @param source C with the function `table`. */
export function everyFloat({ low, high, double }: Pick<EmittedTable, "low" | "high" | "double">, source: string, folder: string): Tried {
  const program = join(folder, "every-float");
  const defined = [`-DLOW=${low}`, `-DHIGH=${high}`, `-DEXACT=${double}`, `-DSOURCE="${source}"`];
  runProgram(["gcc", "-O2", "-std=gnu11", ...defined, join(root, "bench", "tables", "every-float.c"), "-o", program, "-lm"]);
  return parsed(runProgram([program]).toString());
}

function parsed(text: string): Tried {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null || !("error" in value && "at" in value && "tried" in value && "hash" in value)) throw new Error(`every-float.c printed ${text}`);
  return { error: Number(value.error), at: Number(value.at), tried: Number(value.tried), hash: Number(value.hash) };
}
