// What nnc makes of whole models that somebody has: a folder of .onnx and .tflite files. For each the multiply-adds of a call, how far the emitted
// C is from onnxruntime or LiteRT, where python3 has them, what it takes on a Cortex-M4, and how long a call takes beside them. Prints a Markdown
// table; fails where a model is refused or does not compile. Needs the built program (npm run build) and gcc. Fetches nothing.
//
// node scripts/bench.mjs bench/models.ts FOLDER [--calls 300] [--python PROGRAM]
//
// options.json in the folder may say by which options of `nnc emit` a file is read: { "vad.onnx": ["--fix", "sr=16000"] }.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import * as z from "zod/mini";
import { isOnPath, nnc, runProgram } from "./builds.ts";
import { digits, table } from "./markdown.ts";
import { compared, type Comparison } from "./models/compared.ts";
import { sizesOnCortexM4, type Sizes } from "./models/sizes.ts";

const NAME = "model";

const optionsJson = z.record(z.string(), z.array(z.string()));
const infoJson = z.object({
  inputs: z.array(z.object({ name: z.string(), shape: z.array(z.number()) })),
  outputs: z.array(z.object({ name: z.string(), shape: z.array(z.number()) })),
  states: z.array(z.object({ name: z.string(), shape: z.array(z.number()), next: z.string() })),
  stateBytes: z.number(),
  fixed: z.record(z.string(), z.array(z.number())),
  cost: z.object({ multiplyAdds: z.number(), parameterBytes: z.number() }),
});

function differenceOf({ worst, largest, isInteger }: Comparison): string {
  return isInteger ? `${worst} of 255` : `${worst.toExponential(1)} of ${digits(largest)}`;
}

function sizeCells(sizes: Sizes | undefined, stateBytes: number): readonly string[] {
  if (sizes === undefined) return ["not measured", "not measured"];
  return [digits(sizes.flash / 1024), digits((sizes.stack + stateBytes) / 1024)];
}

function rowOf(path: string, file: string, words: readonly string[], settings: { readonly calls: number; readonly python: string }): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "nnc-models-"));
  try {
    const source = join(folder, `${NAME}.c`);
    const info = infoJson.parse(JSON.parse(runProgram([process.execPath, nnc.program, "info", path, ...words, "--json"]).toString()));
    runProgram([process.execPath, nnc.program, "emit", path, ...words, "--name", NAME, "-o", source]);
    const library = join(folder, "model.so");
    runProgram(["gcc", "-std=c99", "-O2", "-shared", "-fPIC", "-o", library, source, "-lm"]);
    const { inputs, outputs, states, fixed, stateBytes, cost } = info;
    const result = compared({ model: path, library, prototype: prototypeOf(source), inputs, outputs, states, fixed, ...settings });
    const measured = "absence" in result ? [result.absence, "", "", ""] : [differenceOf(result), digits(result.microseconds), digits(result.runtimeMicroseconds), result.runtime];
    return [file, String(cost.multiplyAdds), ...sizeCells(sizesOnCortexM4(source, folder), stateBytes), ...measured];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The declaration of the function that is called for every call, or every step. */
function prototypeOf(source: string): string {
  const found = new RegExp(`^\\w+ ${NAME}(?:_step)?\\([^)]*\\);`, "m").exec(readFileSync(source, "utf8"));
  if (found === null) throw new Error(`${source} declares no function ${NAME}`);
  return found[0];
}

const { positionals: [given], values } = parseArgs({
  allowPositionals: true,
  options: { calls: { type: "string", default: "300" }, python: { type: "string", default: "python3" } },
});
if (given === undefined) throw new Error("name a folder of models: node scripts/bench.mjs bench/models.ts FOLDER");
const folder = resolve(given);
const optionsFile = join(folder, "options.json");
const options = existsSync(optionsFile) ? optionsJson.parse(JSON.parse(readFileSync(optionsFile, "utf8"))) : {};
const files = readdirSync(folder).filter((name) => /\.(?:onnx|tflite)$/.test(name)).sort();
if (!isOnPath("gcc")) throw new Error("gcc is not on the PATH");

console.log(`Emitted C, gcc -O2, and the model's runtime, each with one thread: ${cpus()[0].model.trim()}. Flash and RAM are those of a Cortex-M4.\n`);
const rows = files.map((file) => rowOf(join(folder, file), file, options[file] ?? [], { calls: Number(values.calls), python: values.python }));
console.log(table(["model"], ["multiply-adds", "flash KiB", "RAM KiB", "worst difference", "µs a call", "µs of the runtime", "runtime"], rows));
