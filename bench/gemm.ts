// Measures gemm against naiveGemm in one fresh process and prints a Markdown table of GFLOP/s.
// Arguments: square sizes to measure instead of 32 … 1024. It checks no result (the tests do).
import { cpus } from "node:os";
import { gemm, naiveGemm, type GemmOptions, type Matrix } from "../src/train/gemm/gemm.ts";

interface Shape {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly options: GemmOptions;
  readonly purpose: string;
}

type Multiply = typeof gemm;

const runs = 9;
const nanosecondsPerRun = 5e6;
const nanosecondsPerMultiply = 2e9;

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

/** Median nanoseconds of one call for each function; runs alternate, and slow products get fewer of them. */
function medians(shape: Shape, functions: readonly Multiply[]): number[] {
  const matrices = operands(shape);
  const times: number[][] = functions.map(() => []);
  for (let run = 0; run < runs; run++) {
    functions.forEach((multiply, index) => {
      const own = times[index];
      const calls = Math.max(1, Math.ceil(nanosecondsPerRun / (own[0] ?? Infinity)));
      if (run === 0 || (run + 1) * calls * own[0] <= nanosecondsPerMultiply) {
        own.push(time(multiply, matrices, shape.options, calls));
      }
    });
  }
  return times.map(median);
}

function median(values: readonly number[]): number {
  return values.toSorted((x, y) => x - y)[Math.floor(values.length / 2)];
}

function row(shape: Shape): string {
  const { m, k, n, options, purpose } = shape;
  const [fast, naive] = medians(shape, [gemm, naiveGemm]);
  const operations = 2 * m * k * n;
  const [markA, markB] = [options.transposeA, options.transposeB].map((transpose) => (transpose === true ? "ᵀ" : ""));
  const product = `${m}×${k}${markA} · ${k}×${n}${markB}`;
  const figures = [operations / fast, operations / naive, naive / fast, fast / 1000].map((value) => value.toFixed(2));
  return `| ${[product, purpose, ...figures].join(" | ")} |`;
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

const warmUp = [...networkShapes(), { m: 96, k: 96, n: 96, options: { transposeA: true }, purpose: "packed" }];
for (const shape of warmUp) {
  medians(shape, [gemm, naiveGemm]);
}
console.log(`GEMM, float32, one thread: ${cpus()[0].model.trim()}, Node ${process.version}\n`);
console.log("| product | purpose | gemm GFLOP/s | naive GFLOP/s | ratio | gemm µs |");
console.log("| --- | --- | ---: | ---: | ---: | ---: |");
for (const shape of shapes) {
  console.log(row(shape));
}
