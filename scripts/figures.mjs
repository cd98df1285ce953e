// Draws the figures of the documentation as a user would: node scripts/figures.mjs [FOLDER]
// Writes into docs/, or into the folder given; bundles nnc into .cache/figures/. Trains the article's network
// for loss.svg and one of a sensor's table for sensor.svg.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { templates } from "./templates.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = resolve(process.argv[2] ?? join(root, "docs"));
const bundle = join(root, ".cache", "figures");

await build({
  absWorkingDir: root,
  entryPoints: ["src/cli/entry/nnc.ts"],
  outdir: bundle,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  splitting: true,
  platform: "node",
  format: "esm",
  target: "node20.19",
  external: ["typescript"],
  plugins: [templates],
  banner: { js: 'import { createRequire as nncCreateRequire } from "node:module"; const require = nncCreateRequire(import.meta.url);' },
  logLevel: "warning",
});

/**
 * What nnc prints.
 * @param {string[]} words
 */
function nnc(...words) {
  return execFileSync(process.execPath, [join(bundle, "nnc.mjs"), ...words], { maxBuffer: 2 ** 26 });
}

const exp = join(root, "examples", "article", "exp.onnx");
const samples = join(root, "examples", "thermistor", "thermistor.csv");
const work = mkdtempSync(join(tmpdir(), "nnc-figures-"));
try {
  const trained = join(work, "exp.onnx");
  nnc("train", "--quiet", "--recipe", "article", "-o", trained);
  const sensor = join(work, "thermistor.onnx");
  nnc("train", "--quiet", "--data", samples, "-o", sensor);
  mkdirSync(folder, { recursive: true });
  const figures = { fit: ["fit", exp], error: ["error", exp], loss: ["loss", trained], contour: ["contour"], sensor: ["fit", sensor, "--data", samples] };
  for (const [name, words] of Object.entries(figures)) writeFileSync(join(folder, `${name}.svg`), nnc("plot", ...words));
} finally {
  rmSync(work, { recursive: true, force: true });
}
