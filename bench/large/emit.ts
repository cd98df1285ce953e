// `nnc emit` of large models: its time beside a bare script that prints the same parameters, in pairs of processes, and its memory
// above that of an emit of a small model.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { LANGUAGES } from "../../src/languages/index.ts";
import { nnc, root, type Build } from "../builds.ts";
import { denseModel, writeDenseModel, type DenseModel } from "../dense-model.ts";
import { digits, ratio, spread, table } from "../markdown.ts";
import { median } from "../peers/median.ts";
import { measureProcess } from "./processes.ts";

const PAIRS = 7;

/** 1.9 million parameters. */
export const LARGE = [784, 1024, 1024, 10] as const;
/** 20 million. */
const HUGE = [784, 4096, 4096, 10] as const;

const MEMORY = "bytes a parameter above nnc emit of 1-16-32-1";

export function measureEmit(folder: string, before: Build | undefined): string {
  const model = denseModel(LARGE, "relu");
  const [path, numbers] = [join(folder, "large.onnx"), join(folder, "numbers.f32")];
  writeDenseModel(model, path);
  const small = writeSmall(folder);
  writeFileSync(numbers, numbersOf(model));
  const bare = [join(root, "bench", "large", "print-numbers.mjs"), numbers, join(folder, "numbers.txt")];
  const rows = LANGUAGES.map(({ extension }) => {
    const times = { emit: [] as number[], bare: [] as number[] };
    const above: number[] = [];
    for (let pair = 0; pair < PAIRS; pair++) {
      const start = measureProcess(emitWords(nnc, small, folder, extension), folder);
      const emitted = measureProcess(emitWords(nnc, path, folder, extension), folder);
      times.emit.push(emitted.seconds);
      above.push(emitted.peakBytes - start.peakBytes);
      times.bare.push(measureProcess(bare, folder).seconds);
    }
    const perParameter = median(above) / parametersOf(model);
    return [extension, spread(times.emit), spread(times.bare), ratio(times.emit, times.bare), digits(perParameter)];
  });
  const earlier = before && measureProcess(emitWords(before, path, folder, "c"), folder);
  const first = table(["nnc emit"], ["s", "bare script s", "÷ bare script", MEMORY], rows);
  const last = earlier === undefined ? "" : `\n\nBefore, in C, one run: ${digits(earlier.seconds)} s.`;
  const heading = `## nnc emit of ${model.name}, ${count(model)} parameters`;
  return `${heading}\n\nPairs of figures: the median of ${PAIRS} runs, then the least.\n\n${first}${last}`;
}

export function measureHuge(folder: string): string {
  const model = denseModel(HUGE, "relu");
  const path = join(folder, "huge.onnx");
  writeDenseModel(model, path);
  const small = writeSmall(folder);
  const rows = LANGUAGES.map(({ extension }) => {
    const start = measureProcess(emitWords(nnc, small, folder, extension), folder);
    const { seconds, peakBytes } = measureProcess(emitWords(nnc, path, folder, extension), folder);
    return [`nnc emit, ${extension}`, digits(seconds), digits((peakBytes - start.peakBytes) / parametersOf(model))];
  });
  return `## ${model.name}, ${count(model)} parameters, one run each\n\n${table(["command"], ["s", MEMORY], rows)}`;
}

function writeSmall(folder: string): string {
  const path = join(folder, "small.onnx");
  writeDenseModel(denseModel([1, 16, 32, 1], "relu"), path);
  return path;
}

function emitWords({ program }: Build, path: string, folder: string, extension: string): readonly string[] {
  return [program, "emit", path, "-o", join(folder, `emitted.${extension}`), "--name", "emitted", "--force", "--quiet"];
}

function parametersOf({ layers }: DenseModel): number {
  return layers.reduce((sum, { weights, biases }) => sum + weights.length + biases.length, 0);
}

function count(model: DenseModel): string {
  return parametersOf(model).toLocaleString("en");
}

function numbersOf({ layers }: DenseModel): Uint8Array {
  return Buffer.concat(layers.flatMap(({ weights, biases }) => [weights, biases].map(({ buffer }) => new Uint8Array(buffer))));
}
