// What the C of convolutional networks costs: time beside other generators and onnxruntime, where they are on the PATH, instructions a multiply-add,
// working memory beside theirs and beside the least that the network needs, and what making and compiling the source takes. Prints Markdown tables.
// Needs the built program (npm run build) and gcc.
//
// node scripts/bench.mjs bench/convolutional.ts [mnist] [ds-cnn] [resnet-8] [mobilenet-0.25] [autoencoder]

import { cpus, tmpdir } from "node:os";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { LAYOUTS } from "../src/codegen/lower/layout.ts";
import { lower } from "../src/codegen/lower/lower.ts";
import { costOf } from "../src/network/describe.ts";
import { runPasses } from "../src/passes/index.ts";
import { workingBytes } from "../src/program/working-memory.ts";
import { comparedModel } from "./convolutional/compared.ts";
import { largestLiveSet } from "./convolutional/live-set.ts";
import { memoryOf } from "./convolutional/memory.ts";
import { convolutionalModels, type ConvolutionalModel } from "./convolutional/models.ts";
import { sourceCosts } from "./convolutional/source-costs.ts";
import { timed } from "./convolutional/times.ts";
import { instructions } from "./emitted/c-timing.ts";
import { emitSources, timingProgram, type TimingProgram } from "./generators/contenders.ts";
import { digits, table } from "./markdown.ts";

/** With what each source is compiled; memory and instructions are those of the first. */
const BUILDS = [["gcc", "-O2"], ["gcc", "-O3", "-march=native"]] as const;
/** Whose source is also timed while it is made and compiled. */
const OF_SOURCE = "resnet-8";
const CALLS_COUNTED = 2;

interface Rows {
  readonly times: readonly (readonly string[])[];
  readonly memory: readonly string[];
}

function measured(model: ConvolutionalModel, folder: string): Rows {
  const compared = comparedModel(model);
  const sources = emitSources(compared, folder);
  const programs = BUILDS.map((words) => timingProgram(compared, sources, folder, words));
  const [first] = programs;
  const { multiplyAdds } = costOf(runPasses(model.network));
  const counted = instructions(first.path, "nnc", CALLS_COUNTED);
  const [times, ratio] = [timed(compared, programs, folder), counted === undefined ? "not counted" : digits(counted / multiplyAdds)];
  return {
    times: BUILDS.map((words, build) => [model.name, words.join(" "), build === 0 ? ratio : "", ...times[build]]),
    memory: [model.name, ...memoryCells(model, first)],
  };
}

function memoryCells({ network }: ConvolutionalModel, { folder, found }: TimingProgram): readonly string[] {
  const [planned, byRows] = [LAYOUTS.vectors, LAYOUTS["memory-vectors"]].map((layout) => workingBytes(lower(runPasses(network), layout)));
  const least = largestLiveSet(network);
  const [own, rows, onnx2c, emx] = (["nnc", "rows", "onnx2c", "emx"] as const).map((name) => {
    const one = found.find((contender) => contender === name || (typeof contender !== "string" && contender.name === name));
    return typeof one === "object" ? one.reason : memoryOf(folder, name);
  });
  const ratio = (one: typeof own): string => (typeof one === "number" && typeof onnx2c === "number" ? digits(one / onnx2c) : "");
  return [planned, byRows, least, digits(planned / least), own, rows, onnx2c, emx, ratio(own), ratio(rows)].map(String);
}

/** All of them where none is named. @throws Error where a word names none. */
function chosenModels(words: readonly string[]): readonly ConvolutionalModel[] {
  const all = convolutionalModels();
  const unknown = words.find((given) => !all.some(({ word }) => word === given));
  if (unknown !== undefined) throw new Error(`there is no network ${unknown}: name some of ${all.map(({ word }) => word).join(", ")}`);
  return words.length === 0 ? all : all.filter(({ word }) => words.includes(word));
}

const folder = mkdtempSync(join(tmpdir(), "nnc-bench-"));
try {
  const models = chosenModels(process.argv.slice(2));
  console.log(`C of convolutional networks, one thread: ${cpus()[0].model.trim()}. Times and ratios of nnc's to them are medians of turns.`);
  const figures = ["instructions ÷ multiply-adds", "µs a call", "÷ onnx2c", "÷ emx-onnx-cgen", "÷ the faster", "÷ onnxruntime", "µs, fused", "÷ onnxruntime", "µs, by rows", "÷ the faster"];
  const memory = models.map((model) => {
    const rows = measured(model, join(folder, model.word));
    // As soon as they are known: all of them take minutes.
    console.log(`\n${table(["network", "compiler"], figures, rows.times)}`);
    return rows.memory;
  });
  const bytes = ["planned", "by rows", "least value by value", "planned ÷ least", "nnc", "nnc by rows", "onnx2c", "emx-onnx-cgen", "nnc ÷ onnx2c", "by rows ÷ onnx2c"];
  console.log(`\nBytes of working memory: those that nnc plans; variables and stack by gcc -O2.\n\n${table(["network"], bytes, memory)}`);
  if (models.some(({ word }) => word === OF_SOURCE)) {
    console.log(`\nThe source of ${OF_SOURCE}: processor seconds and the most memory of a process.\n\n${sourceCosts(join(folder, OF_SOURCE))}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
