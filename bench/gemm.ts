// Measures the trainer's matrix product with both engines against the machine's multiply-add peak and the naive loops, in one
// fresh process, and prints a Markdown table of GFLOP/s. Arguments: square sizes to measure instead of 32 … 1024. It checks no
// result (the tests do).
import { cpus } from "node:os";
import { createPeakMeter } from "./multiply-add-peak.ts";
import { naiveProduct, plannedProduct, type ProductShape } from "./planned-product.ts";

interface Row extends ProductShape {
  readonly purpose: string;
}

const RUNS = 9;
const NANOSECONDS_PER_RUN = 5e6;
const NANOSECONDS_PER_MULTIPLY = 2e9;

/** The products of one step of the 1-16-32-1 network with batches of 100; weights are stored outputs × inputs. */
function networkShapes(): readonly Row[] {
  const layers = [[1, 16], [16, 32], [32, 1]];
  const batch = 100;
  return layers.flatMap(([inputs, outputs]): Row[] => [
    { m: batch, k: inputs, n: outputs, transposeB: true, purpose: "forward" },
    { m: outputs, k: batch, n: inputs, transposeA: true, purpose: "weight gradient" },
    ...(inputs === 1 ? [] : [{ m: batch, k: outputs, n: inputs, purpose: "input gradient" }]),
  ]);
}

/** The product with either engine, and by the naive loops. */
function ways(shape: ProductShape): readonly (() => void)[] {
  const planned = (["webassembly", "javascript"] as const).map((engine) => {
    const { left, right, run } = plannedProduct(shape, engine);
    for (const matrix of [left, right]) matrix.forEach((_, i) => (matrix[i] = Math.random() - 0.5));
    return run;
  });
  const { m, k, n } = shape;
  const [a, b, c] = [m * k, k * n, m * n].map((size) => Float32Array.from({ length: size }, () => Math.random() - 0.5));
  return [...planned, () => naiveProduct(a, b, c, shape)];
}

/** Nanoseconds of one call, averaged over `calls`. */
function time(multiply: () => void, calls: number): number {
  const start = process.hrtime.bigint();
  for (let call = 0; call < calls; call++) multiply();
  return Number(process.hrtime.bigint() - start) / calls;
}

/**
 * The fewest nanoseconds of one call of each function: other programs can only slow a run down. Runs alternate, and slow
 * products get fewer of them.
 */
function bestTimes(functions: readonly (() => void)[], meter: () => void): number[] {
  const best = functions.map(() => Infinity);
  for (let run = 0; run < RUNS; run++) {
    meter();
    functions.forEach((multiply, index) => {
      const calls = Math.max(1, Math.ceil(NANOSECONDS_PER_RUN / best[index]));
      if (run > 0 && (run + 1) * calls * best[index] > NANOSECONDS_PER_MULTIPLY) return;
      best[index] = Math.min(best[index], time(multiply, calls));
    });
  }
  return best;
}

function measure(row: Row): string {
  const { m, k, n, transposeA = false, transposeB = false, purpose } = row;
  let peak = 0;
  const [fast, plain, naive] = bestTimes(ways(row), () => void (peak = Math.max(peak, peakMeter(NANOSECONDS_PER_RUN)))).map(
    (nanoseconds) => (2 * m * k * n) / nanoseconds,
  );
  const product = `${m}×${k}${transposeA ? "ᵀ" : ""} · ${k}×${n}${transposeB ? "ᵀ" : ""}`;
  const rates = [fast, peak, (100 * fast) / peak, fast / naive, plain, naive, plain / naive].map((value) => value.toFixed(2));
  return `| ${[product, purpose, ...rates].join(" | ")} |`;
}

const sizes = process.argv.slice(2).map(Number);
if (!sizes.every((size) => Number.isInteger(size) && size > 0)) {
  console.error("usage: node scripts/bench.mjs bench/gemm.ts [SIZE...]");
  process.exit(2);
}
const squares = (sizes.length > 0 ? sizes : [32, 64, 128, 256, 512, 1024]).map(
  (size): Row => ({ m: size, k: size, n: size, purpose: "square" }),
);

const peakMeter = createPeakMeter();
for (const shape of networkShapes()) bestTimes(ways(shape), () => undefined);
console.log(`GEMM, float32, one thread, GFLOP/s: ${cpus()[0].model.trim()}, Node ${process.version}\n`);
console.log("| product | purpose | WebAssembly | peak | % of peak | ÷ naive | JavaScript | naive | JavaScript ÷ naive |");
console.log("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
for (const row of [...squares, ...networkShapes()]) console.log(measure(row));
