// Times tables in C beside their formulas, called from another file and inlined.

import { join } from "node:path";
import { isOnPath, root, runProgram } from "../builds.ts";
import { digits, table } from "../markdown.ts";
import { emitTable, type EmittedTable } from "./functions.ts";

interface Times {
  readonly table: number;
  readonly formula: number;
}

export interface Measured {
  readonly independent: Times;
  readonly chained: Times;
}

const COMPILERS = ["gcc", "clang"].filter(isOnPath);
const FLAGS = [["-O2"], ["-O3", "-march=native"]];

export function measureC(functions: readonly EmittedTable[], folder: string): string {
  const rows = functions.flatMap((one) => {
    emitTable(one, `${folder}/`, ["--lang", "c"]);
    return COMPILERS.flatMap((compiler) => FLAGS.map((flags) => {
      const [far, inlined] = [false, true].map((isInlined) => timed(one, folder, [compiler, ...flags], isInlined));
      return [one.name, `${compiler} ${flags.join(" ")}`, ...[far.independent, inlined.independent, far.chained].map(shown)];
    }));
  });
  return `## C\n\n${table(["function", "compiler"], ["from another file", "inline", "each waits for the last"], rows)}`;
}

/** Of `table.c` in the folder, as nnc emitted it, where it is inlined with its header. */
export function timed({ low, high, float }: Pick<EmittedTable, "low" | "high" | "float">, folder: string, compiler: readonly string[], isInlined: boolean): Measured {
  const own = join(root, "bench", "tables");
  const [program, source] = [join(folder, "timing"), join(folder, "table.c")];
  const defined = [`-DLOW=${low}`, `-DHIGH=${high}`, `-DFORMULA=${float}`];
  const others = isInlined ? [`-DHEADER="${join(folder, "table.h")}"`] : [];
  const sources = isInlined ? [source] : [source, join(own, "formula.c")];
  const objects = sources.map((file, place) => compiled(file, join(folder, `${place}.o`), [...compiler, ...defined]));
  runProgram([...compiler, "-std=gnu11", ...defined, ...others, join(own, "timing.c"), ...objects, "-o", program, "-lm"]);
  return parsed(runProgram([program]).toString());
}

function compiled(source: string, object: string, compiler: readonly string[]): string {
  runProgram([...compiler, "-std=c11", "-c", source, "-o", object]);
  return object;
}

function parsed(text: string): Measured {
  const value: unknown = JSON.parse(text);
  if (!isTimes(value)) throw new Error(`timing.c printed ${text}`);
  return value;
}

function isTimes(value: unknown): value is Measured {
  return typeof value === "object" && value !== null && "independent" in value && "chained" in value;
}

export function shown({ table: own, formula }: Times): string {
  return `${digits(own)} / ${digits(own / formula)}`;
}
