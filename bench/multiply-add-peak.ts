// Measures the highest rate at which this machine's WebAssembly does 128-bit multiplications and additions: the yardstick of
// the matrix product. A function, used by the benchmarks; prints nothing.

import { instantiate } from "../src/wasm/instantiate.ts";
import { i32 } from "../src/wasm/scalar-instructions.ts";
import { ModuleBuilder } from "../src/wasm/module-builder.ts";
import { f32x4 } from "../src/wasm/simd.ts";

const TURNS = 100_000;
const RUNS = 20;

/** Chains x ← x·a + a in registers only; more hide the latency, too many spill. Multiplication and addition stay apart. */
function peakModule(chains: number): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder();
  module.function("run", (code) => {
    const turns = code.parameter("i32");
    const factor = code.keep(f32x4.constant([0.5, 0.5, 0.5, 0.5]));
    const sums = Array.from({ length: chains }, (_, chain) => code.keep(f32x4.constant([chain, 1, 2, 3])));
    code.loop((again) => {
      for (const sum of sums) code.set(sum, f32x4.add(f32x4.multiply(sum.get, factor.get), factor.get));
      code.set(turns, i32.subtract(turns.get, i32.constant(1)));
      code.branchIf(again, turns.get);
    });
    return f32x4.extractLane(sums.map(({ get }) => get).reduce((left, right) => f32x4.add(left, right)), 0);
  });
  return module.finish();
}

/**
 * A meter of the peak: it runs for about as long as asked and gives GFLOP/s. Short runs choose the number of chains, and give
 * the engine's optimising compiler time.
 */
export function createPeakMeter(): (nanoseconds: number) => number {
  const candidates = [10, 11, 12, 13, 14].map((chains) => {
    const run = instantiate(peakModule(chains)).function("run");
    const rate = (turns: number): number => {
      const start = process.hrtime.bigint();
      run(turns);
      return (8 * chains * turns) / Number(process.hrtime.bigint() - start);
    };
    return { chains, rate, best: Math.max(...Array.from({ length: RUNS }, () => rate(TURNS))) };
  });
  const { chains, rate, best } = candidates.reduce((one, other) => (other.best > one.best ? other : one));
  return (nanoseconds) => rate(Math.ceil((nanoseconds * best) / (8 * chains)));
}
