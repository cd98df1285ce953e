// How fast functions are that nnc emits as tables, beside the formulas they stand for: C, Go and TypeScript, and how exact at every float32.
// Prints Markdown tables. Needs the built program (npm run build), gcc and, for their parts, Go and esbuild.
//
// node scripts/bench.mjs bench/tables.ts [--only c, numbers, batch, go, ts, simd, cortex, bits, error, knots or knots-error]

import { cpus } from "node:os";
import { measureBatches } from "./tables/batch-times.ts";
import { measureC } from "./tables/c-times.ts";
import { measureCortexM } from "./tables/cortex-m.ts";
import { measureEveryBit, measureEveryFloat } from "./tables/every-bit.ts";
import { emittedTables, storedTables } from "./tables/functions.ts";
import { measureGo } from "./tables/go-times.ts";
import { measureSimd } from "./tables/simd-times.ts";
import { measureKnotErrors } from "./tables/knots-every-float.ts";
import { measureKnots } from "./tables/knots-times.ts";
import { measureNumbers } from "./tables/numbers-times.ts";
import { measureTypeScript } from "./tables/typescript-times.ts";
import { printSections } from "./sections.ts";

const HEADING =
  `Tables, one thread: ${cpus()[0].model.trim()}, Node ${process.version}.\n` +
  "Nanoseconds of the emitted function and, behind the stroke, its part of the formula's time.";

await printSections("tables.ts", HEADING, {
  c: (folder) => measureC(emittedTables(folder), folder),
  numbers: (folder) => measureNumbers(storedTables(folder), folder),
  batch: (folder) => measureBatches(emittedTables(folder), folder),
  go: (folder) => measureGo(emittedTables(folder), folder),
  ts: (folder) => measureTypeScript(emittedTables(folder), folder),
  simd: (folder) => measureSimd(emittedTables(folder), folder),
  cortex: (folder) => measureCortexM(storedTables(folder), folder),
  bits: (folder) => measureEveryBit(emittedTables(folder)),
  error: (folder) => measureEveryFloat(emittedTables(folder)),
  knots: (folder) => measureKnots(folder),
  "knots-error": (folder) => measureKnotErrors(folder),
});
