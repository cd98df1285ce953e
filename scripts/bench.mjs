// Runs one benchmark: bundles the given TypeScript file into .cache/bench/ and starts it in a fresh Node process.
// Further arguments go to the benchmark; nothing is installed and nothing outside .cache is written.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { templates } from "./templates.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const [benchmark, ...benchmarkArguments] = process.argv.slice(2);

if (benchmark === undefined || !benchmark.endsWith(".ts") || !existsSync(benchmark)) {
  console.error("usage: node scripts/bench.mjs bench/NAME.ts [ARGUMENT...]");
  process.exit(2);
}

const bundle = `${root}.cache/bench/${basename(benchmark, ".ts")}.mjs`;
await build({
  absWorkingDir: root,
  entryPoints: [resolve(benchmark)],
  outfile: bundle,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20.19",
  plugins: [templates],
  // Not made to be bundled as a module: its own code asks for modules of Node by require.
  external: ["typescript", "execa"],
  logLevel: "warning",
});
const run = spawnSync(process.execPath, [bundle, ...benchmarkArguments], { stdio: "inherit" });
process.exitCode = run.status ?? 1;
