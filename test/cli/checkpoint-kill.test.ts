// A training that is killed again and again, at any moment: there is never half a checkpoint, every run goes on from the last
// whole one, and the end is the very file of a training that was never stopped.

import { spawn } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readSafetensors } from "../../src/formats/safetensors/read.ts";
import { RandomGenerator } from "../../src/numeric/random.ts";
import { timeLimit } from "../time-limit.ts";
import { newFolder, NNC, nnc } from "./run-nnc.ts";

const NAME = "nnc-model.checkpoint.safetensors";
const KILLS = 32;
/** Enough that no run comes to the end. */
const ITERATIONS = 150_000;
const TRAIN = ["--recipe", "article", "--hidden", "3", "--batch", "2", "--iterations", String(ITERATIONS), "--optimiser", "momentum"];

/** Runs nnc and kills it: some milliseconds after its start, or after it wrote a checkpoint. */
async function killed(words: readonly string[], folder: string, milliseconds: number, afterWrite: boolean): Promise<NodeJS.Signals | null> {
  const path = join(folder, NAME);
  const written = (): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const before = written();
  const child = spawn(process.execPath, [NNC, "train", ...words, "-q"], { cwd: folder, stdio: "ignore" });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once("exit", (_, signal) => resolve(signal)));
  const kill = () => setTimeout(() => child.kill("SIGKILL"), milliseconds);
  if (!afterWrite) kill();
  const poll = setInterval(() => {
    if (!afterWrite || written() === before) return;
    clearInterval(poll);
    kill();
  }, 1);
  const signal = await ended;
  clearInterval(poll);
  return signal;
}

/** Of the checkpoint, which must be whole; 0 where there is none. */
function iterationIn(folder: string): number {
  if (!readdirSync(folder).includes(NAME)) return 0;
  const { metadata, tensors } = readSafetensors(readFileSync(join(folder, NAME)), NAME);
  const losses = tensors.get("losses")?.data.length ?? 0;
  expect(JSON.parse(metadata.get("nnc.checkpoint.current") ?? "")).toMatchObject({ iteration: losses, iterations: ITERATIONS });
  return losses;
}

test(`killed ${KILLS} times`, { timeout: timeLimit(240_000) }, async () => {
  const [folder, other] = [newFolder(), newFolder()];
  const random = new RandomGenerator(2024);
  const reached: number[] = [0];
  for (let kill = 0; kill < KILLS; kill++) {
    const every = ["--checkpoint-every", kill % 2 === 0 ? "1" : "10"];
    const words = (reached.at(-1) ?? 0) > 0 ? ["--resume", ...every] : [...TRAIN, ...every];
    // While it starts, or while it writes one checkpoint after the other.
    const afterWrite = kill % 4 !== 3;
    expect(await killed(words, folder, random.uniform() * (afterWrite ? 60 : 400), afterWrite)).toBe("SIGKILL");
    const iteration = iterationIn(folder);
    expect(iteration).toBeGreaterThanOrEqual(reached.at(-1) ?? 0);
    reached.push(iteration);
    // A model is written at the end alone; what the killed process was writing has a name of its own.
    expect(readdirSync(folder).filter((name) => name !== NAME && !/^\.nnc-\d+_\d*_[0-9a-f]{16}-[0-9a-f]{16}\.tmp$/.test(name))).toEqual([]);
  }
  expect(new Set(reached).size).toBeGreaterThan(KILLS / 2);
  expect(nnc(["train", "--resume", "-q"], { cwd: folder })).toEqual({ code: 0, stdout: "", stderr: "" });
  expect(nnc(["train", ...TRAIN, "-q"], { cwd: other })).toEqual({ code: 0, stdout: "", stderr: "" });
  expect(readFileSync(join(folder, "nnc-model.onnx")).equals(readFileSync(join(other, "nnc-model.onnx")))).toBe(true);
  expect([readdirSync(folder), readdirSync(other)]).toEqual([["nnc-model.onnx"], ["nnc-model.onnx"]]);
});
