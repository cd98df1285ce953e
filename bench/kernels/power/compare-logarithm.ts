// Emits the logarithm that powers are made of as C, compiles it with gcc and compares it with log2 of double. Judges nothing.

import { execFile, execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { emitUnit } from "../../../src/codegen/package.ts";
import { wholeText } from "../../../src/codegen/text.ts";
import { c } from "../../../src/languages/c/language.ts";
import { ProgramBuilder } from "../../../src/program/builder.ts";
import { constantIndex, load } from "../../../src/program/expression.ts";
import { binaryLogarithm } from "../../../src/program/kernels/parts/binary-power.ts";
import type { Program } from "../../../src/program/program.ts";
import { unitOf } from "../../../src/program/unit.ts";
import { root } from "../../builds.ts";

export interface LogarithmComparison {
  /** In parts of the logarithm. */
  readonly worst: number;
  /** The bits of where. */
  readonly at: number;
  /** Where the two numbers of the sum are not what a rounded sum and its rest are, or the logarithm of 1 is not 0. */
  readonly wrong: number;
}

/** The bits of infinity: those of all numbers above 0 are below it. */
const INFINITE = 0x7f800000;
const NAME = "logarithm";

/** @param stride of the float32 above 0 that are looked at, 1 for all. */
export async function compareLogarithm(folder: string, stride: number, processes: number): Promise<LogarithmComparison> {
  const program = compile(folder);
  const count = Math.ceil((INFINITE - 1) / stride);
  const starts = Array.from({ length: processes + 1 }, (_, part) => 1 + Math.round((count * part) / processes) * stride);
  const parts = await Promise.all(starts.slice(1).map((end, part) => runPart(program, starts[part], Math.min(INFINITE, end), stride)));
  return parts.reduce((one, other) => ({ ...(other.worst > one.worst ? other : one), wrong: one.wrong + other.wrong }));
}

function compile(folder: string): string {
  const [source, program] = ["c", "program"].map((extension) => join(folder, `${NAME}.${extension}`));
  const heading = { version: "bench", summary: "The logarithm of powers.", banner: [] };
  writeFileSync(source, [...emitUnit(c, unitOf(NAME, programOf()), heading).values()].map(wholeText).join(""));
  const driver = join(root, "bench", "kernels", "power", "logarithm.c");
  execFileSync("gcc", ["-std=c11", "-O2", "-Wall", "-Wextra", `-DOWN=${NAME}`, driver, source, "-o", program, "-lm"], { stdio: "inherit" });
  return program;
}

function programOf(): Program {
  const builder = new ProgramBuilder();
  const x = load(builder.buffer({ role: "input", name: "x", scalar: "f32", size: 1 }), constantIndex(0));
  const { high, low } = binaryLogarithm(x);
  for (const [name, value] of [["high", high], ["low", low]] as const) {
    builder.store(builder.buffer({ role: "output", name, scalar: "f32", size: 1 }), constantIndex(0), value);
  }
  return builder.finish();
}

async function runPart(program: string, first: number, end: number, stride: number): Promise<LogarithmComparison> {
  const { stdout } = await promisify(execFile)(program, [first, end, stride].map(String));
  const [worst, at, wrong] = stdout.trim().split(" ").map(Number);
  return { worst, at, wrong };
}
