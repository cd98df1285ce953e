// Times a model's ONNX file in onnxruntime with one thread, where python3 has it. Installs nothing.

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root, runProgram } from "../builds.ts";
import type { ComparedModel } from "../generators/models.ts";

const SCRIPT = join(root, "bench", "convolutional", "time_onnxruntime.py");
/** Calls of one sample. */
const CALLS = 8;

let isThere: boolean | undefined;

/** Nanoseconds of a call, a sample a round; undefined where python3 has no onnxruntime. @param folder that holds model.onnx. */
export function onnxruntimeTimes({ x, inputs }: ComparedModel, folder: string, rounds: number): readonly number[] | undefined {
  isThere ??= spawnSync("python3", ["-c", "import numpy, onnxruntime"], { stdio: "ignore" }).status === 0;
  if (!isThere) return undefined;
  const input = new Uint8Array(x.buffer, x.byteOffset, 4 * inputs);
  return runProgram(["python3", SCRIPT, String(rounds), String(CALLS)], { folder, input }).toString().trim().split("\n").map(Number);
}
