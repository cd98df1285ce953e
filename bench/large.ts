// What large models cost: `nnc emit` of 1.9 million parameters beside a bare script that prints as many numbers, its memory,
// `nnc check`, and 20 million parameters. Whole processes; prints Markdown tables. Needs the built program (npm run build).
//
// node scripts/bench.mjs bench/large.ts [--before CHECKOUT] [--only emit, huge or check]

import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { readArguments } from "./builds.ts";
import { measureCheck } from "./large/check.ts";
import { measureEmit, measureHuge } from "./large/emit.ts";

const { before, rest } = readArguments(process.argv.slice(2));
const [option, only] = rest;
const SECTIONS = { emit: measureEmit, huge: measureHuge, check: measureCheck } as const;
const chosen = Object.entries(SECTIONS).filter(([name]) => only === undefined || name === only);
if ((option !== undefined && option !== "--only") || chosen.length === 0) {
  console.error("usage: node scripts/bench.mjs bench/large.ts [--before CHECKOUT] [--only emit|huge|check]");
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), "nnc-bench-"));
try {
  console.log(`Large models, whole processes: ${cpus()[0].model.trim()}, Node ${process.version}.`);
  for (const [, measure] of chosen) console.log(`\n${measure(folder, before)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
