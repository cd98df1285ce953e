// The errors of a function against any expression of C at every float32 of its domain, in C.

import { join } from "node:path";
import { root, runProgram } from "../builds.ts";
import type { EmittedTable } from "./functions.ts";

interface Tried {
  readonly error: number;
  readonly at: number;
  readonly tried: number;
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
  if (typeof value !== "object" || value === null || !("error" in value && "at" in value && "tried" in value)) throw new Error(`every-float.c printed ${text}`);
  return { error: Number(value.error), at: Number(value.at), tried: Number(value.tried) };
}
