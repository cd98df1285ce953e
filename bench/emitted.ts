// How fast and how large emitted code is: C beside loops by hand, OpenBLAS and another build of nnc, Go and TypeScript beside that
// build. Prints Markdown tables; fails where a contender's results are not nnc's. Needs the built program (npm run build) and gcc.
//
// node scripts/bench.mjs bench/emitted.ts [--before CHECKOUT] [--only c, size, go or ts]

import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { readArguments } from "./builds.ts";
import { measureC } from "./emitted/c-tables.ts";
import { measureGo } from "./emitted/go-timing.ts";
import { measuredNetworks } from "./emitted/networks.ts";
import { measureSizes } from "./emitted/sizes.ts";
import { measureTypeScript } from "./emitted/typescript-timing.ts";

const { before, rest } = readArguments(process.argv.slice(2));
const [option, only] = rest;
const SECTIONS = { c: measureC, size: measureSizes, go: measureGo, ts: measureTypeScript } as const;
const chosen = Object.entries(SECTIONS).filter(([name]) => only === undefined || name === only);
if ((option !== undefined && option !== "--only") || chosen.length === 0) {
  console.error("usage: node scripts/bench.mjs bench/emitted.ts [--before CHECKOUT] [--only c|size|go|ts]");
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), "nnc-bench-"));
try {
  console.log(`Emitted code, one thread, one call at a time: ${cpus()[0].model.trim()}, Node ${process.version}.`);
  console.log("Pairs of figures are the median of all rounds, then the least.");
  const networks = measuredNetworks();
  for (const [name, measure] of chosen) console.log(`\n${measure(networks, join(folder, name), before)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
