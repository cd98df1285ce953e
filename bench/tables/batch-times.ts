// Times functions for many arguments in C beside calls one by one and beside glibc's expf in vectors, of tables and of a network.

import { join } from "node:path";
import { isOnPath, nnc, root, runNnc, runProgram } from "../builds.ts";
import { digits, table } from "../markdown.ts";
import { emitTable, type EmittedTable } from "./functions.ts";

const COMPILERS = [["gcc", "-O2"], ["gcc", "-O2", "-mavx2"], ["gcc", "-O3", "-march=native"], ["clang", "-O2"], ["clang", "-O3", "-march=native"]];
const OWN = join(root, "bench", "tables");

export function measureBatches(functions: readonly EmittedTable[], folder: string): string {
  const [article] = functions;
  const source = join(folder, "table.c");
  const vectors = join(folder, "vectorised.o");
  runProgram(["gcc", "-O3", "-mavx2", "-ffast-math", "-c", join(OWN, "vectorised-expf.c"), "-o", vectors]);
  const rowsOf = (name: string, one: EmittedTable): readonly (readonly string[])[] =>
    COMPILERS.filter(([compiler]) => isOnPath(compiler)).map((compiler) => {
      const { expf, single, batch } = timed(one, source, vectors, folder, compiler);
      return [name, compiler.join(" "), digits(batch), digits(batch / expf), digits(batch / single)];
    });
  const ofTables = functions.slice(0, 2).flatMap((one) => {
    emitTable(one, source, ["--batch"]);
    return rowsOf(`${one.name}, as a table`, one);
  });
  runNnc(nnc, ["emit", article.model, "--name", "table", "--batch", "-o", source, "--force"]);
  const rows = [...ofTables, ...rowsOf(`${article.name}, as a network`, article)];
  return `## Batches of 4,096\n\n${table(["function", "compiler"], ["nanoseconds of a result", "÷ expf in AVX2", "÷ calls one by one"], rows)}`;
}

interface Times {
  readonly expf: number;
  readonly single: number;
  readonly batch: number;
}

function timed({ low, high }: EmittedTable, source: string, vectors: string, folder: string, compiler: readonly string[]): Times {
  const [program, object] = [join(folder, "batch"), join(folder, "table.o")];
  runProgram([...compiler, "-std=c11", "-c", source, "-o", object]);
  // gcc links what it made of expf.
  runProgram(["gcc", "-O2", "-std=gnu11", `-DLOW=${low}`, `-DHIGH=${high}`, join(OWN, "batch.c"), object, vectors, "-o", program, "-lmvec", "-lm"]);
  const value: unknown = JSON.parse(runProgram([program]).toString());
  if (!isTimes(value)) throw new Error("batch.c printed no times");
  return value;
}

function isTimes(value: unknown): value is Times {
  return typeof value === "object" && value !== null && "expf" in value && "single" in value && "batch" in value;
}
