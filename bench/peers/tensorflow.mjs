// A peer: TensorFlow.js from this folder's own node_modules, eager, on the backend "wasm" or "cpu", one thread.
// Prints one line of JSON for one task and keeps nothing.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const [backend = "wasm", task = "", ...rest] = process.argv.slice(2);
// Names in variables, so that the type check does not look for packages that may not be there.
// The package of layers brings the gradients of the operations, which the core leaves out.
const [core, layers] = ["@tensorflow/tfjs-core", "@tensorflow/tfjs-layers"];
const tf = require(core);
require(layers);
require(`@tensorflow/tfjs-backend-${backend}`);
// Its startup messages are no part of the answer.
console.warn = () => undefined;
tf.enableProdMode();
await tf.setBackend(backend);

/**
 * @param {number[]} widths
 * @param {(inputs: number, outputs: number, layer: number) => readonly object[]} initial weights (inputs × outputs) and biases
 * @param {number} slope
 * @returns {(x: unknown, t: unknown) => number} one step of Adam; the loss before it
 */
function trainer(widths, initial, slope) {
  const layers = widths.slice(1).map((outputs, layer) => initial(widths[layer], outputs, layer).map((value) => tf.variable(value)));
  const optimiser = tf.train.adam(1e-3, 0.9, 0.999, 1e-8);
  const activation = slope === 0 ? tf.relu : (/** @type {unknown} */ value) => tf.leakyRelu(value, slope);
  return (x, t) => {
    const loss = optimiser.minimize(() => {
      let value = x;
      for (const [weights, biases] of layers) value = activation(tf.add(tf.matMul(value, weights), biases));
      return tf.mean(tf.squaredDifference(value, t));
    }, true);
    const [number] = loss.dataSync();
    loss.dispose();
    return number;
  };
}

/** @param {number} seed */
function article(seed) {
  const initial = (/** @type {number} */ inputs, /** @type {number} */ outputs, /** @type {number} */ layer) => [
    tf.randomNormal([inputs, outputs], 0, 1 / Math.sqrt(inputs), "float32", 100 * seed + layer),
    tf.zeros([outputs]),
  ];
  const step = trainer([1, 16, 32, 1], initial, 0.2);
  const losses = new Float64Array(10_000);
  const [x, t] = [new Float32Array(100), new Float32Array(100)];
  const random = linearCongruential(seed);
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  for (let iteration = 0; iteration < losses.length; iteration++) {
    for (let i = 0; i < x.length; i++) {
      x[i] = random();
      t[i] = Math.exp(x[i]);
    }
    const [inputs, targets] = [tf.tensor2d(x, [100, 1]), tf.tensor2d(t, [100, 1])];
    losses[iteration] = step(inputs, targets);
    inputs.dispose();
    targets.dispose();
  }
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { seconds, cpuSeconds: (user + system) / 1e6, loss: median([...losses.slice(-100)]) };
}

/**
 * @param {string} file
 * @param {number} warmUp
 * @param {number} steps
 */
function wide(file, warmUp, steps) {
  const bytes = readFileSync(file);
  const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const [batch, layerCount] = values;
  const widths = [...values.subarray(2, 3 + layerCount)];
  let offset = 3 + layerCount;
  const take = (/** @type {number} */ count) => values.slice(offset, (offset += count));
  const initial = (/** @type {number} */ inputs, /** @type {number} */ outputs) => [
    tf.transpose(tf.tensor2d(take(inputs * outputs), [outputs, inputs])),
    tf.tensor1d(take(outputs)),
  ];
  const step = trainer(widths, initial, 0);
  const x = tf.tensor2d(take(batch * widths[0]), [batch, widths[0]]);
  const t = tf.tensor2d(take(batch * widths[layerCount]), [batch, widths[layerCount]]);
  const times = [];
  let loss = NaN;
  for (let count = 0; count < warmUp + steps; count++) {
    const start = performance.now();
    loss = step(x, t);
    if (count >= warmUp) times.push(performance.now() - start);
  }
  return { millisecondsPerStep: median(times), loss };
}

/** @param {number[]} sizes */
function gemm(sizes) {
  return sizes.map((n) => {
    const fill = (/** @type {(i: number, j: number) => number} */ element) =>
      tf.tensor2d(Float32Array.from({ length: n * n }, (_, at) => element(Math.floor(at / n), at % n)), [n, n]);
    const a = fill((i, j) => (((7 * i + 3 * j) % 11) - 5) / 8);
    const b = fill((i, j) => (((5 * i + 2 * j) % 13) - 6) / 8);
    const run = () => tf.matMul(a, b);
    let checksum = 0;
    run().dataSync().forEach((/** @type {number} */ value, /** @type {number} */ at) => {
      checksum += (Math.floor(at / n) % 13) * ((at % n) % 7) * value;
    });
    const times = [];
    const end = performance.now() + 500;
    do {
      const start = performance.now();
      run().dispose();
      times.push(performance.now() - start);
    } while (performance.now() < end || times.length < 5);
    return { gflops: (2 * n ** 3) / Math.min(...times) / 1e6, checksum };
  });
}

/** @param {number[]} values */
function median(values) {
  const sorted = values.toSorted((x, y) => x - y);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

/**
 * Uniform in [0, 1): the upper 24 of 32 bits; constants of W. Press et al., "Numerical Recipes", 1992, §7.1.
 * @param {number} seed
 */
function linearCongruential(seed) {
  let state = Math.imul(seed, 0x9e3779b9);
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 8) / 2 ** 24;
  };
}

/** @type {Readonly<Record<string, () => unknown>>} */
const tasks = {
  version: async () => {
    const hasSimd = backend === "wasm" && (await tf.env().getAsync("WASM_HAS_SIMD_SUPPORT"));
    return { version: `${tf.version_core}${hasSimd ? ", SIMD" : ""}` };
  },
  article: () => article(Number(rest[0])),
  wide: () => wide(rest[0] ?? "", Number(rest[1]), Number(rest[2])),
  gemm: () => gemm(rest.map(Number)),
};
console.log(JSON.stringify(await tasks[task]?.()));
