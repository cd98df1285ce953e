// What runs in the process of a peer written in TypeScript: one task, then one line of JSON. Compares nothing.
import { readFileSync } from "node:fs";
import { median } from "./median.ts";
import { createPeakMeter } from "../multiply-add-peak.ts";
import { naiveTrainer } from "./naive.ts";
import { reluStep, squareProduct, trainArticle } from "./nnc.ts";
import { leftElement, rightElement, productChecksum } from "./products.ts";
import { readWideProblem } from "./wide-problem.ts";

/** Short runs, of which the best counts: other programs only slow them. */
const [PEAK_RUNS, NANOSECONDS_OF_PEAK_RUN] = [400, 1e6];

/** The answer of the peer `name` to a task; a RangeError where it has none. */
export function answer(name: string, task: string, parameters: readonly string[]): unknown {
  if (task === "version") return { version: `Node ${process.version}` };
  if (task === "article" && name === "nnc") return timedArticle(() => trainArticle(Number(parameters[0])));
  if (task === "article" && name === "naive") return naiveArticle(Number(parameters[0]));
  if (task === "wide") return wideSteps(name, parameters[0], Number(parameters[1]), Number(parameters[2]));
  if (task === "gemm" && name === "nnc") return parameters.map((size) => product(Number(size)));
  if (task === "gemm" && name === "peak") {
    const measure = createPeakMeter();
    const gflops = Math.max(...Array.from({ length: PEAK_RUNS }, () => measure(NANOSECONDS_OF_PEAK_RUN)));
    return parameters.map(() => ({ gflops, checksum: null }));
  }
  throw new RangeError(`${name} has no task ${task}`);
}

function timedArticle(trainNetwork: () => Float64Array): unknown {
  const [start, cpu] = [process.hrtime.bigint(), process.cpuUsage()];
  const losses = trainNetwork();
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const { user, system } = process.cpuUsage(cpu);
  return { seconds, cpuSeconds: (user + system) / 1e6, loss: median(losses.slice(-100)) };
}

/** The article's recipe with Math.* and a generator of its own: linear congruential, so that seeds count. */
function naiveArticle(seed: number): unknown {
  const random = linearCongruential(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const widths = [1, 16, 32, 1];
  const parameters = widths.slice(1).map((outputs, layer) => {
    const weights = outputs * widths[layer];
    return Float32Array.from({ length: weights + outputs }, (_, i) => (i < weights ? normal() / Math.sqrt(widths[layer]) : 0));
  });
  const trainer = naiveTrainer(widths, 0.2, 100, 1e-3, parameters);
  return timedArticle(() =>
    new Float64Array(10_000).map(() => {
      for (let i = 0; i < 100; i++) {
        trainer.inputs[i] = random();
        trainer.targets[i] = Math.exp(trainer.inputs[i]);
      }
      return trainer.step();
    }),
  );
}

/** Uniform in [0, 1): the upper 24 of 32 bits; constants of W. Press et al., "Numerical Recipes", 1992, §7.1. */
function linearCongruential(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b9);
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 8) / 2 ** 24;
  };
}

function wideSteps(name: string, file: string, warmUp: number, steps: number): unknown {
  const { widths, batch, parameters, inputs, targets } = readWideProblem(readFileSync(file));
  const trainer =
    name === "nnc" ? reluStep(widths, batch, 1e-3, parameters) : naiveTrainer(widths, 0, batch, 1e-3, parameters);
  trainer.inputs.set(inputs);
  trainer.targets.set(targets);
  const times: number[] = [];
  let loss = NaN;
  for (let count = 0; count < warmUp + steps; count++) {
    const start = process.hrtime.bigint();
    loss = trainer.step();
    if (count >= warmUp) times.push(Number(process.hrtime.bigint() - start) / 1e6);
  }
  return { millisecondsPerStep: median(times), loss };
}

function product(n: number): unknown {
  const fill = (element: typeof leftElement) =>
    Float32Array.from({ length: n * n }, (_, at) => element(Math.floor(at / n), at % n));
  const { run, result } = squareProduct(fill(leftElement), fill(rightElement), n);
  run();
  const checksum = productChecksum(result(), n);
  const times: number[] = [];
  const end = performance.now() + 500;
  do {
    const start = process.hrtime.bigint();
    run();
    times.push(Number(process.hrtime.bigint() - start));
  } while (performance.now() < end || times.length < 5);
  return { gflops: (2 * n ** 3) / Math.min(...times), checksum };
}
