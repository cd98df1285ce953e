// C of a model by nnc and by other generators that are on the PATH, compiled into one program and timed there in turn. Fails where a
// result is not close to nnc's interpreter's. Installs nothing.

import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isOnPath, nnc, root, runNnc, runProgram } from "../builds.ts";
import { isMeasured, type MeasuredLine } from "../emitted/c-timing.ts";
import { isClose, isExact } from "../emitted/networks.ts";
import type { ComparedModel } from "./models.ts";

/** `fused` is nnc with multiply-adds in one instruction, `rows` nnc with the least working memory. */
export type GeneratorName = "nnc" | "fused" | "rows" | "onnx2c" | "emx";

interface Generator {
  readonly name: GeneratorName;
  /** What is looked for on the PATH. */
  readonly program: string;
  /** Writes NAME.c with a function NAME into the folder of model.onnx; whether it could. */
  readonly emit: (folder: string) => boolean;
}

function nncWith(name: "nnc" | "fused" | "rows", options: readonly string[]): Generator {
  return {
    name,
    program: process.execPath,
    emit(folder) {
      const words = ["--name", name, ...options, "--self-test", "none"];
      runNnc(nnc, ["emit", join(folder, "model.onnx"), ...words, "-o", join(folder, `${name}.c`), "--force"]);
      return true;
    },
  };
}

const GENERATORS: readonly Generator[] = [
  nncWith("nnc", []),
  nncWith("fused", ["--multiply-add", "fused"]),
  nncWith("rows", ["--optimize", "memory"]),
  {
    name: "onnx2c",
    program: "onnx2c",
    emit(folder) {
      const { status, stdout } = spawnSync("onnx2c", ["-f", "onnx2c", "model.onnx"], { cwd: folder, maxBuffer: 2 ** 30 });
      if (status === 0) writeFileSync(join(folder, "onnx2c.c"), stdout);
      return status === 0;
    },
  },
  {
    name: "emx",
    program: "emx-onnx-cgen",
    // One call at a time, where the model leaves the size of the batch open, which it must be told and else must not be; everything in the source, and
    // nothing on the heap: as fast as it can be.
    emit: (folder) =>
      [["--input-dim", "N=1"], []].some((batch) => {
        const words = ["compile", "--model-name", "emx", ...batch, "--large-weight-threshold", "0", "--large-temp-threshold", "0", "model.onnx", "emx.c"];
        return spawnSync("emx-onnx-cgen", words, { cwd: folder }).status === 0;
      }),
  },
];

export interface GeneratorTimes {
  readonly name: GeneratorName;
  /** Nanoseconds a call in every round. */
  readonly times: readonly number[];
}

/** What the compiler may use of the machine that it runs on: without it fused multiply-adds are computed of other operations. */
const OF_THE_MACHINE = "-march=native";

/** Why there are no times: it is not on the PATH, refuses the model, its C does not compile, or it asks for an instruction. */
export interface Absence {
  readonly name: GeneratorName;
  readonly reason: "not on the PATH" | "refuses it" | "does not compile" | "no instruction";
}

/** Who takes part in a program that times them, and why others do not. */
export interface TimingProgram {
  readonly path: string;
  /** Holds an object NAME.o of each, and NAME.su, what its functions take of the stack. */
  readonly folder: string;
  readonly found: readonly (GeneratorName | Absence)[];
}

/** @throws Error where a generator's code computes something else. */
export function timeModel(model: ComparedModel, folder: string, compiler: string, rounds: number): readonly (GeneratorTimes | Absence)[] {
  return timesIn(model, timingProgram(model, emitSources(model, folder), folder, [compiler, "-O2"]), rounds);
}

/** Writes the model and a source NAME.c of each that takes it into the folder. */
export function emitSources(model: ComparedModel, folder: string): readonly (GeneratorName | Absence)[] {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "model.onnx"), model.file);
  return GENERATORS.map(({ name, program, emit }): GeneratorName | Absence => {
    if (!isOnPath(program)) return { name, reason: "not on the PATH" };
    return emit(folder) ? name : { name, reason: "refuses it" };
  });
}

/** Compiles each source of the folder alone, and what calls them all, into a folder of their own. @param words a compiler and its options. */
export function timingProgram(model: ComparedModel, sources: readonly (GeneratorName | Absence)[], folder: string, words: readonly string[]): TimingProgram {
  const own = join(folder, words.join(""));
  mkdirSync(own, { recursive: true });
  for (const file of ["contender.h", "timing.c"]) copyFileSync(join(root, "bench", "emitted", file), join(own, file));
  const [compiler, ...options] = [...words, "-std=c11", `-DINPUTS=${model.inputs}`, `-DOUTPUTS=${model.outputs}`, "-DSCALAR=0"];
  const found = sources.map((name): GeneratorName | Absence => {
    if (typeof name !== "string") return name;
    if (name === "fused" && !words.includes(OF_THE_MACHINE)) return { name, reason: "no instruction" };
    const { status } = spawnSync(compiler, [...options, "-w", "-fstack-usage", "-c", join(folder, `${name}.c`), "-o", `${name}.o`], { cwd: own });
    return status === 0 ? name : { name, reason: "does not compile" };
  });
  const taking = found.filter((one): one is GeneratorName => typeof one === "string");
  writeFileSync(join(own, "contenders.h"), taking.map((name) => `CONTENDER(${name})\n`).join(""));
  runProgram([compiler, ...options, "timing.c", ...taking.map((name) => `${name}.o`), "-o", "timing", "-lm"], { folder: own });
  return { path: join(own, "timing"), folder: own, found };
}

/** @throws Error where a generator's code computes something else. */
export function timesIn(model: ComparedModel, { path, found }: TimingProgram, rounds: number): readonly (GeneratorTimes | Absence)[] {
  const measured = run(model, path, rounds);
  return found.map((one) => (typeof one === "string" ? timesOf(one, model, measured) : one));
}

function run({ x }: ComparedModel, program: string, rounds: number): readonly MeasuredLine[] {
  const input = new Uint8Array(x.buffer, x.byteOffset, x.byteLength);
  const lines = runProgram([program, "time", String(rounds)], { input }).toString().trim().split("\n");
  return lines.map((line): unknown => JSON.parse(line)).filter(isMeasured);
}

function timesOf(name: GeneratorName, { y, name: of }: ComparedModel, measured: readonly MeasuredLine[]): GeneratorTimes {
  const line = measured.find((one) => one.name === name);
  if (line === undefined) throw new Error(`${name} was not timed`);
  const isRight = name === "nnc" || name === "rows" ? isExact : isClose;
  if (!isRight(y, Buffer.from(line.outputs, "hex"))) throw new Error(`${of}: ${name} does not give nnc's results`);
  return { name, times: line.alone };
}
