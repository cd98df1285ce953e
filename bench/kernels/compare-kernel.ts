// Emits a kernel as C, compiles it with gcc and compares it with the platform's function of double, or times it beside that of float.
// Judges nothing.

import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { emitUnit } from "../../src/codegen/package.ts";
import { wholeText } from "../../src/codegen/text.ts";
import { c } from "../../src/languages/c/language.ts";
import { ProgramBuilder } from "../../src/program/builder.ts";
import { apply, constantIndex, load } from "../../src/program/expression.ts";
import { KERNELS } from "../../src/program/kernels/index.ts";
import type { KernelName } from "../../src/program/operator-name.ts";
import type { Program } from "../../src/program/program.ts";
import { unitOf } from "../../src/program/unit.ts";
import { root } from "../builds.ts";
import { KERNEL_FACTS } from "./facts.ts";

export interface Comparison {
  /** In units in the last place of float32, infinity being the number after the greatest. */
  readonly worst: number;
  readonly at: Place;
  readonly specialValues: Fault;
  /** Results less than that of a lesser argument, where the function rises; the reverse where it falls. */
  readonly turns: Fault;
  readonly outside: Fault;
}

/** How often something was wrong, and where first. */
export interface Fault {
  readonly count: number;
  readonly at: Place;
}

/** The bits of the operands; one operand leaves the second 0. */
export type Place = readonly [number, number];

/** Nanoseconds a call; of calls that wait for one another where they are chained. */
export interface Timing {
  readonly independent: { readonly own: number; readonly library: number };
  readonly chained: { readonly own: number; readonly library: number };
}

/** There are so many float32. */
const FLOATS = 2 ** 32;
const NAME = "kernel";

/** @param stride of the floats that are looked at, 1 for all; of two operands that of either, in all pairs. */
export async function compareKernel(kernel: KernelName, folder: string, stride: number, processes: number): Promise<Comparison> {
  const { reference, range, direction } = KERNEL_FACTS[kernel];
  const directions = { rises: 1, falls: -1, valley: 2, neither: 0 };
  const facts = [`-DREFERENCE=${reference}`, `-DLEAST=(${range[0]})`, `-DGREATEST=(${range[1]})`, `-DDIRECTION=${directions[direction]}`];
  const program = compile(kernel, folder, "compare.c", facts);
  const steps = Math.ceil(FLOATS / stride);
  const starts = Array.from({ length: processes + 1 }, (_, part) => Math.round((steps * part) / processes) * stride);
  // Each begins where the one before it ends, so that no turn is missed.
  const parts = await Promise.all(starts.slice(1).map((end, part) => runPart(program, starts[part], Math.min(FLOATS, end + 1), stride)));
  return parts.reduce(joined);
}

export function timeKernel(kernel: KernelName, folder: string): Timing | undefined {
  const { library, timed } = KERNEL_FACTS[kernel];
  if (library === undefined) return undefined;
  const program = compile(kernel, folder, "time.c", [`-DLIBRARY=${library}`, `-DFROM=(${timed[0]})`, `-DTO=(${timed[1]})`]);
  const [own, theirs, chainedOwn, chainedTheirs] = execFileSync(program, { encoding: "utf8" }).trim().split(" ").map(Number);
  return { independent: { own, library: theirs }, chained: { own: chainedOwn, library: chainedTheirs } };
}

/** A program of the emitted kernel, in a file of its own as for a user, and a driver of this folder. */
function compile(kernel: KernelName, folder: string, driver: string, defines: readonly string[]): string {
  mkdirSync(folder, { recursive: true });
  const source = join(folder, `${kernel}.c`);
  const heading = { version: "bench", summary: `The kernel ${kernel}.`, banner: [] };
  writeFileSync(source, [...emitUnit(c, unitOf(NAME, programOf(kernel)), heading).values()].map(wholeText).join(""));
  const program = join(folder, `${kernel}-${driver.replace(".c", "")}`);
  const operands = `-DOPERANDS=${KERNELS[kernel].operands.length}`;
  const files = [join(root, "bench", "kernels", driver), source];
  execFileSync("gcc", ["-std=c11", "-O2", "-Wall", "-Wextra", `-DOWN=${NAME}`, operands, ...defines, ...files, "-o", program, "-lm"], { stdio: "inherit" });
  return program;
}

function programOf(kernel: KernelName): Program {
  const builder = new ProgramBuilder();
  const operands = KERNELS[kernel].operands.map((name) => load(builder.buffer({ role: "input", name, scalar: "f32", size: 1 }), constantIndex(0)));
  builder.buffer({ role: "output", name: "result", scalar: "f32", size: 1 });
  builder.return(apply(kernel, operands, "result"));
  return builder.finish();
}

async function runPart(program: string, first: number, end: number, stride: number): Promise<Comparison> {
  const { stdout } = await promisify(execFile)(program, [first, end, stride].map(String));
  const [worst, x, y, ...faults] = stdout.trim().split(" ").map(Number);
  const [specialValues, turns, outside] = [0, 3, 6].map((place): Fault => ({ count: faults[place], at: [faults[place + 1], faults[place + 2]] }));
  return { worst, at: [x, y], specialValues, turns, outside };
}

function joined(one: Comparison, other: Comparison): Comparison {
  const { worst, at } = other.worst > one.worst ? other : one;
  return {
    worst,
    at,
    specialValues: sum(one.specialValues, other.specialValues),
    turns: sum(one.turns, other.turns),
    outside: sum(one.outside, other.outside),
  };
}

function sum(one: Fault, other: Fault): Fault {
  return { count: one.count + other.count, at: one.count > 0 ? one.at : other.at };
}
