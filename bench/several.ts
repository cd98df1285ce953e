// Compares how close nnc train comes to functions of several inputs or outputs with scikit-learn and PyTorch: the same layers, the same
// processor time, the same dense points, one after the other on one machine. Prints a Markdown table, and one of nnc's activations. With
// --tables nnc is not given the functions, but the samples that its peers have.

import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lower } from "../src/codegen/lower/lower.ts";
import { readModel } from "../src/formats/index.ts";
import { runPasses } from "../src/passes/index.ts";
import { interpret } from "../src/program/interpret.ts";
import type { Samples } from "../src/train/second-order/fixed-samples.ts";
import { sampleTargets } from "../src/train/second-order/fixed-samples.ts";
import { compileTarget } from "../src/train/target/target.ts";
import { folder } from "./accuracy/run-nnc.ts";
import { nnc, root } from "./builds.ts";
import { errorOf, installPeers, PEERS, versions } from "./several/peers.ts";
import type { Problem } from "./several/problems.ts";
import { PROBLEMS } from "./several/problems.ts";

/** What peers are trained on: four samples a parameter. */
const FITTED = 2500;
const DENSE = 100_000;
const ACTIVATIONS = ["tanh", "sigmoid", "softplus", "sin", "leaky_relu:0.2"];

interface Points {
  readonly fitted: Samples;
  readonly dense: Samples;
  /** Greatest minus least value of all outputs. */
  readonly range: number;
}

async function pointsOf({ targets, domain }: Problem): Promise<Points> {
  const names = domain.map(([name]) => name);
  const compiled = await Promise.all(targets.map((target) => compileTarget(target, names)));
  const axes = domain.map(([name, low, high]) => ({ name, low, high }));
  const dense = sampleTargets(compiled, axes, DENSE, 0.125);
  const [least, most] = dense.values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
  return { fitted: sampleTargets(compiled, axes, FITTED, 0.625), dense, range: most - least };
}

interface Measured {
  readonly error: number;
  /** Processor time of the whole process. */
  readonly seconds: number;
}

/** What nnc train is told to follow: the functions, or a file of the samples. */
function subjectOf({ targets, domain }: Problem, { fitted }: Points): readonly string[] {
  if (!process.argv.includes("--tables")) {
    const intervals = domain.map(([name, low, high]) => `${name}=${low}:${high}`);
    return [...targets.flatMap((target) => ["--target", target]), ...intervals.flatMap((interval) => ["--domain", interval])];
  }
  const outputs = targets.map((_, output) => `out${output + 1}`);
  const rows = Array.from({ length: FITTED }, (_, row) => {
    const point = fitted.points.subarray(row * domain.length, (row + 1) * domain.length);
    return [...point, ...fitted.values.subarray(row * targets.length, (row + 1) * targets.length)].join(",");
  });
  const file = join(folder, "several.csv");
  writeFileSync(file, [[...domain.map(([name]) => name), ...outputs].join(","), ...rows, ""].join("\n"));
  return ["--data", file, "--outputs", outputs.join(","), "--hold-out", "0"];
}

/** Trains with the options given and no others; the error is that of the float32 program on the dense points. */
function byNnc(problem: Problem, points: Points, ...options: readonly string[]): Measured {
  const words = subjectOf(problem, points);
  const { dense } = points;
  const seconds = processorSeconds([process.execPath, nnc.program, "train", "--quiet", "--force", ...words, ...options]);
  const model = join(folder, "nnc-model.onnx");
  const { network } = readModel(readFileSync(model), model);
  const [values] = interpret(lower(runPasses(network)), [dense.points], DENSE);
  return { error: dense.values.reduce((worst, wanted, i) => Math.max(worst, Math.abs(values[i] - wanted)), 0), seconds };
}

/** User time as bash takes it, the last line of what a command writes to standard error. */
function processorSeconds(command: readonly string[]): number {
  const { status, stderr } = spawnSync("bash", ["-c", "TIMEFORMAT=%U; time \"$@\"", "bash", ...command], { cwd: folder });
  if (status !== 0) throw new Error(stderr.toString());
  return Number(stderr.toString().trim().split("\n").at(-1));
}

/** Four sizes, then one row a sample: as peers.py reads it. */
function writePoints({ domain, targets }: Problem, { fitted, dense }: Points): string {
  const numbers = [domain.length, targets.length, FITTED, DENSE];
  for (const { points, values } of [fitted, dense]) {
    for (let row = 0; row < points.length / domain.length; row++) {
      numbers.push(...points.subarray(row * domain.length, (row + 1) * domain.length));
      numbers.push(...values.subarray(row * targets.length, (row + 1) * targets.length));
    }
  }
  const file = join(folder, "several.f64");
  writeFileSync(file, Float64Array.from(numbers));
  return file;
}

function printRow(cells: readonly string[]): void {
  console.log(`| ${cells.join(" | ")} |`);
}

const only = process.argv.indexOf("--only");
const chosen = PROBLEMS.filter(({ title }) => only < 0 || title.includes(process.argv[only + 1]));
execFileSync(process.execPath, [join(root, "scripts", "build.mjs")], { stdio: "inherit" });
const hasPeers = installPeers();
const peers = hasPeers ? versions() : "peers are absent";
console.log(`Largest error as a share of the range; 16,32 units; peers have the processor time of nnc's process; ${peers}\n`);
printRow(["function", "nnc", "CPU s", ...PEERS.map(([title]) => title), "best peer / nnc"]);
printRow(["---", ...Array.from({ length: PEERS.length + 3 }, () => "---:")]);
for (const problem of chosen) {
  const points = await pointsOf(problem);
  const { error, seconds } = byNnc(problem, points);
  const file = writePoints(problem, points);
  const errors = hasPeers ? PEERS.map(([, name]) => errorOf(name, file, seconds)) : [];
  const share = (value: number): string => (value / points.range).toExponential(1);
  const others = hasPeers ? [...errors.map(share), (Math.min(...errors) / error).toFixed(1)] : [...PEERS, 0].map(() => "absent");
  printRow([problem.title, share(error), seconds.toFixed(1), ...others]);
}
if (process.argv.includes("--activations")) {
  console.log("");
  printRow(["function", ...ACTIVATIONS]);
  printRow(["---", ...ACTIVATIONS.map(() => "---:")]);
  for (const problem of chosen) {
    const points = await pointsOf(problem);
    const shares = ACTIVATIONS.map((activation) => byNnc(problem, points, "--activation", activation).error / points.range);
    printRow([problem.title, ...shares.map((value) => value.toExponential(1))]);
  }
}
