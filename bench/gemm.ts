// Measures both matrix products, in WebAssembly and in JavaScript, against the machine's multiply-add peak and naiveGemm in one
// fresh process, and prints a Markdown table of GFLOP/s. Arguments: square sizes to measure instead of 32 … 1024. It checks no
// result (the tests do).
import { cpus } from "node:os";
import { gemm, naiveGemm, type GemmOptions, type Matrix } from "../src/train/gemm/gemm.ts";
import { chainGemm } from "../src/train/gemm/wasm/chain-gemm.ts";
import { createPeakMeter } from "./multiply-add-peak.ts";

interface Shape {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly options: GemmOptions;
  readonly purpose: string;
}

type Multiply = typeof gemm;

const RUNS = 9;
const NANOSECONDS_PER_RUN = 5e6;
const NANOSECONDS_PER_MULTIPLY = 2e9;

/** The products of one step of the 1-16-32-1 network with batches of 100; weights are stored outputs × inputs. */
function networkShapes(): readonly Shape[] {
  const layers = [[1, 16], [16, 32], [32, 1]];
  const batch = 100;
  return layers.flatMap(([inputs, outputs]) => [
    { m: batch, k: inputs, n: outputs, options: { transposeB: true }, purpose: "forward" },
    { m: outputs, k: batch, n: inputs, options: { transposeA: true }, purpose: "weight gradient" },
    ...(inputs === 1 ? [] : [{ m: batch, k: outputs, n: inputs, options: {}, purpose: "input gradient" }]),
  ]);
}

function operands({ m, k, n, options }: Shape): [Matrix, Matrix, Matrix] {
  const a = options.transposeA === true ? randomMatrix(k, m) : randomMatrix(m, k);
  const b = options.transposeB === true ? randomMatrix(n, k) : randomMatrix(k, n);
  return [a, b, randomMatrix(m, n)];
}

function randomMatrix(rows: number, columns: number): Matrix {
  return { data: Float32Array.from({ length: rows * columns }, () => Math.random() - 0.5), rows, columns };
}

/** Nanoseconds of one call, averaged over `calls`. */
function time(multiply: Multiply, [a, b, c]: [Matrix, Matrix, Matrix], options: GemmOptions, calls: number): number {
  const start = process.hrtime.bigint();
  for (let call = 0; call < calls; call++) {
    multiply(a, b, c, options);
  }
  return Number(process.hrtime.bigint() - start) / calls;
}

/**
 * The fewest nanoseconds of one call of each function: other programs can only slow a run down. Runs alternate, and slow
 * products get fewer of them.
 */
function bestTimes(shape: Shape, functions: readonly Multiply[], meter: () => void): number[] {
  const matrices = operands(shape);
  const best = functions.map(() => Infinity);
  for (let run = 0; run < RUNS; run++) {
    meter();
    functions.forEach((multiply, index) => {
      const calls = Math.max(1, Math.ceil(NANOSECONDS_PER_RUN / best[index]));
      if (run > 0 && (run + 1) * calls * best[index] > NANOSECONDS_PER_MULTIPLY) return;
      best[index] = Math.min(best[index], time(multiply, matrices, shape.options, calls));
    });
  }
  return best;
}

function row(shape: Shape): string {
  const { m, k, n, options, purpose } = shape;
  let peak = 0;
  const measurePeak = () => void (peak = Math.max(peak, peakMeter(NANOSECONDS_PER_RUN)));
  const [vector, scalar, naive] = bestTimes(shape, [chainGemm, gemm, naiveGemm], measurePeak);
  const [fast, plain, slow] = [vector, scalar, naive].map((nanoseconds) => (2 * m * k * n) / nanoseconds);
  const [markA, markB] = [options.transposeA, options.transposeB].map((transpose) => (transpose === true ? "ᵀ" : ""));
  const product = `${m}×${k}${markA} · ${k}×${n}${markB}`;
  const rates = [fast, peak, (100 * fast) / peak, fast / slow, plain, slow, plain / slow].map((value) => value.toFixed(2));
  return `| ${[product, purpose, ...rates].join(" | ")} |`;
}

const sizes = process.argv.slice(2).map(Number);
if (!sizes.every((size) => Number.isInteger(size) && size > 0)) {
  console.error("usage: node scripts/bench.mjs bench/gemm.ts [SIZE...]");
  process.exit(2);
}
const squares = (sizes.length > 0 ? sizes : [32, 64, 128, 256, 512, 1024]).map(
  (size): Shape => ({ m: size, k: size, n: size, options: {}, purpose: "square" }),
);
const shapes = [...squares, ...networkShapes()];

const peakMeter = createPeakMeter();
const warmUp = [...networkShapes(), { m: 96, k: 96, n: 96, options: { transposeA: true }, purpose: "packed" }];
for (const shape of warmUp) {
  bestTimes(shape, [chainGemm, gemm, naiveGemm], () => undefined);
}
console.log(`GEMM, float32, one thread, GFLOP/s: ${cpus()[0].model.trim()}, Node ${process.version}\n`);
console.log("| product | purpose | chainGemm | peak | % of peak | ÷ naive | gemm | naive | gemm ÷ naive |");
console.log("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
for (const shape of shapes) {
  console.log(row(shape));
}
