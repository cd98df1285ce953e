// Compiles the C contenders of a network with one compiler and times them in one process, and counts instructions with valgrind.
// Fails where a contender's results are not nnc's.

import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "../builds.ts";
import { shapeFlags, type Contender, type Prepared } from "./c-contenders.ts";
import { isClose, isExact } from "./networks.ts";

export interface CompilerRow {
  readonly compiler: "gcc" | "clang";
  readonly flags: readonly string[];
}

/** Nanoseconds a call in every round. */
export interface Times {
  readonly name: Contender["name"];
  readonly alone: readonly number[];
  /** Each call waits for the result of the one before; none where arrays go in and out. */
  readonly chained: readonly number[];
}

export interface Timing {
  readonly times: readonly Times[];
  /** What OpenBLAS took the processor for; undefined where it took no part. */
  readonly core: string | undefined;
}

const SGEMV = [
  { name: "sgemv_rows", source: "sgemv.c", isExact: false, flags: [] },
  { name: "sgemv_columns", source: "sgemv.c", isExact: false, flags: [] },
] as const satisfies readonly Contender[];

/** Compiles what takes part; the program's path. */
export function compile(prepared: Prepared, { compiler, flags }: CompilerRow, withSgemv: boolean): string {
  const { folder, network } = prepared;
  const contenders = contendersOf(prepared, withSgemv);
  writeFileSync(join(folder, "contenders.h"), contenders.map(({ name }) => `CONTENDER(${name})\n`).join(""));
  const all = ["-std=c99", ...flags, ...shapeFlags(network)];
  const sources = new Map(contenders.map(({ source, flags: own }) => [source, own]));
  const objects = [...sources].map(([source, own]) => {
    const object = source.replace(/c$/, "o");
    runProgram([compiler, ...all, ...own, "-c", source, "-o", object], { folder });
    return object;
  });
  const program = `timing-${compiler}${flags.join("")}${withSgemv ? "-sgemv" : ""}`;
  const [defined, linked] = withSgemv ? [["-DSGEMV"], ["-lopenblas"]] : [[], []];
  runProgram([compiler, ...all, ...defined, "timing.c", ...objects, "-o", program, ...linked], { folder });
  return join(folder, program);
}

/** @throws Error where a contender computes something else than nnc's interpreter. */
export function time(prepared: Prepared, program: string, rounds: number, environment: Readonly<Record<string, string>>): Timing {
  const { x } = prepared.network;
  const input = new Uint8Array(x.buffer, x.byteOffset, x.byteLength);
  const lines = runProgram([program, "time", String(rounds)], { input, environment: { OPENBLAS_NUM_THREADS: "1", ...environment } })
    .toString()
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
  const core = lines.find(hasCore)?.core;
  const measured = lines.filter(isMeasured);
  const wanted = contendersOf(prepared, core !== undefined);
  return {
    core,
    times: wanted.map(({ name, isExact: mustBeExact }) => {
      const line = measured.find((one) => one.name === name);
      if (line === undefined) throw new Error(`${program} did not time ${name}`);
      const bytes = Buffer.from(line.outputs, "hex");
      if (!(mustBeExact ? isExact : isClose)(prepared.network.y, bytes)) throw new Error(`${program}: ${name} does not give nnc's results`);
      return { name, alone: line.alone, chained: line.chained };
    }),
  };
}

/** Instructions of one call, its call included; undefined where valgrind is missing or cannot run the program. */
export function instructions(program: string, name: string, calls: number): number | undefined {
  const [none, all] = [0, calls].map((count) => collected(program, name, count));
  return none === undefined || all === undefined ? undefined : (all - none) / calls;
}

function collected(program: string, name: string, calls: number): number | undefined {
  const words = ["--tool=callgrind", "--callgrind-out-file=/dev/null", program, "count", name, String(calls)];
  const { status, stderr } = spawnSync("valgrind", words, { encoding: "utf8" });
  if (status !== 0) return undefined;
  const count = Number(/Collected\s*:\s*(\d+)/.exec(stderr)?.[1]);
  return Number.isFinite(count) ? count : undefined;
}

/** Whether a program can be linked with OpenBLAS. */
export function hasOpenBlas(folder: string): boolean {
  writeFileSync(join(folder, "probe.c"), "char *openblas_get_corename(void);\nint main(void) { return openblas_get_corename() == 0; }\n");
  return spawnSync("gcc", ["probe.c", "-o", "probe", "-lopenblas"], { cwd: folder }).status === 0;
}

function contendersOf({ contenders }: Prepared, withSgemv: boolean): readonly Contender[] {
  return [...contenders, ...(withSgemv ? SGEMV : [])];
}

function hasCore(line: unknown): line is { readonly core: string } {
  return typeof line === "object" && line !== null && "core" in line && typeof line.core === "string";
}

/** What the program prints of a contender. */
export interface MeasuredLine {
  readonly name: string;
  readonly outputs: string;
  readonly alone: readonly number[];
  readonly chained: readonly number[];
}

export function isMeasured(line: unknown): line is MeasuredLine {
  return typeof line === "object" && line !== null && "name" in line && "outputs" in line && "alone" in line && "chained" in line;
}
