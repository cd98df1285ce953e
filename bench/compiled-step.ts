// Measures compiled training steps by both engines: time to compile, time per step, and the article's whole training with
// fresh samples of e^x. Prints Markdown tables; trains nothing that is kept.

import { cpus } from "node:os";
import { elementCount } from "../src/network/shape.ts";
import { sqrt } from "../src/numeric/elementary/index.ts";
import { RandomGenerator } from "../src/numeric/random.ts";
import { parseActivation } from "../src/network/activation.ts";
import { denseNetwork, denseParameters } from "../src/train/architecture.ts";
import { meanSquaredError } from "../src/train/losses/mean-squared-error.ts";
import { adam } from "../src/train/optimisers/adam.ts";
import { buildTrainingStep, type TrainingStep } from "../src/train/step/training-step.ts";
import { compileStep, type CompiledStep, type Engine } from "../src/train/step/compile-step.ts";
import { trainArticle } from "./peers/nnc.ts";

const LEARNING_RATE = 1e-3;
const RULE = adam.rule([]);

function denseStep(widths: readonly number[], batch: number): TrainingStep {
  const [inputs, ...layers] = widths;
  const activation = parseActivation("leaky_relu:0.2");
  const architecture = { inputs, hidden: layers.slice(0, -1), outputs: layers[layers.length - 1], activation };
  const random = new RandomGenerator(1);
  const parameters = denseParameters(architecture).map(({ shape, role }) =>
    Float32Array.from({ length: elementCount(shape) }, () => (role === "bias" ? 0 : random.normal() / sqrt(shape[1]))),
  );
  return buildTrainingStep(denseNetwork(architecture, batch, parameters), meanSquaredError.loss([]));
}

function milliseconds(work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function median(values: readonly number[]): number {
  return values.toSorted((x, y) => x - y)[Math.floor(values.length / 2)];
}

/** Milliseconds per step: the median and the best of many short runs. */
function perStep(compiled: CompiledStep, steps: number, runs: number): readonly [number, number] {
  const random = new RandomGenerator(2);
  for (const array of [...compiled.inputs, compiled.target]) array.forEach((_, index) => (array[index] = random.uniform()));
  const times = Array.from({ length: runs }, () => milliseconds(() => {
    for (let step = 0; step < steps; step++) compiled.run(LEARNING_RATE);
  }) / steps);
  return [median(times), Math.min(...times)];
}

console.log(`Training steps, one thread: ${cpus()[0].model.trim()}, Node ${process.version}\n`);
const trainings = Array.from({ length: 7 }, (_, run) => milliseconds(() => trainArticle(run + 1)));
console.log(`1-16-32-1, 10,000 × 100, fresh samples of e^x: first ${trainings[0].toFixed(0)} ms, median of 7 ${median(trainings).toFixed(0)} ms, best ${Math.min(...trainings).toFixed(0)} ms\n`);
console.log("| network | batch | engine | compile ms | step, median | step, best |");
console.log("| --- | ---: | --- | ---: | ---: | ---: |");
for (const [widths, batch, steps] of [[[1, 16, 32, 1], 100, 2000], [[784, 128, 64, 10], 128, 20]] as const) {
  for (const engine of ["webassembly", "javascript"] satisfies Engine[]) {
    const step = denseStep(widths, batch);
    let compiled: CompiledStep | undefined;
    const compiling = milliseconds(() => (compiled = compileStep(step, RULE, engine)));
    if (compiled === undefined) throw new Error("nothing was compiled");
    const isFast = engine === "webassembly";
    const times = perStep(compiled, isFast ? steps : Math.ceil(steps / 20), isFast ? 40 : 10);
    const [middle, best] = times.map((time) => (time < 1 ? `${(1000 * time).toFixed(1)} µs` : `${time.toFixed(2)} ms`));
    console.log(`| ${widths.join("-")} | ${batch} | ${engine} | ${compiling.toFixed(1)} | ${middle} | ${best} |`);
  }
}
