// What large models cost: `nnc emit` of 1.9 million parameters beside a bare script that prints as many numbers, its memory,
// `nnc check`, and 20 million parameters. Whole processes; prints Markdown tables. Needs the built program (npm run build).
//
// node scripts/bench.mjs bench/large.ts [--before CHECKOUT] [--only emit, huge or check]

import { mkdirSync } from "node:fs";
import { cpus } from "node:os";
import { measureCheck } from "./large/check.ts";
import { measureEmit, measureHuge } from "./large/emit.ts";
import { printSections, type Section } from "./sections.ts";

function inFolder(measure: Section): Section {
  return (folder, before) => {
    mkdirSync(folder);
    return measure(folder, before);
  };
}

await printSections("large.ts", `Large models, whole processes: ${cpus()[0].model.trim()}, Node ${process.version}.`, {
  emit: inFolder(measureEmit),
  huge: inFolder(measureHuge),
  check: inFolder(measureCheck),
});
