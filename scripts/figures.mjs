// Draws the figures of the documentation from the models in examples/: node scripts/figures.mjs [FOLDER]
// Writes into docs/, or into the folder given; bundles into .cache/figures/. Trains nothing.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = resolve(process.argv[2] ?? join(root, "docs"));
const bundles = join(root, ".cache", "figures");

/** The files of src the figures are made with. */
const modules = {
  formats: "src/formats/index.ts",
  passes: "src/passes/index.ts",
  describe: "src/network/describe.ts",
  lower: "src/codegen/lower.ts",
  interpret: "src/program/interpret.ts",
  target: "src/train/target/target.ts",
  fitPlot: "src/report/fit-plot.ts",
};

await build({
  absWorkingDir: root,
  entryPoints: Object.entries(modules).map(([out, path]) => ({ in: path, out })),
  outdir: bundles,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  splitting: true,
  platform: "node",
  format: "esm",
  target: "node20.19",
  logLevel: "warning",
});

/**
 * A bundled module.
 * @param {keyof typeof modules} name
 */
function load(name) {
  return import(pathToFileURL(join(bundles, `${name}.mjs`)).href);
}

const { readModel } = await load("formats");
const { runPasses } = await load("passes");
const { describeArchitecture } = await load("describe");
const { lower } = await load("lower");
const { interpret } = await load("interpret");
const { compileTarget } = await load("target");
const { fitPlot } = await load("fitPlot");

/** Points of a curve: more than a screen shows, at multiples of 2^-9 so that every one is a float32. */
const POINTS = 513;

/**
 * The fit of a model of one input and one output over the domain it records, as SVG.
 * @param {string} path
 */
async function drawFit(path) {
  const { network, record } = readModel(readFileSync(join(root, path)), path);
  const [{ name, low, high }] = record.domain;
  const target = await compileTarget(record.targets[0], [name]);
  const prepared = runPasses(network);
  const points = Float32Array.from({ length: POINTS }, (_, i) => low + ((high - low) * i) / (POINTS - 1));
  const [computed] = interpret(lower(prepared), [points], POINTS);
  const expected = Array.from(points, (x) => target.evaluate([x]));
  return fitPlot({ target: target.expression, network: describeArchitecture(prepared), variable: name, points, expected, computed });
}

mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "fit.svg"), await drawFit("examples/article/exp.onnx"));
