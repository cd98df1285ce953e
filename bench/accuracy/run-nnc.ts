// Runs the built nnc as a user does, each command in a process of its own, and reads what it recorded. Builds nothing.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readModel } from "../../src/formats/index.ts";
import type { TrainingRecord } from "../../src/network/model.ts";
import { nnc as build, root, runProgram } from "../builds.ts";
import type { Problem } from "./problems.ts";

export const folder = join(root, ".cache", "bench", "accuracy");
mkdirSync(folder, { recursive: true });

export interface Outcome {
  readonly record: TrainingRecord;
  /** Of the whole process. */
  readonly seconds: number;
}

/** What a command writes to standard output; an Error with its messages where it fails. */
export function nnc(...words: readonly string[]): string {
  return runProgram([process.execPath, build.program, ...words], { folder }).toString();
}

/** Trains with the options given and no others. */
export function trainOn({ targets, domain, csv }: Problem, ...options: readonly string[]): Outcome {
  if (csv !== undefined) writeFileSync(join(folder, csv.name), csv.text);
  const words = [
    ...targets.flatMap((target) => ["--target", target]),
    ...domain.flatMap((interval) => ["--domain", interval]),
    ...(csv === undefined ? [] : ["--data", csv.name]),
  ];
  const model = join(folder, "nnc-model.onnx");
  const start = process.hrtime.bigint();
  nnc("train", "--quiet", "--force", ...words, ...options);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const { record } = readModel(readFileSync(model), model);
  if (record === undefined) throw new Error("nnc train recorded nothing");
  return { record, seconds };
}
