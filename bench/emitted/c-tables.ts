// Measures emitted C with every compiler there is, and writes the tables: nanoseconds of a call, and instructions.

import { join } from "node:path";
import { isOnPath, type Build } from "../builds.ts";
import { digits, ratio, spread, table } from "../markdown.ts";
import { median } from "../peers/median.ts";
import { prepare, type Prepared } from "./c-contenders.ts";
import { compile, hasOpenBlas, instructions, time, type CompilerRow, type Times, type Timing } from "./c-timing.ts";
import { isScalar, type MeasuredNetwork } from "./networks.ts";

const ROUNDS = 101;

const ROWS: readonly CompilerRow[] = (["gcc", "clang"] as const).flatMap((compiler): CompilerRow[] => [
  { compiler, flags: ["-O2"] },
  { compiler, flags: ["-O3", "-march=native"] },
]);

/** What OpenBLAS is told of the processor: nothing, and that it has AVX2 and FMA. */
const OPENBLAS = [{}, { OPENBLAS_CORETYPE: "Haswell" }] as const;

export function measureC(networks: readonly MeasuredNetwork[], folder: string, before: Build | undefined): string {
  const prepared = networks.map((network) => prepare(network, join(folder, network.model.name), before));
  const withBlas = hasOpenBlas(prepared[0].folder);
  const cores = new Set<string>();
  const rows: string[][] = [];
  const counts: string[][] = [];
  for (const { compiler, flags } of ROWS.filter((row) => isOnPath(row.compiler))) {
    const name = `${compiler} ${flags.join(" ")}`;
    for (const one of prepared) {
      const withSgemv = withBlas && !isScalar(one.network);
      const program = compile(one, { compiler, flags }, withSgemv);
      const timings = (withSgemv ? OPENBLAS : OPENBLAS.slice(0, 1)).map((environment) => time(one, program, ROUNDS, environment));
      timings.forEach(({ core }) => core !== undefined && cores.add(core));
      rows.push(...timeRows(one, name, timings));
      if (flags.length === 1) counts.push(...countRows(one, name, program, before));
    }
  }
  const blas = OPENBLAS.map((_, place) => `OpenBLAS sgemv (${[...cores][place] ?? "not there"}) ÷ nnc`);
  return [
    "## C: time of a call\n",
    "Independent calls, and calls that each wait for the one before (chained).\n",
    table(["network", "compiler", "calls"], ["nnc ns", "before ÷ nnc", "by hand ÷ nnc", ...blas], rows),
    "\n## C: instructions of a call (valgrind)\n",
    table(["network", "compiler"], ["multiply-adds", "nnc", "a multiply-add", "before", "a multiply-add", "by hand"], counts),
  ].join("\n");
}

function timeRows({ network }: Prepared, compiler: string, timings: readonly Timing[]): string[][] {
  const [{ times }] = timings;
  const row = (calls: "alone" | "chained"): string[] => {
    const own = timesOf(times, "nnc", calls) ?? [];
    const compared = (["before", "by_hand"] as const).map((name) => against(timesOf(times, name, calls), own));
    const blas = OPENBLAS.map((_, place) => sgemv(timings[place], calls));
    return [network.model.name, compiler, calls === "alone" ? "independent" : "chained", spread(own), ...compared, ...blas];
  };
  return isScalar(network) ? [row("alone"), row("chained")] : [row("alone")];
}

/** The faster of both ways to call it, beside nnc in the same run. */
function sgemv(timing: Timing | undefined, calls: "alone" | "chained"): string {
  if (timing?.core === undefined) return "";
  const ways = (["sgemv_rows", "sgemv_columns"] as const).map((name) => timesOf(timing.times, name, calls) ?? []);
  return against(ways.reduce((one, other) => (median(other) < median(one) ? other : one)), timesOf(timing.times, "nnc", calls) ?? []);
}

function against(times: readonly number[] | undefined, own: readonly number[]): string {
  return times === undefined ? "" : ratio(times, own);
}

function timesOf(times: readonly Times[], name: Times["name"], calls: "alone" | "chained"): readonly number[] | undefined {
  return times.find((one) => one.name === name)?.[calls];
}

function countRows({ network }: Prepared, compiler: string, program: string, before: Build | undefined): string[][] {
  const { multiplyAdds, model } = network;
  const calls = multiplyAdds > 10_000 ? 10 : 1000;
  const count = (name: "nnc" | "before" | "by_hand"): number | undefined => instructions(program, name, calls);
  const own = count("nnc");
  const earlier = before && count("before");
  const show = (value: number | undefined): string => (value === undefined ? "" : value.toFixed(0));
  const each = (value: number | undefined): string => (value === undefined ? "" : digits(value / multiplyAdds));
  return [[model.name, compiler, String(multiplyAdds), show(own), each(own), show(earlier), each(earlier), show(count("by_hand"))]];
}
