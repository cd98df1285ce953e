// How fast emitted C is beside that of other generators, onnx2c and emx-onnx-cgen, for the same ONNX file: those that are on the PATH
// take part. Prints a Markdown table; fails where results differ. Needs the built program (npm run build) and gcc.
//
// node scripts/bench.mjs bench/generators.ts

import { cpus, tmpdir } from "node:os";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isOnPath } from "./builds.ts";
import { timeModel, type Absence, type GeneratorTimes } from "./generators/contenders.ts";
import { comparedModels } from "./generators/models.ts";
import { ratio, spread, table } from "./markdown.ts";

const ROUNDS = 101;
const COMPILERS = ["gcc", "clang"] as const;

function row(name: string, compiler: string, results: readonly (GeneratorTimes | Absence)[]): readonly string[] {
  const own = results.find((one): one is GeneratorTimes => one.name === "nnc" && "times" in one);
  if (own === undefined) throw new Error(`${name}: nnc's code does not compile`);
  const others = results.filter(({ name }) => name === "onnx2c" || name === "emx");
  return [name, `${compiler} -O2`, spread(own.times), ...others.map((one) => ("times" in one ? ratio(one.times, own.times) : one.reason))];
}

const folder = mkdtempSync(join(tmpdir(), "nnc-bench-"));
try {
  console.log(`C of one ONNX file by several generators, one thread: ${cpus()[0].model.trim()}.\nPairs are the median of all rounds, then the least.\n`);
  const rows = COMPILERS.filter(isOnPath).flatMap((compiler) =>
    comparedModels().map((model, place) => row(model.name, compiler, timeModel(model, join(folder, `${compiler}${place}`), compiler, ROUNDS))),
  );
  console.log(table(["model", "compiler"], ["nnc ns", "onnx2c ÷ nnc", "emx-onnx-cgen ÷ nnc"], rows));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
